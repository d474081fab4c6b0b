"""Makes the tree of products and the units of quantity out of the CIMT lists; it reads no figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from etl import cimt_lookup, codes
from etl.cimt_archive import DOMESTIC_EXPORTS, IMPORTS, Family
from etl.cimt_lookup import Label
from etl.source import Raw

Row = dict[str, Any]

_IMPORTED, _EXPORTED, _CHAPTERS, _UNITS = "ODPF_3_", "ODPF_4_", "ODPF_5_", "ODPF_9_"


def subheadings(raw: Raw) -> list[Label]:
    """Return the labels of six digits of the newest zips, which hold every code since 1988.

    Imports come first: where both lists label a code from the same month, theirs is kept.
    """
    return _once(
        [
            *_list(raw, IMPORTS, _IMPORTED, has_unit=True),
            *_list(raw, DOMESTIC_EXPORTS, _EXPORTED, has_unit=True),
        ]
    )


def unit_labels(raw: Raw) -> list[Label]:
    """Return the units of quantity of the newest zip, one row for each time of validity."""
    return _list(raw, IMPORTS, _UNITS)


def products(raw: Raw) -> list[Row]:
    """Return the rows of `product`: sections, chapters, headings and subheadings.

    The publisher labels no heading and no section: their labels are those of `etl/codes` (None for
    a heading it lacks), and they are valid as long as one of what they hold.
    """
    leaves, chapters = subheadings(raw), _once(_list(raw, IMPORTS, _CHAPTERS))
    section_of = {
        f"{chapter:02d}": row["section"]
        for row in codes.read("hs_section")
        for chapter in range(int(row["first_chapter"]), int(row["last_chapter"]) + 1)
    }
    headings = {row["heading"]: row for row in codes.read("hs_heading")}
    sections = {row["section"]: row for row in codes.read("hs_section")}
    rows = [_row("subheading", leaf.code[:4], leaf) for leaf in leaves]
    rows += [_row("chapter", section_of.get(label.code, ""), label) for label in chapters]
    by_heading: dict[str, list[Label]] = {}
    for leaf in leaves:
        by_heading.setdefault(leaf.code[:4], []).append(leaf)
    for code, held in by_heading.items():
        rows.append(_row("heading", code[:2], _above(code, headings.get(code, {}), held)))
    for code, names in sections.items():
        held = [label for label in chapters if section_of.get(label.code) == code]
        if held:
            rows.append(_row("section", "", _above(code, names, held)))
    return [row | _stamp(raw) for row in rows]


def units(raw: Raw) -> list[Row]:
    """Return the rows of `quantity_unit`: each unit under its most recent name."""
    newest = {
        label.code: label for label in sorted(unit_labels(raw), key=lambda one: one.valid_from)
    }
    return [
        {"unit": code, "name_fr": label.label_fr, "name_en": label.label_en} | _stamp(raw)
        for code, label in newest.items()
    ]


def _list(raw: Raw, family: Family, start: str, *, has_unit: bool = False) -> list[Label]:
    archives = family.archives(raw)
    return cimt_lookup.read(raw, archives[max(archives)], start, has_unit=has_unit)


def _once(labels: Iterable[Label]) -> list[Label]:
    """Keep the first label of each code and first month of validity."""
    kept: dict[tuple[str, object], Label] = {}
    for label in labels:
        kept.setdefault((label.code, label.valid_from), label)
    return list(kept.values())


def _above(code: str, names: dict[str, str], held: list[Label]) -> Label:
    ends = [label.valid_to for label in held]
    known = [end for end in ends if end is not None]
    return Label(
        code=code,
        valid_from=min(label.valid_from for label in held),
        valid_to=max(known) if len(known) == len(ends) else None,
        unit="",
        label_fr=names.get("label_fr", ""),
        label_en=names.get("label_en", ""),
    )


def _row(level: str, parent: str, label: Label) -> Row:
    return {
        "hs": label.code,
        "hs_level": level,
        "parent": parent,
        "label_fr": label.label_fr or None,
        "label_en": label.label_en or None,
        "unit": "" if label.unit == cimt_lookup.NO_UNIT else label.unit,
        "valid_from": label.valid_from.isoformat(),
        "valid_to": label.valid_to and label.valid_to.isoformat(),
    }


def _stamp(raw: Raw) -> Row:
    return {"source": raw.source, "vintage": raw.vintage.isoformat()}
