"""Asks our ASGI application in this very process: no port, no network, the whole answer at once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.types import ASGIApp

from dashboard.api.routes import routes
from dashboard.server import middleware


@dataclass(frozen=True)
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def application() -> Starlette:
    """Our routes behind our middleware, without the pages."""
    return Starlette(routes=routes(), middleware=middleware())


def ask(
    app: ASGIApp, target: str, method: str = "GET", headers: Mapping[str, str] | None = None
) -> Answer:
    """Put one request to `app`; an error of the server is raised here, as its log would tell it."""
    path, _, query = target.partition("?")
    named = {"host": "cap-ala.test", **(headers or {})}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(k.lower().encode(), v.encode()) for k, v in named.items()],
        "client": ("127.0.0.1", 1),
        "server": ("cap-ala.test", 80),
    }
    sent: list[Any] = []

    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Any:
        # A client that has asked stays and waits.
        return next(asked, None) or await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start, *rest = sent
    received = {k.decode().lower(): v.decode() for k, v in start["headers"]}
    return Answer(start["status"], received, b"".join(part.get("body", b"") for part in rest))
