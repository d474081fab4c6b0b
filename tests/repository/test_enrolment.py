"""A new source, table or query is not done until its fixture, its extract or its golden answer is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tests import checkout

SOURCES = [
    path for path in checkout.under("etl") if path.parts[1] == "sources" and path.stem != "__init__"
]
SCHEMAS = [path for path in checkout.files() if path.match("etl/schemas/*.yml")]
QUERIES = checkout.under("queries", suffix=".sql")
VIEWS = [path for path in QUERIES if path.parts[1] == "views"]
# An extract answers with the rows of its table as they stand: the table's own tests hold them.
GOLDEN = [path for path in QUERIES if path.parts[1] not in {"views", "extract"}]


def header(path: Path) -> dict[str, Any]:
    """Return the facts on top of a query."""
    match = re.match(r"/\*(.*?)\*/", checkout.text(path), re.DOTALL)
    assert match, f"{path} does not open with its facts"
    facts: dict[str, Any] = yaml.safe_load(match.group(1))
    return facts


def is_bilingual(text: object) -> bool:
    return (
        isinstance(text, dict)
        and set(text) >= {"fr", "en"}
        and all(str(t).strip() for t in text.values())
    )


@checkout.each(SOURCES)
def test_a_source_has_fixtures_in_the_publishers_format(path: Path) -> None:
    folder = Path("tests/fixtures") / path.stem
    assert any(folder in file.parents for file in checkout.files()), f"no file in {folder}"


@checkout.each(SCHEMAS)
def test_a_table_can_be_extracted(path: Path) -> None:
    assert Path(f"queries/extract/{path.stem}.sql") in QUERIES


@checkout.each(QUERIES)
def test_a_query_names_itself_in_both_languages(path: Path) -> None:
    facts = header(path)
    assert is_bilingual(facts["title"]), "title: {fr, en}"
    assert is_bilingual(facts["description"]), "description: {fr, en}"


@checkout.each(GOLDEN)
def test_a_query_has_its_golden_answer(path: Path) -> None:
    folder = Path("tests/queries/expected") / path.parts[1]
    expected = [
        file for file in checkout.files() if file.parent == folder and file.stem == path.stem
    ]
    assert expected, f"no {folder}/{path.stem}.*"


@checkout.each(QUERIES)
def test_a_query_names_no_year(path: Path) -> None:
    """A period is a parameter or what the table holds; a year written down is wrong a year later."""
    statement = re.sub(r"/\*.*?\*/|--[^\n]*", "", checkout.text(path), flags=re.DOTALL)
    assert re.findall(r"(?<![\w.])(?:19|20)\d\d(?![\w.])", statement) == []
