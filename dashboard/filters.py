"""Widgets whose choices live in the address as codes: partners, periods, one or several of a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

import streamlit as st

from dashboard import address, catalogue, formats
from dashboard.address import Codes
from dashboard.i18n import Language, _, language, use

Code = TypeVar("Code", bound=str)
Labels = Mapping[str, str] | Callable[[str], str]


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
    address.seed(label, key, options, (usual,), most=1)
    show = _shown(labels)
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

    Only the part that is read is asked for, sent and drawn.
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
    chosen = st.select_slider(label, options, format_func=_shown(labels), key=key, help=help)
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
    address.seed(label, key, options, usual, most=most, many=True)
    chosen = st.multiselect(
        label,
        options,
        format_func=_shown(labels),
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


def month_range(
    first: date, last: date, *, since: date | None = None, until: date | None = None
) -> tuple[date, date]:
    """Choose a first and a last month from `first` to `last`, both included; first days of months."""
    months = _months(first, last, language())
    default = f"{since or first:%Y-%m}", f"{until or last:%Y-%m}"
    start, end = _range(list(months), default, months)
    return _first_day(start), _first_day(end)


def year_range(
    first: int, last: int, *, since: int | None = None, until: int | None = None
) -> tuple[int, int]:
    """Choose a first and a last year from `first` to `last`, both included."""
    years = [str(year) for year in range(first, last + 1)]
    start, end = _range(years, (str(since or first), str(until or last)), str)
    return int(start), int(end)


only = address.only
notices_in = address.notices_in


def by_name(codes: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Sort codes by their names, accents aside: «États-Unis» stands among the E."""
    return sorted(codes, key=lambda code: _bare(names.get(code, code)))


def _range(periods: Sequence[str], default: tuple[str, str], labels: Labels) -> tuple[str, str]:
    with st.container(horizontal=True):
        start = one_of(
            _("De"),
            periods,
            key="since",
            default=default[0],
            labels=labels,
            help=_("Première période, comprise."),
        )
        # The end never lies before the start: the options say so, and a bad address is told so.
        later = [period for period in periods if period >= start]
        end = one_of(
            _("À"),
            later,
            key="until",
            default=default[1] if default[1] in later else later[-1],
            labels=labels,
            help=_("Dernière période, comprise."),
        )
    return start, end


@lru_cache(maxsize=32)
def _months(first: date, last: date, lang: Language) -> Mapping[str, str]:
    with use(lang):
        return {
            f"{year}-{month:02}": formats.month(date(year, month, 1))
            for year in range(first.year, last.year + 1)
            for month in range(1, 13)
            if (first.year, first.month) <= (year, month) <= (last.year, last.month)
        }


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _shown(labels: Labels) -> Callable[[str], str]:
    if isinstance(labels, Mapping):
        return lambda code: labels.get(code, code)
    return labels
