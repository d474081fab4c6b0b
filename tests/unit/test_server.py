"""What is settled when the server starts: Streamlit tells every reader the theme that it would tell."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from streamlit.file_util import get_static_dir
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from dashboard import server

PAGE = b'<!DOCTYPE html><html lang="en"><head></head><body></body></html>'
SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar")


def told(section: str) -> NewSession:
    """What a reader is told of a section of the theme, in its place in the message."""
    message = NewSession()
    place = message.custom_theme
    for name in section.split(".")[1:]:
        place = getattr(place, name)
    app_session._populate_theme_msg(place, section)
    return message


@pytest.mark.parametrize("section", SECTIONS)
def test_the_theme_is_told_as_streamlit_tells_it(monkeypatch, section):
    monkeypatch.setattr(app_session, "_populate_theme_msg", plain())
    expected = told(section)
    server.read_theme_once()
    assert told(section) == expected
    assert told(section) == expected, "again, from what was kept"


def test_there_is_a_theme_to_tell_and_it_is_read_once(monkeypatch):
    reads, asked = plain(), []

    def counted(message, section="theme"):
        asked.append(section)
        reads(message, section)

    monkeypatch.setattr(app_session, "_populate_theme_msg", counted)
    server.read_theme_once()
    server.read_theme_once()
    for section in SECTIONS * 3:
        told(section)
    assert sorted(asked) == sorted(SECTIONS)
    assert told("theme").custom_theme.body_font
    assert told("theme.dark").custom_theme.dark.primary_color


def plain():
    """Streamlit's own function, whatever an earlier test has put around it."""
    return getattr(app_session._populate_theme_msg, "__wrapped__", app_session._populate_theme_msg)


def test_the_scripts_of_words_come_with_the_page():
    asked = re.findall(
        r'<link rel="modulepreload" href="/(static/js/[^"]+)">', server._early().decode()
    )
    assert len(asked) == len(server.WORDS)
    for name in asked:
        assert (Path(get_static_dir()) / name).is_file()


def answered(headers: dict[str, str]) -> bytes:
    """What a reader gets of an HTML page that the app sends with these headers."""

    async def app(scope, receive, send):
        listed = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": listed})
        await send({"type": "http.response.body", "body": PAGE})

    bodies = []

    async def send(message):
        bodies.append(message.get("body", b""))

    scope = {"type": "http", "path": "/x", "headers": [(b"accept", b"text/html")]}
    scope["query_string"] = b""
    asyncio.run(server.Envelope(app)(scope, None, send))
    return b"".join(bodies)


def test_a_page_that_is_downloaded_is_not_dressed_as_the_app_s():
    """A note in HTML, asked for without compression as a proxy does."""
    html = {"content-type": "text/html; charset=utf-8"}
    assert b"<style>" in answered(html)
    assert answered(html | {"content-disposition": "attachment"}) == PAGE
