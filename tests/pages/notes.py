"""The order for a note that a page offers, without a browser: the page is run as the frame runs it."""

from __future__ import annotations

import threading
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard import note_button

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
SCRIPT = """
import runpy
from dashboard import frame
with frame.around("{page}"):
    runpy.run_path("{path}", run_name="__page__")
"""


def order(page: str, lang: str = "fr", **params: str | list[str]) -> note_button.Order | None:
    """What `pages/<page>.py` offers for one view; None when it offers nothing."""
    offered: list[note_button.Order] = []
    real = note_button.Order

    def seen(*given: object) -> note_button.Order:
        offered.append(real(*given))
        return offered[-1]

    note_button.Order = seen
    try:
        at = AppTest.from_string(
            SCRIPT.format(page=page, path=ROOT / "pages" / f"{page}.py"), default_timeout=60
        )
        if lang != "fr":
            at.query_params["lang"] = lang
        for name, value in params.items():
            at.query_params[name] = value
        at.run()
    finally:
        note_button.Order = real
    assert not at.exception, at.exception[0].stack_trace
    return offered[-1] if offered else None


def elsewhere(make) -> bytes:
    """Make a file as Streamlit does at the click: in a thread that knows no session."""
    made: list[bytes] = []
    thread = threading.Thread(target=lambda: made.append(make()))
    thread.start()
    thread.join()
    assert made, "the note failed in its thread"
    return made[0]
