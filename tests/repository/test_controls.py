"""Every control explains itself: each call that makes a widget gives its help."""

from __future__ import annotations

import ast
from pathlib import Path

from tests import checkout

# What makes a widget, here and in Streamlit. The name of a chapter or a face is its whole meaning.
OURS = {"one_of", "several", "along", "direction"}
STREAMLIT = {
    "segmented_control", "selectbox", "multiselect", "select_slider", "slider", "radio", "pills",
    "checkbox", "toggle", "text_input", "text_area", "number_input", "date_input", "file_uploader",
}  # fmt: skip
ALLOWED = {("dashboard/filters.py", "chapter"), ("dashboard/blocks.py", "_faces")}


def controls(path: Path) -> list[tuple[str, ast.Call]]:
    """Return the calls that make a widget, each with the function of the module it stands in."""
    return [
        (getattr(statement, "name", ""), node)
        for statement in checkout.tree(path).body
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and _called(node) in OURS | STREAMLIT
    ]


@checkout.each(checkout.under("pages", "dashboard"))
def test_every_control_has_its_help(path: Path) -> None:
    silent = [
        f"{path}:{call.lineno}"
        for function, call in controls(path)
        if "help" not in {keyword.arg for keyword in call.keywords}
        and (str(path), function) not in ALLOWED
    ]
    assert not silent


def test_the_controls_are_found() -> None:
    assert controls(Path("dashboard/trade_filters.py"))
    assert controls(Path("pages/overview.py"))


def _called(call: ast.Call) -> str:
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return str(name)
