"""The briefing note of a view: what of a page goes on two sheets of paper, in the page's own words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import plotly.graph_objects as go

from dashboard import charts, citation, dates, formats, svg, table_words
from dashboard.blocks import Block
from dashboard.builds import Build
from dashboard.i18n import Language, _, language
from dashboard.indicators import Result
from dashboard.svg import Picture
from dashboard.table_words import Words
from dashboard.tiles import Tile
from dashboard.view import View

PAGES, CHARTS, FINDINGS, FEW = 2, 2, 6, 1
TABLE_ROWS, TABLE_COLUMNS = 8, 6
SMALL_TABLE, SHORT_CELL = 6, 30  # rows, letters: a table so small stands under its lines
# Pixels of a chart on the 6.7 inches of the text: its 13 pixels read as 8.7 points, and as 6.5 in a
# tall ranking, which is drawn wider so that it takes half a page.
CHART_WIDTH, WIDEST, SHAPE = 720, 965, 1.8


@dataclass(frozen=True)
class Section:
    """What one block of the page gives to the note; without picture or table, its words alone."""

    title: str
    perimeter: str
    sentence: str
    alt: str
    source: str
    picture: Picture | None = None
    table: Words | None = None


@dataclass(frozen=True)
class Note:
    """All that a note says, in one language; the formats set it and add nothing.

    `findings` are the sentences of all blocks that are taken, `sections` those with chart or table.
    A warning comes with what it is about (empty: all), a definition with its term.
    """

    lang: Language
    title: str
    lead: str
    dated: date
    tiles: tuple[Tile, ...]
    findings: tuple[Section, ...]
    sections: tuple[Section, ...]
    left_out: tuple[str, ...]
    warnings: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...]
    sources: tuple[citation.Citation, ...]
    permalink: str
    build: str


@dataclass(frozen=True)
class Cut:
    """How much of a view is taken: charts, tables under them, other sentences, their definitions."""

    charts: int = CHARTS
    others: int = FINDINGS
    defines_others: bool = True
    has_tables: bool = True


@dataclass(frozen=True)
class Matter:
    """What notes of one view are made from: the page, its build and address, the day, its charts."""

    view: View
    build: Build
    permalink: str
    today: date
    drawn: tuple[tuple[Block, Section], ...]


def matter(view: View, build: Build, permalink: str, today: date) -> Matter:
    """Choose what is shown whole: the first chart, and the next that is drawn another way.

    What has no chart that paper can carry (a map) comes after those that have one, and gives its
    table when too few have.
    """
    return Matter(view, build, permalink, today, _drawn(view.blocks))


def compose(of: Matter, cut: Cut = Cut()) -> Note:
    """Word a note: what is shown whole, the sentences of the other blocks, the names of the rest."""
    view, sections = of.view, of.drawn[: cut.charts]
    drawn = [block for block, _section in sections]
    others = [block for block in view.blocks if block not in drawn]
    found = [block for block in others if block.sentence][: cut.others]
    shown = [block for block in view.blocks if block in drawn or block in found]
    defined = shown if cut.defines_others else drawn
    return Note(
        lang=language(),
        title=view.title,
        lead=view.lead,
        dated=of.today,
        tiles=tuple(view.tiles),
        findings=tuple(_words(block) for block in shown if block.sentence),
        sections=tuple(
            section if cut.has_tables or not section.picture else replace(section, table=None)
            for _block, section in sections
        ),
        left_out=tuple(block.title for block in others if block not in found),
        warnings=tuple(dict.fromkeys(_warnings(view, shown))),
        definitions=tuple(dict.fromkeys(citation.meaning_of(block.result) for block in defined)),
        sources=_sources([*view.results, *(block.result for block in shown)]),
        permalink=of.permalink,
        build=_("Données construites le {jour}, construction {code}.").format(
            jour=formats.day(dates.here(datetime.fromisoformat(of.build.built_at))),
            code=of.build.build_id,
        ),
    )


def fitted(of: Matter, pages: Callable[[Note], int]) -> Note:
    """The fullest note that `pages` counts two pages for; the leanest when none holds on them."""
    cuts = [Cut(), *_cuts()]
    # Leaner cuts take fewer pages: halving finds the place in five looks where there are twenty.
    place = bisect_left(cuts, True, key=lambda cut: pages(compose(of, cut)) <= PAGES)
    return compose(of, cuts[min(place, len(cuts) - 1)])


def _cuts() -> Iterator[Cut]:
    """Ever leaner: definitions of the sentences, tables under charts, some sentences, then charts go.

    One chart with all sentences says more than two with none.
    """
    yield Cut(defines_others=False)
    for charted, least in ((CHARTS, FEW), (1, 0), (0, 0)):
        for kept in range(FINDINGS, least - 1, -1):
            yield Cut(charted, kept, defines_others=False, has_tables=False)


def headings() -> dict[str, str]:
    """The fixed words of a note, by their place in it, in the reader's language."""
    return {
        "kind": _("Note d'information"),
        "product": _("Cap ALA · Tableau de bord Québec × Amérique latine et Antilles"),
        "figures": _("Chiffres clés"),
        "findings": _("L'essentiel"),
        "left_out": _("À lire sur la page"),
        "warnings": _("Mises en garde"),
        "definitions": _("Définitions"),
        "sources": _("Sources"),
        "view": _("Retrouver cette vue"),
        "page": _("Page {page} sur {pages}"),
    }


