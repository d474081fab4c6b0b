"""What a reader reads on a page under AppTest, as plain text to search."""

from __future__ import annotations

import html
import re

from streamlit.testing.v1 import AppTest

TITLE = re.compile("^### (.*)$", re.MULTILINE)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
KINDS = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "html")


def plain(said: str) -> str:
    """A text with plain spaces and apostrophes, without Markdown's and HTML's escapes."""
    said = ESCAPED.sub(r"\1", said)
    for typographic, typed in {"\u202f": " ", "\xa0": " ", "’": "'"}.items():
        said = said.replace(typographic, typed)
    return html.unescape(said)


def titles(*pages: AppTest) -> list[str]:
    """The titles of a page's blocks, in order."""
    told = (str(element.value) for at in pages for element in at.get("markdown"))
    return [ESCAPED.sub(r"\1", title) for one in told for title in TITLE.findall(one)]


def text(*pages: AppTest) -> str:
    """All the words of a page, or of the parts of a long one."""
    elements = [element for at in pages for kind in KINDS for element in at.get(kind)]
    return plain(" ".join(str(element.value) for element in elements if hasattr(element, "value")))
