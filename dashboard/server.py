"""What the web server adds around Streamlit: hosts it answers to, language, headers, first build."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from functools import cache, lru_cache, wraps
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from dashboard import builds, store, theme
from dashboard.openings import warehouse
from dashboard.unavailable import Unavailable

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; font-src 'self' data:; "
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; "
        "worker-src 'self' blob:; img-src 'self' data: blob:; frame-ancestors 'none'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Streamlit's page is in English whatever the application's language, and asks for its back end
# below the address of the page first (two 404s on every deep link).
REWRITES = (
    (b"<title>Streamlit</title>", b"<title>Cap ALA</title>"),
    (
        b"<head>",
        b"<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin+'/'}</script>",
    ),
)
# How many readers there are, and what memory they take, is nobody's business.
INTERNAL = ("/_stcore/metrics", "/_stcore/script-health-check")
# It invites a reader without JavaScript to an interface for agents, which is off here.
WITHOUT_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
NEEDS_SCRIPT = (
    b"<noscript><p>Ce tableau de bord demande JavaScript. "
    b'<span lang="en">This dashboard needs JavaScript.</span></p></noscript>'
)
# Scripts of our own, in the page from its first byte: what they act on comes and goes.
SCRIPTS, FRENCH = ("clipboard.js", "chart_download.js"), "chrome_fr.js"
# Streamlit's own, which read the HTML of `dashboard/prose.py`.
WORDS = ("rehype-raw", "hastscript", "web-namespaces")
# New objects, then collections of the young, before a collection of each generation.
COLLECTED_EVERY = (20_000, 20, 20)
# A conditional or compressed answer could not be rewritten.
UNWANTED = {b"accept-encoding", b"if-none-match", b"if-modified-since"}


class Envelope:
    """Rewrites the HTML page (language, title) and sets the security headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is not HTTP passes untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            kept = [pair for pair in scope["headers"] if pair[0] not in UNWANTED]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, _Rewriting(send, _language(scope)))


class Gate:
    """Answers only under the names of `server.allowedHosts` (any when it is empty, as by default),
    and keeps Streamlit's counters to itself.

    Streamlit heeds that list for its WebSocket alone: under another name a page would load and
    stay empty, and the files and figures would be given.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is not for the public; Streamlit itself refuses the WebSocket."""
        answer: ASGIApp = self.app
        if scope["type"] == "http":
            if not is_host_allowed(Headers(scope=scope).get("host")):
                answer = PlainTextResponse("Hôte refusé. Host refused.", 421)
            elif scope["path"].endswith(INTERNAL):
                answer = PlainTextResponse("Rien ici. Nothing here.", 404)
        await answer(scope, receive, send)


class _Rewriting:
    """A `send` that holds an HTML page back until it is whole, then rewrites it."""

    def __init__(self, send: Send, language: bytes) -> None:
        self._send, self._language = send, language
        self._start: Message | None = None
        self._page = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            # A note that is downloaded is a page of its own.
            is_ours = "content-disposition" not in headers
            if is_ours and headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._page.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await self._release(self._start)
            return
        await self._send(message)

    async def _release(self, start: Message) -> None:
        page = bytes(self._page).replace(
            b'<html lang="en">', b'<html lang="' + self._language + b'">', 1
        )
        for shipped, ours in REWRITES:
            page = page.replace(shipped, ours, 1)
        page = WITHOUT_SCRIPT.sub(NEEDS_SCRIPT, page, count=1)
        is_french = self._language.startswith(b"fr")
        page = page.replace(b"<head>", b"<head>" + _scripts(is_french=is_french) + _early(), 1)
        # At the end: of two rules as precise as each other, the later one holds.
        dress = f"<style>{theme.styles()}</style></body>".encode()
        page = page.replace(b"</body>", dress, 1)
        MutableHeaders(scope=start)["content-length"] = str(len(page))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})


@lru_cache(maxsize=1)
def _early() -> bytes:
    """Ask for the scripts that draw our HTML with the page: asked for when it comes, they wait behind
    the charts', and the masthead and tiles a second and more (benchmarks/opening.py)."""
    folder = Path(get_static_dir())
    found = [path for word in WORDS for path in sorted((folder / "static/js").glob(f"{word}.*.js"))]
    link = '<link rel="modulepreload" href="/{}">'
    return "".join(link.format(path.relative_to(folder).as_posix()) for path in found).encode()


@lru_cache(maxsize=2)
def _scripts(*, is_french: bool) -> bytes:
    folder = Path(__file__).parent
    return b"".join(
        b"<script>" + (folder / name).read_bytes() + b"</script>"
        for name in (*SCRIPTS, *([FRENCH] if is_french else []))
    )


def _language(scope: Scope) -> bytes:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang")
    return b"en-CA" if asked == ["en"] else b"fr-CA"


def middleware() -> list[Middleware]:
    """Return the middleware of the application, and settle what a server start must settle.

    Pages are those of `st.navigation`: Streamlit's older discovery of a `pages/` folder would
    otherwise answer the first deep link with «Page not found».
    """
    PagesManager.uses_pages_directory = False
    # What is loaded now stays to the end, and what an answer leaves behind can wait: at Python's own
    # pace a quarter of an answer's time goes to looking for it (benchmarks/RESULTS.md).
    gc.freeze()
    gc.set_threshold(*COLLECTED_EVERY)
    read_theme_once()
    return [Middleware(Envelope), Middleware(Gate)]


def read_theme_once() -> None:
    """Have Streamlit look for the theme among its settings once, not six times at each answer.

    It tells each reader the whole theme at each run, though no setting changes while it serves: a
    fifteenth of an answer's time (benchmarks/RESULTS.md).
    """
    reads = app_session._populate_theme_msg  # noqa: SLF001 - there is no setting for it
    if hasattr(reads, "__wrapped__"):
        return

    @cache
    def theme(section: str) -> CustomThemeConfig:
        told = CustomThemeConfig()
        reads(told, section)
        return told

    @wraps(reads)
    def tell(told: CustomThemeConfig, section: str = "theme") -> None:
        known = theme(section)
        if known.ByteSize():  # to add nothing would still say that there is such a theme
            told.MergeFrom(known)

    app_session._populate_theme_msg = tell  # type: ignore[assignment]  # noqa: SLF001


def ensure_data() -> None:
    """Build the data in a process of its own when nothing is built yet, or what is built cannot be
    read or is older than this dashboard, or follow the store that they come from; a failure shows
    on the pages, with what mends it."""
    if store.is_set():
        store.follow(builds.parquet_folder())
        return
    try:
        warehouse(builds.current())
    except Unavailable as problem:
        if problem.reason in {"no_build", "unreadable", "older"}:
            subprocess.run(
                [sys.executable, "-m", "etl", "build"], cwd=builds.PROJECT_ROOT, check=False
            )
