"""A citation says who, what, which edition and under which licence, from the source's own card."""

import json
from datetime import date

from dashboard import citation, package, queries
from dashboard.cards import SourceCard
from dashboard.i18n import NARROW_NBSP, NBSP, use
from dashboard.indicators import Result, Stamp, ask

CARD = {
    "publisher_fr": "Statistique Canada",
    "publisher_en": "Statistics Canada",
    "title_fr": "Commerce de marchandises",
    "title_en": "Merchandise trade",
    "number": "12-10-0175-01",
    "landing_page_fr": "https://example.org/fr",
    "landing_page_en": "https://example.org/en",
    "licence_title_fr": "Licence ouverte",
    "licence_title_en": "Open Licence",
    "licence_url_fr": "",
    "licence_url_en": "",
    "obtained_fr": "Reçue.",
    "obtained_en": "Received.",
    "origin": "snapshot",
    "vintage": date(2026, 9, 3),
    "retrieved_at": "2026-10-05",
    "sha256": "abc def",
    "tables": "trade_partner_monthly",
}


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NARROW_NBSP, " ").replace("\u2019", "'")


def card(**changed: object) -> SourceCard:
    return SourceCard("statcan_12100175", CARD | changed)


def test_a_snapshot_is_cited_as_one_and_never_as_a_download() -> None:
    assert plain(citation.cite([card()], "fr")) == (
        "Statistique Canada. Tableau 12-10-0175-01. Commerce de marchandises. "
        "Instantané du 3 septembre 2026. Relevé le 5 octobre 2026. Licence ouverte. "
        "https://example.org/fr"
    )


def test_a_download_is_cited_with_its_release() -> None:
    live = card(origin="live", retrieved_at="2026-11-02T08:30:00+00:00")
    assert "Diffusion du 3 septembre 2026. Téléchargé le 2 novembre 2026." in plain(
        citation.cite([live], "fr")
    )


def test_english_takes_the_english_card() -> None:
    said = citation.cite([card()], "en")
    assert said.startswith("Statistics Canada.")
    assert said.endswith("Open Licence. https://example.org/en")


def test_what_is_unknown_is_left_out() -> None:
    nothing = card(origin="not_loaded", vintage=None, retrieved_at="")
    assert plain(citation.cite([nothing], "fr")) == (
        "Statistique Canada. Tableau 12-10-0175-01. Commerce de marchandises. Licence ouverte. "
        "https://example.org/fr"
    )


def test_only_a_statcan_table_number_is_called_a_table() -> None:
    assert citation.numbered(card(number="71-607-x2021004")) == "71-607-x2021004"


def test_several_sources_are_cited_one_a_line() -> None:
    assert len(citation.cite([card(), card(number="x")], "fr").splitlines()) == 2


def result(data_dir) -> Result:
    return ask(
        "extract/trade_partner_monthly",
        geo=["CA-QC"],
        partner=["MEX"],
        section=[],
        flow=["import"],
        status=[],
        source=[],
        since=None,
        until=None,
        max_rows=5,
    )


def test_the_walk_leads_from_the_view_to_the_publisher(data_dir) -> None:
    answer = result(data_dir)
    steps = citation.steps(answer)
    assert "$partner = [MEX]" in steps[0].code
    assert steps[1].code == answer.indicator.sql
    assert answer.build.build_id in steps[2].code
    assert answer.build.manifest["tables"]["trade_partner_monthly"]["sha256"] in steps[2].code
    stamp = next(iter(answer.sources))
    assert stamp.facts["sha256"] in steps[3].code
    assert steps[-1].url == stamp.facts["landing_page_fr"]


def test_the_line_under_a_block_names_table_edition_and_licence(data_dir) -> None:
    line = plain(citation.short(result(data_dir)))
    assert line.startswith("Source : Statistique Canada, Tableau 12-10-0175-01, instantané du ")
    assert line.endswith("(Licence ouverte de Statistique Canada)")


def test_a_stamp_is_enough_to_cite() -> None:
    stamp = Stamp("statcan_12100175", CARD)
    with use("en"):
        assert str(citation.citations([SourceCard(stamp.source, stamp.facts)])[0])


def test_the_files_of_every_answer_name_the_sources_that_its_block_names(data_dir) -> None:
    """A row made of two flows names both in one cell."""
    answered = 0
    for name, query in queries.catalogue().items():
        result = ask(name, **query.sample)
        if len(result) and "source" in result.table.column_names:
            files = package.answered(result, result.table.column_names, "").files()
            (made,) = [file.make() for file in files if file.kind == "metadata"]
            assert len(json.loads(made)["dc:source"]) == len(result.sources), name
            answered += 1
    assert answered > 50