def label(section: Section, place: int) -> str:
    """How the chart or table in place `place` of a note, counted from one, is called."""
    words = _("Graphique {n}.") if section.picture else _("Tableau {n}.")
    return words.format(n=place)


def tiles_across(tiles: int) -> int:
    """How many tiles stand side by side, so that the last line is as full as can be."""
    return next((across for across in (4, 3) if tiles % across == 0), min(tiles, 4))


def cited(made: Note) -> tuple[tuple[str, str], ...]:
    """Each source as it is cited, its address apart."""
    return tuple(
        (f"{replace(one, url='')}{'.' if one.url else ''}", one.url) for one in made.sources
    )


def cut_line(table: Words) -> str:
    """What a table that is not whole says of itself; empty for a whole one."""
    if table.total <= len(table.rows):
        return ""
    return _("Les {n} premières lignes, sur {total}.").format(
        n=formats.integer(len(table.rows)), total=formats.integer(table.total)
    )


def _drawn(blocks: Sequence[Block]) -> tuple[tuple[Block, Section], ...]:
    figures = [block.figure() if block.figure else None for block in blocks]
    charted = {
        at: {trace["type"] for trace in figure.data}
        for at, figure in enumerate(figures)
        if figure is not None and svg.can_draw(figure)
    }
    first = next(iter(charted), None)
    other = [at for at, kind in charted.items() if first is not None and kind != charted[first]]
    written = [at for at, block in enumerate(blocks) if block.on_paper]
    tabled = [at for at, block in enumerate(blocks) if len(block.result)]
    order = dict.fromkeys([*written, *list(charted)[:1], *other[:1], *charted, *tabled])
    chosen = sorted(list(order)[:CHARTS])
    return tuple(
        (blocks[at], _section(blocks[at], figures[at] if at in charted else None, f"chart-{at}"))
        for at in chosen
    )


def _section(block: Block, figure: go.Figure | None, name: str) -> Section:
    picture = None
    if figure is not None:
        wanted = round(figure.layout.height * SHAPE)
        picture = svg.draw(figure, min(max(CHART_WIDTH, wanted), WIDEST), name)
    if block.on_paper:
        return _words(block, picture, block.on_paper(block.result))
    table = table_words.first(block.result, block.columns, rows=TABLE_ROWS, across=TABLE_COLUMNS)
    is_beside = figure is not None and _is_small(table) and not _writes_values(figure)
    return _words(block, picture, table if picture is None or is_beside else None)


def _is_small(table: Words) -> bool:
    is_short = all(len(cell) <= SHORT_CELL for row in table.rows for cell in row)
    return 0 < table.total <= SMALL_TABLE and is_short


def _writes_values(figure: go.Figure) -> bool:
    """Whether a chart has each of its figures beside its bar."""
    return any(trace.get("orientation") == "h" for trace in figure.data)


def _words(block: Block, picture: Picture | None = None, table: Words | None = None) -> Section:
    return Section(
        title=block.title,
        perimeter=block.perimeter,
        sentence=block.sentence,
        alt=charts.alt(block.sentence),
        source=citation.short(block.result),
        picture=picture,
        table=table,
    )


def _warnings(view: View, shown: Iterable[Block]) -> Iterator[tuple[str, str]]:
    yield from (("", text) for text in view.told)
    yield from ((block.title, block.warning) for block in shown if block.warning)
    # The page sets a command as code; on paper it is words like others.
    yield from (("", text.replace("`", "")) for text in view.missing)


def _sources(results: Iterable[Result]) -> tuple[citation.Citation, ...]:
    """Each source once, as it is cited."""
    cards = {card.code: card for result in results for card in citation.cards(result)}
    return citation.citations(cards.values())
