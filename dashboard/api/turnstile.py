"""Lets a few requests of machines in at a time, so that they never starve the pages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from dashboard.api.problems import Problem
from dashboard.i18n import _

T = TypeVar("T")
AT_WORK = 2
WAITING = 16
STREAMS = 2


class Turnstile:
    """`most` places for as long as each is held; Problem «busy» when there is none left."""

    def __init__(self, most: int) -> None:
        self._free = most

    def enter(self) -> None:
        """Take a place; only the server's event loop calls it, so no lock is needed."""
        if not self._free:
            raise Problem(
                "busy",
                _("Trop de demandes à la fois ; recommencez dans une seconde."),
                headers={"Retry-After": "1"},
            )
        self._free -= 1

    def leave(self) -> None:
        """Give the place back."""
        self._free += 1


class Workers:
    """Threads of the interface's own: the pages' are never taken."""

    def __init__(self, at_work: int = AT_WORK, waiting: int = WAITING) -> None:
        self._pool = ThreadPoolExecutor(at_work, thread_name_prefix="api")
        self._turnstile = Turnstile(at_work + waiting)

    async def run(self, work: Callable[[], T]) -> T:
        """Do blocking work in one of the threads; its place is held until it is really done."""
        self._turnstile.enter()
        future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        # A client that leaves cancels the wait, not the work.
        future.add_done_callback(lambda _done: self._turnstile.leave())
        return await asyncio.shield(future)


class HeldStream(StreamingResponse):
    """A stream that gives its place back when it ends, however it ends."""

    turnstile: Turnstile | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            if self.turnstile:
                self.turnstile.leave()
