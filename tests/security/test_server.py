"""What the server lets the world see: our headers everywhere, our hosts only, nothing internal."""

from __future__ import annotations

import base64
import http.client
import json
import os
import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard import signin, theme
from dashboard.server import HEADERS
from tests import checkout
from tests.browser.dashboard_server import serve

KNOWN = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1 capala.example.ca"}


@pytest.fixture(scope="module")
def closed(data_dir: Path) -> Iterator[str]:
    """A dashboard that answers to two names only."""
    with serve(data_dir, settings=KNOWN) as address:
        yield address


def ask(server: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict, bytes]:
    """Put a request as it is written, dots and all."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    received = {name.lower(): value for name, value in answer.getheaders()}
    content = answer.status, received, answer.read()
    connection.close()
    return content


@pytest.mark.parametrize(
    "path",
    ["/", "/commerce", "/nope", "/healthz", "/api/v1/tables", "/api/nope", "/_stcore/health",
     "/app/static/fonts/ibm-plex-sans.woff2", "/_stcore/metrics"],
)  # fmt: skip
def test_every_answer_carries_our_headers(closed: str, path: str) -> None:
    _status, headers, _body = ask(closed, path)
    for name, value in HEADERS.items():
        assert headers[name.lower()] == value
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "http:" not in policy, "no other server may be asked for anything"
    assert "https:" not in policy


@pytest.mark.parametrize("path", ["/", "/commerce", "/healthz", "/api/v1/tables", "/app/static/x"])
def test_a_foreign_name_gets_nothing(closed: str, path: str) -> None:
    status, _headers, body = ask(closed, path, Host="evil.example")
    assert (status, len(body) < 100) == (421, True)
    assert ask(closed, "/healthz", Host="capala.example.ca")[0] == 200
    assert ask(closed, "/healthz", Host="capala.example.ca:8501")[0] == 200


def handshake(server: str, **headers: str) -> int:
    """Ask for the WebSocket of the pages and return the status of the answer."""
    place = urlsplit(server)
    named = {
        "Host": place.netloc,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    } | headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    with socket.create_connection((place.hostname, place.port), timeout=60) as connection:
        connection.sendall(f"GET /_stcore/stream HTTP/1.1\r\n{lines}\r\n".encode())
        return int(connection.recv(100).split()[1])


def test_the_websocket_has_the_same_door(closed: str) -> None:
    assert handshake(closed) == 101
    assert handshake(closed, Host="evil.example") == 403
    assert handshake(closed, Origin="http://evil.example") == 403
    assert handshake(closed, Origin=closed) == 101


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/_stcore/metrics", "GET", 404),
        ("/_stcore/script-health-check", "GET", 404),
        ("/_stcore/agent/interact", "GET", 405),
        ("/component/st_nope/index.html", "GET", 404),
        ("/media/nope.csv", "GET", 404),
        ("/_stcore/upload_file/a/b", "PUT", 403),
        ("/_stcore/upload_file/a/b", "DELETE", 403),
        ("/app/static/../../app.py", "GET", 400),
        ("/app/static/%2e%2e/%2e%2e/app.py", "GET", 400),
        ("/app/static/..%2f..%2fapp.py", "GET", 400),
    ],
)
def test_no_inner_door_is_open(closed: str, path: str, method: str, status: int) -> None:
    assert ask(closed, path, method)[0] == status


def test_no_program_drives_the_pages(closed: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(closed).netloc, timeout=60)
    for path in ("interact", "mcp"):
        connection.request(
            "POST", f"/_stcore/agent/{path}", "{}", {"Content-Type": "application/json"}
        )
        answer = connection.getresponse()
        said = answer.read().decode()
        assert answer.status in {400, 403, 404}, said
        assert "does not serve the agent API" in said
    connection.close()


@pytest.mark.parametrize(
    "path", ["/.streamlit/config.toml", "/.git/config", "/data/raw", "/app.py"]
)
def test_no_file_of_the_project_is_served(closed: str, path: str) -> None:
    """Streamlit gives the empty page of its interface for any address it does not know."""
    status, headers, body = ask(closed, path)
    assert status in {200, 400, 404}
    if status == 200:
        assert headers["content-type"].startswith("text/html")
        assert body == ask(closed, "/nope")[2]


def test_other_pages_may_not_speak_to_ours(closed: str) -> None:
    content = json.loads(ask(closed, "/_stcore/host-config")[2])
    assert content["allowedOrigins"] == []
    assert "access-control-allow-origin" not in ask(closed, "/api/v1/tables")[1]


def test_the_settings_that_protect_are_written_down() -> None:
    settings = tomllib.loads(checkout.text(Path(".streamlit/config.toml")))
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["enableAgentApi"] is False
    assert settings["server"]["scriptHealthCheckEnabled"] is False
    assert settings["server"]["allowedHosts"] == []
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
    assert "enableCORS" not in settings["server"], "on by default; off opens the WebSocket"


# Sign-in: all of its settings or none

FULL = {
    "CAP_ALA_OIDC_SERVER_METADATA_URL": "https://id.example.ca/.well-known/openid-configuration",
    "CAP_ALA_OIDC_CLIENT_ID": "cap-ala",
    "CAP_ALA_OIDC_CLIENT_SECRET": "s",
    "CAP_ALA_OIDC_REDIRECT_URI": "https://capala.example.ca/oauth2callback",
    "CAP_ALA_OIDC_COOKIE_SECRET": "c" * 32,
}


def test_sign_in_is_off_unless_it_is_set() -> None:
    assert signin.secrets({}) == {}
    assert signin.secrets(FULL)["auth"]["client_id"] == "cap-ala"
    assert signin.is_on() is False
    assert signin.is_known({}) is True


@pytest.mark.parametrize("name", FULL)
def test_half_a_sign_in_does_not_start(name: str) -> None:
    with pytest.raises(signin.HalfSet, match=name):
        signin.secrets({key: value for key, value in FULL.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAP_ALA_OIDC_COOKIE_SECRET", "short"),
        ("CAP_ALA_OIDC_REDIRECT_URI", "https://capala.example.ca/"),
    ],
)
def test_a_setting_that_is_no_good_is_named(name: str, value: str) -> None:
    with pytest.raises(signin.HalfSet, match=name):
        signin.secrets(FULL | {name: value})


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_brings_our_scripts_and_its_style_once(closed: str, lang: str) -> None:
    _status, _headers, body = ask(closed, f"/?lang={lang}", Accept="text/html")
    page = body.decode("utf-8")
    for script in checkout.PROJECT_ROOT.glob("dashboard/*.js"):
        is_wanted = script.stem != "chrome_fr" or lang == "fr"
        assert page.count(script.read_text("utf-8")) == is_wanted, script.name
    assert page.count(theme.styles()) == 1
    assert page.index(theme.styles()) > page.index('<div id="root">'), "after Streamlit's own"
