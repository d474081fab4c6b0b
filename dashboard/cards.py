"""What the warehouse says of itself, row by row: the card of a source, a table, a column; asks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import dates
from dashboard.i18n import language, pick, typeset


@dataclass(frozen=True)
class SourceCard:
    """One source and what of it is loaded; `facts` is its row of the `source` table."""

    code: str
    facts: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A text fact in the reader's language: publisher, title, landing_page, obtained…"""
        return in_language(str(self.facts[f"{name}_fr"]), str(self.facts[f"{name}_en"]))

    @property
    def number(self) -> str:
        """The publisher's table or product number."""
        return str(self.facts["number"])

    @property
    def is_loaded(self) -> bool:
        """Whether this build holds any edition of the source."""
        return bool(self.facts["origin"] != "not_loaded")

    @property
    def is_live(self) -> bool:
        """Whether the figures were downloaded, and not taken from the shipped snapshot."""
        return bool(self.facts["origin"] == "live")

    @property
    def vintage(self) -> date | None:
        """The release date of the edition loaded; None when nothing is."""
        vintage: date | None = self.facts["vintage"]
        return vintage

    @property
    def retrieved(self) -> date | None:
        """The day the figures were obtained; None when nothing is loaded."""
        when = str(self.facts["retrieved_at"])
        return dates.of(when) if when else None

    @property
    def tables(self) -> tuple[str, ...]:
        """The published tables that the source fills."""
        return tuple(str(self.facts["tables"]).split())


@dataclass(frozen=True)
class TableCard:
    """One published table; periods are ISO dates or years as text, empty for an empty table."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    period: str
    rows: int
    first_period: str
    last_period: str


@dataclass(frozen=True)
class ColumnCard:
    """One column of a published table; `codes` names the code list of its values."""

    name: str
    type: str
    unit: str
    codes: str
    title: str
    meaning: str


@dataclass(frozen=True)
class Coverage:
    """What one source brings to one table; years are given by their first day."""

    source: str
    table: str
    rows: int
    first: date
    last: date

    @property
    def is_monthly(self) -> bool:
        """Whether the table's periods are months."""
        return self.table.endswith("_monthly")


def in_language(fr: str, en: str) -> str:
    """The one of two texts of the tables that is in the reader's language, well set."""
    return typeset(pick(fr, en), language())


def in_document(row: Mapping[str, Any]) -> str:
    """Where a statement is read: its document, then the passage if it has one, well set."""
    places = (row[f"document_{language()}"], row[f"passage_{language()}"])
    return typeset(", ".join(filter(None, places)), language())
