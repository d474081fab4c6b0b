"""The files of the project as git sees them: tracked, or new and not ignored."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@cache
def files() -> tuple[Path, ...]:
    """Return the files that are in the repository or would be added to it, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = sorted({Path(name) for name in listed.split("\0") if name})
    return tuple(name for name in names if (PROJECT_ROOT / name).is_file())


def under(*folders: str, suffix: str = ".py") -> list[Path]:
    """Return the files with `suffix` in the folders (or of the names) given."""
    return [
        path
        for path in files()
        if path.suffix == suffix and (path.parts[0] in folders or str(path) in folders)
    ]


def text(path: Path) -> str:
    """Return the text of a file of the repository."""
    return (PROJECT_ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file of the repository."""
    return ast.parse(text(path), filename=str(path))


@cache
def imports(path: Path) -> dict[str, int]:
    """Return the absolute names that a Python file imports, anywhere in it, with their lines."""
    found: dict[str, int] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name: node.lineno for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(path.with_suffix("").parts[: -node.level]) if node.level else ""
            base = ".".join(part for part in (package, node.module) if part)
            found |= {f"{base}.{alias.name}": node.lineno for alias in node.names}
    return found


def each(things: Iterable[T]) -> Callable[[Callable[[T], None]], Callable[[], None]]:
    """Put a rule to many things in one test, which names all that break it.

    As `parametrize` would, save that a thousand files do not cost a thousand tests.
    """

    def whole(rule: Callable[[T], None]) -> Callable[[], None]:
        def test() -> None:
            listed, broken = list(things), []
            assert listed, "nothing to look at"
            for thing in listed:
                try:
                    rule(thing)
                except AssertionError as error:
                    broken.append(f"{thing}: {error}")
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__, test.__module__ = rule.__name__, rule.__doc__, rule.__module__
        return test

    return whole
