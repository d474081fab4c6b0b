"""What a reader reads on a page under AppTest, as plain text to search."""

from __future__ import annotations

import html

from streamlit.testing.v1 import AppTest

KINDS = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "html")


def plain(said: str) -> str:
    """A text with plain spaces and apostrophes, without Markdown's and HTML's escapes."""
    for typographic, typed in {"\u202f": " ", "\xa0": " ", "\\$": "$", "’": "'"}.items():
        said = said.replace(typographic, typed)
    return html.unescape(said)


def text(*pages: AppTest) -> str:
    """All the words of a page, or of the parts of a long one."""
    elements = [element for at in pages for kind in KINDS for element in at.get(kind)]
    return plain(" ".join(str(element.value) for element in elements if hasattr(element, "value")))
