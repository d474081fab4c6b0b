"""Turns the labels of Statistics Canada's tables of persons into codes; it reads no data file."""

from __future__ import annotations

import re
from functools import cache

from etl import codes
from etl.statcan_labels import folded


def country(label: str) -> str | None:
    """Return the partner code of a country of citizenship, of all of them or of the others."""
    name = folded(label)
    if name.startswith(("total", "all countries")):
        return "WLD"
    if name.startswith(("other", "all other")):
        return "OTH"
    if re.search(r"not (stated|available)|unknown", name):
        return "XXX"
    return _countries().get(name)


def industry(label: str) -> str:
    """Return an industry's NAICS code, its code in our list, or its own label as a code."""
    naics = re.search(r"\[([0-9][0-9-]*)\]\s*$", label)
    named = {folded(row["name_en"]): row["industry"] for row in codes.read("industry")}
    plain = re.sub(r"[^a-z0-9]+", "_", folded(label)).strip("_")
    return naics[1] if naics else named.get(folded(label), plain)


@cache
def _countries() -> dict[str, str]:
    named = {folded(row["name_en"]): row["partner"] for row in codes.read("partner")}
    return named | {
        folded(row["name"]): row["partner"]
        for row in codes.read("partner_name")
        if row["publisher"] == "statcan" and row["lang"] == "en" and row["partner"]
    }


def resident_type(label: str) -> str | None:
    """Return the code of a type of non-permanent resident, by the publisher's own label."""
    named = {folded(row["name_en"]): row["resident_type"] for row in codes.read("resident_type")}
    return named.get(folded(label))
