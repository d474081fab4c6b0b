"""Widgets whose choices live in the address as codes: partners, periods, one or several of a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import TypeVar

import streamlit as st

from dashboard import address, catalogue, formats
from dashboard.address import Codes
from dashboard.i18n import Language, _, language, use

Code = TypeVar("Code", bound=str)
Labels = Mapping[str, str] | Callable[[str], str]
PERIOD = ("since", "until")

_shown: ContextVar[frozenset[str] | None] = ContextVar("shown", default=None)


@contextmanager
def panel(keys: Collection[str]) -> Iterator[None]:
    """Hold the choices of a page, and show those that its part reads: `keys`.

    The others are what the address says, and stay there for the parts that read them.
    """
    token = _shown.set(frozenset(keys))
    try:
        with st.container(key="choices") if keys else nullcontext():
            yield
    finally:
        _shown.reset(token)


def row(*keys: str) -> AbstractContextManager[object]:
    """Set choices side by side, where there is room for them; no row for none that is shown."""
    if not any(map(is_shown, keys)):
        return nullcontext()
    return st.container(horizontal=True, gap="medium", vertical_alignment="bottom")


def is_shown(key: str) -> bool:
    """Whether the part of the page that is read shows this choice."""
    shown = _shown.get()
    return shown is None or key in shown


def one_of(
    label: str,
    options: Sequence[Code],
    *,
    key: str,
    default: Code | None = None,
    labels: Labels = str,
    help: str | None = None,  # noqa: A002 - Streamlit's own word for it
    segmented: bool = False,
) -> Code:
    """Choose one code, from a list or (`segmented`) side by side.

    `default` (else the first option) leaves no trace in the address.
    """
    usual = default if default is not None and default in options else options[0]
    if not is_shown(key):
        (held,) = address.keep(label, key, options, (usual,), most=1)
        return next(code for code in options if code == held)
    address.seed(label, key, options, (usual,), most=1)
    show = _words(labels)
    if segmented:
        chosen = st.segmented_control(
            label, options, format_func=show, key=key, help=help, required=True
        )
    else:
        chosen = st.selectbox(label, options, format_func=show, key=key, help=help)
    code = usual if chosen is None else chosen
    address.write(key, (code,), (usual,))
    return code


def chapter(names: Mapping[str, str]) -> str:
    """Choose one part of a long page by its code; the first leaves no trace in the address.

    Only the part that is read is asked for, sent and drawn, under the choices that it reads.
    """
    with st.container(key="chapters"):
        return one_of(_("Partie de la page"), list(names), key="view", labels=names, segmented=True)


def along(
    label: str,
    options: Sequence[str],
    *,
    key: str,
    default: str,
    labels: Labels = str,
    help: str | None = None,  # noqa: A002 - Streamlit's own word for it
) -> str:
    """Choose one code of an ordered list on a slider; `default` leaves no trace in the address."""
    address.seed(label, key, options, (default,), most=1)
    chosen = st.select_slider(label, options, format_func=_words(labels), key=key, help=help)
    address.write(key, (str(chosen),), (default,))
    return str(chosen)


def several(
    label: str,
    options: Sequence[str],
    *,
    key: str,
    default: Sequence[str] = (),
    labels: Labels = str,
    help: str | None = None,  # noqa: A002 - Streamlit's own word for it
    most: int | None = None,
) -> Codes:
    """Choose any number of codes, at most `most`; none is `()`, which filters nothing."""
    usual = tuple(code for code in default if code in options)
    if not is_shown(key):
        return address.keep(label, key, options, usual, most=most, many=True)
    address.seed(label, key, options, usual, most=most, many=True)
    chosen = st.multiselect(
        label,
        options,
        format_func=_words(labels),
        key=key,
        help=help,
        max_selections=most,
        placeholder=_("Aucun filtre"),
    )
    address.write(key, tuple(chosen), usual)
    return tuple(chosen)


def partners(
    options: Sequence[str],
    *,
    key: str = "partner",
    default: Sequence[str] = (),
    most: int | None = None,
    label: str = "",
    help: str | None = None,  # noqa: A002 - Streamlit's own word for it
) -> Codes:
    """Choose partners by country name, in alphabetical order of the reader's language."""
    names = catalogue.labels("partner")
    return several(
        label or _("Partenaires"),
        by_name(options, names),
        key=key,
        default=default,
        labels=names,
        help=help or _("Dans l'adresse, un pays est son code ISO à trois lettres."),
        most=most,
    )


def month_range(first: date, last: date) -> tuple[date, date]:
    """Choose a first and a last month from `first` to `last`, both included; first days of months."""
    names = _months(first, last, language())
    start, end = _range(list(names), PERIOD, names)
    return _first_day(start), _first_day(end)


def twelve_months(ends: Sequence[date]) -> date:
    """Choose the last of twelve months among `ends`, in order; the latest is usual."""
    months = {f"{month:%Y-%m}": month for month in reversed(ends)}
    code = one_of(
        _("Douze mois jusqu'à"),
        list(months),
        key="until",
        labels=lambda code: formats.month(months[code]),
        help=_("Décembre donne une année civile."),
    )
    return months[code]


def months(first: date, last: date) -> list[date]:
    """Return the first days of the months from `first` to `last`, both included."""
    return [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]


def year_range(first: int, last: int, keys: tuple[str, str] = PERIOD) -> tuple[int, int]:
    """Choose a first and a last year from `first` to `last`, both included."""
    start, end = _range([str(year) for year in range(first, last + 1)], keys, str)
    return int(start), int(end)


only = address.only
notices_in = address.notices_in


def by_name(codes: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Sort codes by their names, accents aside: «États-Unis» stands among the E."""
    return sorted(codes, key=lambda code: _bare(names.get(code, code)))


def _range(periods: Sequence[str], keys: tuple[str, str], labels: Labels) -> tuple[str, str]:
    with st.container(horizontal=True) if is_shown(keys[1]) else nullcontext():
        start = one_of(
            _("De"), periods, key=keys[0], labels=labels, help=_("Première période, comprise.")
        )
        # The end never lies before the start: the options say so, and a bad address is told so.
        later = [period for period in periods if period >= start]
        end = one_of(
            _("À"),
            later,
            key=keys[1],
            default=later[-1],
            labels=labels,
            help=_("Dernière période, comprise."),
        )
    return start, end


@lru_cache(maxsize=32)
def _months(first: date, last: date, lang: Language) -> Mapping[str, str]:
    with use(lang):
        return {f"{month:%Y-%m}": formats.month(month) for month in months(first, last)}


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _words(labels: Labels) -> Callable[[str], str]:
    if isinstance(labels, Mapping):
        return lambda code: labels.get(code, code)
    return labels
