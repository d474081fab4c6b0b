"""The progress report of the measures as DOCX and HTML, from the results that the page shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO

import streamlit as st
from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.shared import Inches, Pt

from dashboard import citation, downloads, facts, formats, measures, notices
from dashboard.i18n import Language, _, language, use
from dashboard.indicators import Result

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Inches, on a letter page: together what the margins leave.
_MARGIN = 0.75
_PROGRESS = (1.9, 0.7, 0.8, 0.6, 1.0, 1.0, 1.0)
_MEASURES = (3.4, 2.0, 1.6)
_STYLE = (
    "body{font:16px/1.5 'IBM Plex Sans',Arial,sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#1a1a1a}table{border-collapse:collapse;width:100%;margin:1.5rem 0}"
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
            paper = _blank()
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
                _PROGRESS,
            )
            for group in measures.groups(self.measures.rows):
                paper.add_heading(group.title, 2)
                _add_table(
                    paper,
                    (_("Mesure"), _("État"), _("Ce qui l'informe")),
                    [[_lines(cell) for cell in row] for row in group.rows],
                    _MEASURES,
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


def _blank() -> Paper:
    """An empty document with narrow margins and the small type that wide tables need."""
    paper = Document()
    for section in paper.sections:
        section.left_margin = section.right_margin = Inches(_MARGIN)
    font = paper.styles["Normal"].font
    font.name, font.size = "Arial", Pt(9)
    return paper


def _add_table(
    paper: Paper, headings: Sequence[str], rows: list[list[str]], widths: Sequence[float]
) -> None:
    """Add a table whose columns are `widths` inches wide and whose headings return on each page."""
    table = paper.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.autofit = False
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    # Word reads the width of each cell, LibreOffice that of the column.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)
    # python-docx has no public way to these two.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    for row_of_table in table.rows:
        row_of_table._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    for paragraph in (p for row in table.rows for cell in row.cells for p in cell.paragraphs):
        paragraph.paragraph_format.space_after = Pt(2)
