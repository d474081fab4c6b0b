"""English on a French page: what a page shows and says to a screen reader, and what gives English away."""

from __future__ import annotations

import re
from functools import cache

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.checkout import PROJECT_ROOT

# Words of no French sentence. «on», «a», «an», «or», «plus», «par» exist in both.
GIVEAWAY = re.compile(
    r"\b(the|of|and|with|from|for|by|is|are|was|to|not|this|that|which|more|between|"
    r"choose|select|remove|help|open|close|search|clear|loading|running|fullscreen|skip)\b",
    re.IGNORECASE,
)
# What is English by right: marked so in the page, code, addresses, what a reader reads in a table.
_SAID = """() => {
    const english = '[lang|="en"], code, script, style, noscript, .js-plotly-plot';
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (!text.parentElement.closest(english)) said.push(text.data.trim());
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description']) {
        for (const element of document.querySelectorAll(`[${name}]`)) {
            if (!element.closest('[lang|="en"]')) said.push(element.getAttribute(name).trim());
        }
    }
    for (const text of document.querySelectorAll('svg.main-svg text')) said.push(text.textContent.trim());
    return [...new Set(said)].filter(words => words !== '');
}"""


def english(page: Page) -> list[str]:
    """Return what a French page says in English, by its words or as the catalogue has it."""
    said: list[str] = page.evaluate(_SAID)
    return [words for words in said if GIVEAWAY.search(words) or words in _translations()]


@cache
def _translations() -> frozenset[str]:
    """The English texts that are not also French: «Table» is both."""
    with (PROJECT_ROOT / "dashboard/locale/en.po").open("rb") as file:
        texts = [message for message in read_po(file, locale="en") if message.id]
    french = {message.id for message in texts if isinstance(message.id, str)}
    return frozenset(
        message.string.replace("'", "’")
        for message in texts
        if isinstance(message.string, str) and message.string not in french
    )
