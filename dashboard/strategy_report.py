"""The progress report of the measures as DOCX and HTML, from the results that the page shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from io import BytesIO

import streamlit as st
from docx import Document
from docx.document import Document as Paper

from dashboard import citation, downloads, facts, formats, measures, notices
from dashboard.i18n import Language, _, language, use
from dashboard.indicators import Result

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLE = (
    "body{font:16px/1.5 'IBM Plex Sans',Arial,sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#1a1a1a}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ccc;"
    "vertical-align:baseline}.absent{color:#555}.group th{padding-top:1.2rem}"
)


@dataclass(frozen=True)
class Report:
    """What the report says: both results as shown, and the words around them in one language."""

    progress: Result
    measures: Result
    lang: Language
    permalink: str

    def html(self) -> bytes:
        """The report as one HTML page that needs no other file."""
        with use(self.lang):
            body = [f"<h1>{escape(self._title())}</h1>"]
            body += [f"<p>{escape(line)}</p>" for line in self._lead()]
            body.append(facts.table(self._progress_headings(), [facts.Group("", self._cells())]))
            headings = (_("Mesure"), _("État"), _("Ce qui l'informe"))
            body.append(facts.table(headings, measures.groups(self.measures.rows)))
            body += [f"<p>{escape(line)}</p>" for line in self._tail()]
            return (
                f'<!doctype html><html lang="{self.lang}"><head><meta charset="utf-8">'
                f"<title>{escape(self._title())}</title><style>{_STYLE}</style></head>"
                f"<body>{''.join(body)}</body></html>"
            ).encode()

    def docx(self) -> bytes:
        """The report as a Word document with headings and tables."""
        with use(self.lang):
            paper = Document()
            paper.core_properties.title = self._title()
            paper.core_properties.author = "Cap ALA"
            paper.core_properties.language = f"{self.lang}-CA"
            paper.add_heading(self._title(), 0)
            for line in self._lead():
                paper.add_paragraph(line)
            _add_table(
                paper,
                self._progress_headings(),
                [[cell.text for cell in row] for row in self._cells()],
            )
            for group in measures.groups(self.measures.rows):
                paper.add_heading(group.title, 2)
                _add_table(
                    paper,
                    (_("Mesure"), _("État"), _("Ce qui l'informe")),
                    [[_lines(cell) for cell in row] for row in group.rows],
                )
            for line in self._tail():
                paper.add_paragraph(line)
            content = BytesIO()
            paper.save(content)
            return content.getvalue()

    def _title(self) -> str:
        return _("Rapport d'avancement de la stratégie")

    def _lead(self) -> list[str]:
        return [
            _("Fait le {jour} avec Cap ALA, construction {code}.").format(
                jour=formats.day(notices.today()), code=self.progress.build.build_id
            ),
            measures.summary(self.progress),
        ]

    def _tail(self) -> list[str]:
        return [citation.short(self.measures), self.permalink]

    def _progress_headings(self) -> tuple[str, ...]:
        return (
            _("Axe ou orientation"),
            _("Mesures"),
            _("Réalisées"),
            _("En cours"),
            _("Non commencées"),
            _("Abandonnées"),
            _("À documenter"),
        )

    def _cells(self) -> list[list[facts.Cell]]:
        return [
            [
                facts.Cell(measures.scope(row)),
                *(
                    facts.Cell(formats.integer(row[name]))
                    for name in ("n_measures", *measures.STATES)
                ),
            ]
            for row in self.progress.rows
        ]


def buttons(progress: Result, listed: Result) -> None:
    """Offer the report in the reader's language, and in the other one."""
    with st.container(horizontal=True, key="report-files"):
        other: Language = "en" if language() == "fr" else "fr"
        for lang in (language(), other):
            report = Report(progress, listed, lang, downloads.permalink())
            words = {"fr": _("en français"), "en": _("en anglais")}[lang]
            _button(
                report.docx, "docx", DOCX, lang, _("Rapport Word {langue}").format(langue=words)
            )
            _button(
                report.html,
                "html",
                "text/html",
                lang,
                _("Rapport HTML {langue}").format(langue=words),
            )


def _button(make: Callable[[], bytes], kind: str, mime: str, lang: Language, label: str) -> None:
    st.download_button(
        label,
        data=make,
        file_name=f"cap-ala-mesures-{lang}.{kind}",
        mime=mime,
        key=f"report-{lang}-{kind}",
        on_click="ignore",
    )


def _lines(cell: facts.Cell) -> str:
    return "\n".join(filter(None, (cell.text, cell.note)))


def _add_table(paper: Paper, headings: tuple[str, ...], rows: list[list[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(headings), style="Light List Accent 1")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.text = heading
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
