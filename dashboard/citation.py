"""Says where a result comes from: citation, walk back to the publisher, definition; retypes no fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import dates, formats
from dashboard.builds import Build
from dashboard.cards import SourceCard
from dashboard.i18n import Language, _, joined, language, ngettext, typeset, use
from dashboard.indicators import Result

STATCAN_TABLE = re.compile(r"\d{2}-\d{2}-\d{4}-\d{2}")
MOST_LISTED = 3  # sources named in full under a figure


@dataclass(frozen=True)
class Citation:
    """One source as it is cited, every part in one language; parts that are unknown are empty."""

    publisher: str
    number: str
    title: str
    released: str
    obtained: str
    licence: str
    url: str

    def __str__(self) -> str:
        head = ". ".join(part for part in (self.publisher, self.number, self.title) if part)
        parts = (head, self.released, self.obtained, self.licence, self.url)
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True)
class Step:
    """One step of the walk from the figure back to its publisher; `code` is shown as it is."""

    title: str
    text: str
    code: str = ""
    syntax: str = ""
    url: str = ""


def cards(result: Result) -> tuple[SourceCard, ...]:
    """The sources behind a result, as cards."""
    return tuple(SourceCard(stamp.source, stamp.facts) for stamp in result.sources)


def citations(sources: Iterable[SourceCard]) -> tuple[Citation, ...]:
    """Each source's citation in the reader's language."""
    return tuple(_citation(card) for card in sources)


def cite(sources: Iterable[SourceCard], lang: Language | None = None) -> str:
    """The citation of some sources, one a line, in `lang` (else the reader's language)."""
    with use(lang or language()):
        return "\n".join(str(citation) for citation in citations(sources))


def short(*results: Result) -> str:
    """One line under figures: each source once, with publisher, table, release and licence."""
    lines = dict.fromkeys(
        _("{ouvrage} ({licence})").format(
            ouvrage=", ".join(part for part in _named(card) if part),
            licence=card.text("licence_title"),
        )
        for result in results
        for card in cards(result)
    )
    return _("Source : {liste}").format(liste=joined(lines)) if lines else ""


def brief(result: Result) -> str:
    """What stands under a figure on screen: `short`, or the publishers when it would be a paragraph."""
    found = cards(result)
    if len(found) <= MOST_LISTED:
        return short(result)
    publishers = ", ".join(dict.fromkeys(card.text("publisher") for card in found))
    return _("Sources : {éditeurs} ; {n} éditions, citées sous « D'où vient ce chiffre ? »").format(
        éditeurs=publishers, n=len(found)
    )


def _named(card: SourceCard) -> tuple[str, str, str]:
    return card.text("publisher"), numbered(card), state(card)


def numbers(result: Result) -> str:
    """The publishers and table numbers behind a result, in one line."""
    return joined(", ".join(filter(None, _named(card)[:2])) for card in cards(result))


def numbered(card: SourceCard) -> str:
    """The publisher's number, said to be a table's where it is one; empty when there is none."""
    if card.number == "-":
        return ""
    if STATCAN_TABLE.fullmatch(card.number):
        return _("Tableau {numero}").format(numero=card.number)
    return card.number


def state(card: SourceCard) -> str:
    """What edition is shown: the shipped snapshot of a release, a live download, or nothing."""
    if card.vintage is None or card.retrieved is None:
        return _("non chargée")
    if card.is_live:
        return _("diffusion du {diffusion}, téléchargée le {jour}").format(
            diffusion=formats.day(card.vintage), jour=formats.day(card.retrieved)
        )
    day = formats.day(card.vintage)
    return {
        "release": _("instantané du {jour}"),
        "estimate": _("instantané du {jour} (date de diffusion estimée)"),
        "capture": _("relevé du {jour} (édition non datée)"),
    }[str(card.facts["vintage_kind"])].format(jour=day)


def steps(result: Result) -> tuple[Step, ...]:
    """The walk: what is shown, the query, the tables of the build, the receipt, the publisher."""
    query, build = result.indicator, result.build
    shown = Step(
        _("Ce qui est montré"),
        ngettext("{titre} : {n} ligne.", "{titre} : {n} lignes.", len(result)).format(
            titre=meaning_of(result)[0], n=formats.integer(len(result))
        ),
        "\n".join(f"${name} = {_bound(value)}" for name, value in sorted(result.params.items())),
        "sql",
    )
    asked = Step(
        _("La requête"),
        _("Fichier `queries/{nom}.sql`, lu tel quel.").format(nom=query.name),
        query.sql,
        "sql",
    )
    read = [
        Step(
            _("La table {table}").format(table=table),
            ngettext(
                "{n} ligne dans la construction {code} du {jour}.",
                "{n} lignes dans la construction {code} du {jour}.",
                build.rows(table),
            ).format(
                n=formats.integer(build.rows(table)),
                code=build.build_id,
                jour=formats.day(dates.of(build.built_at)),
            ),
            f"{_files(build, table)}\nsha256 {_stamp(build.manifest, table)}",
        )
        for table in sorted(query.tables)
    ]
    return (shown, asked, *read, *(step for card in cards(result) for step in _origin(card)))


def walk(result: Result) -> None:
    """Show the steps on the page."""
    for number, step in enumerate(steps(result), start=1):
        st.markdown(f"**{number}. {step.title}**")
        st.markdown(f"{step.text} [{step.url}]({step.url})" if step.url else step.text)
        if step.code:
            st.code(step.code, language=step.syntax or None, wrap_lines=True)


def meaning_of(result: Result) -> tuple[str, str]:
    """The title and the definition of a result, in the words of its query, well set."""
    texts = (result.indicator.fact(key, language()) for key in ("title", "description"))
    term, meaning = (typeset(text, language()) for text in texts)
    return term, meaning


def definition(result: Result) -> None:
    """Show what the figure means, in the words of its query, and how to cite it."""
    term, meaning = meaning_of(result)
    st.markdown(f"**{term}**")
    st.markdown(meaning)
    st.markdown(_("**Pour citer**"))
    st.code(cite(cards(result)), language=None, wrap_lines=True)


def _citation(card: SourceCard) -> Citation:
    released = obtained = ""
    if card.vintage and card.retrieved:
        # A snapshot is no download, and its date may be the capture's: it is not called a release.
        released = _("Diffusion du {jour}") if card.is_live else _("Instantané du {jour}")
        released = released.format(jour=formats.day(card.vintage))
        obtained = _("Téléchargé le {jour}") if card.is_live else _("Relevé le {jour}")
        obtained = obtained.format(jour=formats.day(card.retrieved))
    return Citation(
        publisher=card.text("publisher"),
        number=numbered(card),
        title=card.text("title"),
        released=released,
        obtained=obtained,
        licence=card.text("licence_title"),
        url=card.text("landing_page"),
    )


def _origin(card: SourceCard) -> tuple[Step, ...]:
    fingerprint = "\n".join(f"sha256 {part}" for part in str(card.facts["sha256"]).split())
    receipt = Step(
        _("Le reçu") if card.is_live else _("La provenance de l'instantané"),
        _("{terme} : {valeur}").format(terme=card.text("title"), valeur=state(card))
        + f". {card.text('obtained')}",
        fingerprint,
    )
    publisher = Step(
        _("La page de l'éditeur"),
        f"{card.text('publisher')}, {numbered(card)}.",
        url=card.text("landing_page"),
    )
    return (receipt, publisher)


def _bound(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    return "∅" if value is None else str(value)


def _files(build: Build, table: str) -> str:
    """Where a table is, from the project's root; a partitioned one is a folder."""
    files = build.files(table)
    place = files[0].parent if len(files) > 1 else files[0]
    return f"data/parquet/builds/{build.build_id}/{place.relative_to(build.folder)}"


def _stamp(manifest: Mapping[str, Any], table: str) -> str:
    return str(manifest["tables"].get(table, {}).get("sha256", ""))
