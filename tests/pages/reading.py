"""What a reader reads on a page under AppTest, as plain text to search."""

from __future__ import annotations

import html
import re

from streamlit.testing.v1 import AppTest

TITLE = re.compile("<h3>(.*?)</h3>")
KINDS = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "html")


def plain(said: str) -> str:
    """A text with plain spaces and apostrophes, without Markdown's and HTML's escapes."""
    for typographic, typed in {"\u202f": " ", "\xa0": " ", "\\$": "$", "’": "'"}.items():
        said = said.replace(typographic, typed)
    return html.unescape(said)


def titles(*pages: AppTest) -> list[str]:
    """The titles of a page's blocks, in order, as they are written in its HTML."""
    drawn = (str(element.value) for at in pages for element in at.get("html"))
    return [html.unescape(title) for one in drawn for title in TITLE.findall(one)]


def text(*pages: AppTest) -> str:
    """All the words of a page, or of the parts of a long one."""
    elements = [element for at in pages for kind in KINDS for element in at.get(kind)]
    return plain(" ".join(str(element.value) for element in elements if hasattr(element, "value")))
