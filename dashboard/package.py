"""One answer made ready to leave the page: its files, their names and what they say of themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from dashboard import builds, catalogue, csvw, exports, formats, openings, slices, workbook
from dashboard.builds import Build
from dashboard.cards import SourceCard
from dashboard.citation import cards, cite
from dashboard.exports import Dialect
from dashboard.i18n import Language, _, language, use
from dashboard.indicators import Result, named
from dashboard.presentation import Column, Presentation, present
from dashboard.queries import Query


@dataclass(frozen=True)
class File:
    """One file on offer; `make` writes it when it is asked for, in any thread."""

    kind: str
    label: str
    name: str
    mime: str
    make: Callable[[], bytes]


@dataclass
class Passed:
    """What is known of rows once they have gone by: their number, the sources that they name, and
    the last of their parts."""

    rows: int = 0
    codes: set[str] = field(default_factory=set)
    last: Presentation = field(init=False)


@dataclass(frozen=True)
class Package:
    """All that the files of one view need, looked up beforehand: a download runs outside the session.

    `names` are the columns in order (all when empty); without `table` the query is run at the
    click and its rows are not kept. `csv_url` is where the CSV is when it is no file of that name.
    """

    query: Query
    params: Mapping[str, Any]
    build: Build
    columns: tuple[Column, ...]
    cards: tuple[SourceCard, ...]
    lang: Language
    permalink: str
    names: tuple[str, ...] = ()
    table: pa.Table | None = None
    csv_url: str = ""

    @property
    def as_of(self) -> date | None:
        """The date of the data: the newest release among the sources that can be in it."""
        return max((card.vintage for card in self.cards if card.vintage), default=None)

    def file_name(self, suffix: str, variant: str = "") -> str:
        """The name of one of the files."""
        subject = self.query.name.removeprefix("extract/")
        return exports.file_name(subject, self.as_of, self.build.build_id, suffix, variant)

    def presentation(self) -> Presentation:
        """The rows and columns exactly as displayed."""
        return self._presented(self.table if self.table is not None else self._run(self.params))

    def presentations(self) -> Iterator[Presentation]:
        """The same rows in the same order, a slice at a time when they are not there yet."""
        if self.table is not None:
            yield self._presented(self.table)
            return
        for params in slices.of(self.query, self.params, self.build):
            yield self._presented(self._run(params))

    def csv(self, dialect: Dialect) -> Iterator[bytes]:
        """The CSV piece by piece, as each slice comes."""
        return exports.csv_chunks(self.presentations(), dialect)

    def _run(self, params: Mapping[str, Any]) -> pa.Table:
        return openings.warehouse(self.build).run(self.query, dict(params))

    def _presented(self, table: pa.Table) -> Presentation:
        return present(table.select(self.names or table.column_names), self.columns, self.lang)

    def files(self) -> tuple[File, ...]:
        """Every file on offer."""
        with use(self.lang):
            return (
                File(
                    "csv",
                    _("CSV pour Excel"),
                    self.file_name("csv", f"excel-{self.lang}"),
                    "text/csv",
                    lambda: exports.csv(self.presentations(), exports.FRENCH),
                ),
                File(
                    "csv-machine",
                    _("CSV RFC 4180"),
                    self.file_name("csv"),
                    "text/csv",
                    lambda: exports.csv(self.presentations(), exports.MACHINE),
                ),
                File(
                    "xlsx",
                    _("Classeur XLSX"),
                    self.file_name("xlsx", self.lang),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    self._workbook,
                ),
                File(
                    "parquet",
                    _("Parquet"),
                    self.file_name("parquet"),
                    "application/vnd.apache.parquet",
                    self._parquet,
                ),
                File(
                    "metadata",
                    _("Métadonnées JSON"),
                    self.file_name("csv-metadata.json"),
                    "application/csvm+json",
                    self._metadata,
                ),
            )

    def facts(self, rows: int, sources: Sequence[SourceCard]) -> list[tuple[str, str]]:
        """What a file of so many rows, from these sources, says of itself: (term, text) in the
        reader's language."""
        with use(self.lang):
            filters = [(name, _said(value)) for name, value in sorted(self.params.items())]
            return [
                (_("Titre"), self.query.fact("title", self.lang)),
                (_("Description"), self.query.fact("description", self.lang)),
                (_("Pour citer"), cite(sources)),
                (_("Lien permanent"), self.permalink),
                (_("Lignes"), formats.integer(rows)),
                (_("Construction des données"), self.build.build_id),
                *((_("Filtre {nom}").format(nom=name), said) for name, said in filters if said),
                (_("Requête"), f"queries/{self.query.name}.sql"),
            ]

    def _workbook(self) -> bytes:
        presentation = self.presentation()
        sources = self._cited(presentation)
        return workbook.xlsx(presentation, self.facts(presentation.table.num_rows, sources))

    def _parquet(self) -> bytes:
        passed = Passed()
        return exports.parquet(
            self._noted(passed), lambda: dict(self.facts(passed.rows, self._named(passed)))
        )

    def _metadata(self) -> bytes:
        passed, digest = Passed(), hashlib.sha256()
        for piece in exports.csv_chunks(self._noted(passed), exports.MACHINE):
            digest.update(piece)
        return csvw.companion(
            passed.last,
            csvw.About(
                file=self.csv_url or self.file_name("csv"),
                sha256=digest.hexdigest(),
                rows=passed.rows,
                query=self.query,
                params=self.params,
                build_id=self.build.build_id,
                permalink=self.permalink,
                cards=self._named(passed),
            ),
        )

    def _noted(self, passed: Passed) -> Iterator[Presentation]:
        """The rows part by part, each noted as it goes by."""
        for part in self.presentations():
            passed.rows += part.table.num_rows
            passed.codes.update(card.code for card in self._cited(part))
            passed.last = part
            yield part

    def _named(self, passed: Passed) -> tuple[SourceCard, ...]:
        return tuple(card for card in self.cards if card.code in passed.codes)

    def _cited(self, presentation: Presentation) -> tuple[SourceCard, ...]:
        """The sources that the rows name; all that may be behind them when they name none."""
        if "source" not in presentation.table.column_names:
            return self.cards
        codes = named(presentation.table)
        return tuple(card for card in self.cards if card.code in codes)


def answered(result: Result, names: Sequence[str], permalink: str, *, csv_url: str = "") -> Package:
    """An answer made ready in the reader's language: exactly its rows, and the columns `names`."""
    return Package(
        query=result.indicator,
        params=result.params,
        build=result.build,
        columns=catalogue.describe(result),
        cards=cards(result),
        lang=language(),
        permalink=permalink,
        names=tuple(names),
        table=result.table,
        csv_url=csv_url,
    )


def whole_extract(query: Query, params: Mapping[str, Any], permalink: str) -> Package:
    """A published table's rows made ready in the reader's language, to be read at the click."""
    build = builds.current()
    names = openings.warehouse(build).shape(query).names
    loaded = tuple(card for card in catalogue.sources() if card.is_loaded)
    fillers = tuple(card for card in loaded if query.tables & set(card.tables))
    # A table that no source fills by itself, as revisions, names the sources of its rows.
    if not fillers and "source" in names:
        fillers = loaded
    return Package(
        query=query,
        params=params,
        build=build,
        columns=catalogue.meanings(query, tuple(names)),
        cards=fillers,
        lang=language(),
        permalink=permalink,
    )


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
