"""Runs axe-core in a page: the rules of WCAG 2.0 to 2.2, levels A and AA, and good practice."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import axe_playwright_python
import yaml
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# A level AA rule of 2.2 that axe keeps off by default.
ENABLED = ("target-size",)
KNOWN = Path(__file__).parent / "streamlit_violations.yml"
_RUN = """([tags, enabled, known]) => axe.run({
    runOnly: tags,
    rules: Object.fromEntries(enabled.map(rule => [rule, {enabled: true}])),
    resultTypes: ['violations'],
}).then(found => found.violations.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id,
    is_known: known.some(one => one.rule === rule.id
        && document.querySelector(node.target[0])?.closest(one.selector) != null),
    said: `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}: ${node.failureSummary}`,
}))))
"""


def violations(page: Page, place: str = "") -> list[str]:
    """Return each element at fault: the rule, where, its HTML and what would mend it.

    At a `place` (`seen` of the file of what is excused), the rules excused there that nothing
    breaks any more are at fault too.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_script())
    found = page.evaluate(_RUN, [list(RULES), list(ENABLED), _known()])
    expected = {one["rule"] for one in _known() if place and one["seen"] == place}
    stale = expected - {one["rule"] for one in found}
    said: list[str] = [one["said"] for one in found if not one["is_known"]]
    return said + [f"{rule}: excused, and broken no more" for rule in sorted(stale)]


@cache
def _script() -> str:
    folder = Path(axe_playwright_python.__file__).parent
    return (folder / "axe.min.js").read_text(encoding="utf-8") + ";0"


@cache
def _known() -> list[dict[str, str]]:
    known: list[dict[str, str]] = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    assert {one["seen"] for one in known} <= {"phone", "open list"}, "a place no test looks at"
    return known
