"""The text of a PDF as Typst writes it (no object streams), for tests; layout and order of pages are lost."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)(?=\nendobj)", re.DOTALL)
_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_FONTS = re.compile(rb"/(f\d+) (\d+) 0 R")
_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_FONT = re.compile(rb"/(f\d+) [\d.]+ Tf")
_NEXT = re.compile(rb"/f\d+ [\d.]+ Tf|\\[0-7]{1,3}|\\.|[()]|[^()\\/]+|/", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(content: bytes) -> int:
    """How many pages the file has."""
    return len(re.findall(rb"/Type/Page/", content))


def words(content: bytes) -> str:
    """All that is written, without any space: lines are broken anywhere."""
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    letters = {
        number: _letters(_inflated(objects[int(found[1])]))
        for number, body in objects.items()
        if (found := _TO_UNICODE.search(body))
    }
    # One list of resources names the fonts for all pages and pictures.
    fonts = {
        name: letters[int(number)]
        for body in objects.values()
        for name, number in _FONTS.findall(body.partition(b"stream")[0])
        if int(number) in letters
    }
    streams = (_inflated(body) for body in objects.values() if b"FlateDecode" in body)
    said = "".join(_said(stream, fonts) for stream in streams if b" Tf" in stream)
    return "".join(said.split())


def _inflated(body: bytes) -> bytes:
    return zlib.decompressobj().decompress(body.partition(b"stream\n")[2])


def _letters(cmap: bytes) -> dict[bytes, str]:
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _PAIR.findall(cmap)
    }


def _said(stream: bytes, fonts: dict[bytes, dict[bytes, str]]) -> str:
    said: list[str] = []
    font: dict[bytes, str] = {}
    depth, codes = 0, b""
    for piece in _NEXT.findall(stream):
        found = _FONT.fullmatch(piece) if not depth else None
        # Parentheses that match stand in a string as they are.
        depth += (piece == b"(") - (piece == b")")
        if found:
            font = fonts[found[1]]
        elif depth == 0 and piece == b")":
            said += [font.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
            codes = b""
        elif depth and not (depth == 1 and piece == b"(" and not codes):
            codes += _ESCAPE.sub(_plain, piece)
    return "".join(said)


def _plain(escape: re.Match[bytes]) -> bytes:
    found = escape[1]
    return bytes([int(found, 8)]) if found[:1].isdigit() else _LETTERS.get(found, found)
