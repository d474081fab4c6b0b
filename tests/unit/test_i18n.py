"""Language choice, translation and typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import i18n

N, W = i18n.NARROW_NBSP, i18n.NBSP


def test_french_by_default_outside_streamlit(recwarn: pytest.WarningsRecorder) -> None:
    assert i18n.language() == "fr"
    assert not recwarn.list


def test_use_is_undone() -> None:
    with i18n.use("en"):
        assert i18n.language() == "en"
        assert i18n.pick("oui", "yes") == "yes"
        with i18n.use("fr"):
            assert i18n.pick("oui", "yes") == "oui"
    assert i18n.language() == "fr"


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Quoi ? Non ; si !", f"Quoi{N}? Non{N}; si{N}!"),
        ("Source : l'ISQ", f"Source{W}: l’ISQ"),
        ("dit «non chargé» ou « n.d. »", f"dit «{W}non chargé{W}» ou «{W}n.d.{W}»"),
        ("12 % de 3 M$, 4 G$, 5 $", f"12{W}% de 3{W}M$, 4{W}G$, 5{W}$"),
        ("{part} % de {valeur} M$", f"{{part}}{W}% de {{valeur}}{W}M$"),
        ("150 000 lignes en 2025", f"150{N}000 lignes en 2025"),
        ("Voir https://ex.org/a?b='c' ; fin", f"Voir https://ex.org/a?b='c'{N}; fin"),
        ("Lancer `etl 'x' ; y` : oui", f"Lancer `etl 'x' ; y`{W}: oui"),
        ("{d'ici !}", "{d'ici !}"),
        ("<a title='x : y'>l'an</a>", "<a title='x : y'>l’an</a>"),
        ("[page](?lang=en 'b') :material/map:", "[page](?lang=en 'b') :material/map:"),
        ("numéro n° 5 vu", f"numéro n°{W}5 vu"),
    ],
)
def test_french_typography(plain: str, expected: str) -> None:
    assert i18n.typeset(plain, "fr") == expected


def test_english_typography_sets_apostrophes_and_quotation_marks_only() -> None:
    assert i18n.typeset("Canada's 1 000 : «x» ? `it's`", "en") == "Canada’s 1 000 : «x» ? `it's`"
    assert i18n.typeset('Within "other countries": `"code"`', "en") == (
        'Within “other countries”: `"code"`'
    )


@given(st.text())
def test_typesetting_twice_changes_nothing_more(text: str) -> None:
    for lang in i18n.LANGUAGES:
        once = i18n.typeset(text.replace("\ue000", ""), lang)
        assert i18n.typeset(once, lang) == once


def test_empty_message_stays_empty() -> None:
    with i18n.use("en"):
        assert i18n._("") == ""


def test_french_is_the_message_itself() -> None:
    assert i18n._("Message inconnu : {x} %") == f"Message inconnu{W}: {{x}}{W}%"


@pytest.mark.parametrize(
    ("lang", "n", "expected"),
    [
        ("fr", 0, "pays"),
        ("fr", 1.5, "pays"),
        ("fr", 2, "les pays"),
        ("en", 0, "les pays"),
        ("en", 1, "pays"),
    ],
)
def test_plural_rule_of_each_language(lang: i18n.Language, n: float, expected: str) -> None:
    with i18n.use(lang):
        assert i18n.ngettext("pays", "les pays", n) == expected


def test_english_comes_from_the_catalogue(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    po = Path(str(tmp_path)) / "en.po"
    po.write_text('msgid "Pays d\'ici"\nmsgstr "Country\'s"\n', encoding="utf-8")
    monkeypatch.setattr(i18n, "CATALOGUE", po)
    i18n._english.cache_clear()
    i18n._translate.cache_clear()
    try:
        with i18n.use("en"):
            assert i18n._("Pays d'ici") == "Country’s"
    finally:
        i18n._english.cache_clear()
        i18n._translate.cache_clear()
