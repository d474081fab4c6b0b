"""The pages as app.py declares them, read from its text: tests enrol each of them without a list."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Entry:
    """One `st.Page` of app.py: its file, the address it answers to, whether the menus list it."""

    file: str
    address: str
    is_listed: bool

    def __str__(self) -> str:
        return Path(self.file).stem


def calls(tree: ast.AST, name: str) -> list[ast.Call]:
    """Return the calls of `st.<name>` in a syntax tree."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "st"
    ]


def entries() -> list[Entry]:
    """Return the pages of the navigation whose file is on disk, in their order."""
    tree = ast.parse((PROJECT_ROOT / "app.py").read_text(encoding="utf-8"))
    found = []
    for call in calls(tree, "Page"):
        file = ast.literal_eval(call.args[0])
        options = {
            keyword.arg: keyword.value.value
            for keyword in call.keywords
            if isinstance(keyword.value, ast.Constant)
        }
        default = options.get("default", False)
        address = "/" if default else f"/{options.get('url_path', Path(file).stem)}"
        if (PROJECT_ROOT / file).is_file():
            found.append(Entry(file, address, options.get("visibility") != "hidden"))
    return found
