"""A part of a page shows the choices that it reads: each changes what is shown; the others wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import (
    address,
    product_choices,
    strategy_choices,
    student_choices,
    trade_filters,
    workers_choices,
)
from tests.pages.reading import text

PAGES = {
    "trade": trade_filters.READ,
    "students": student_choices.READ,
    "workers": workers_choices.READ,
    "strategy": strategy_choices.READ,
    "products": product_choices.READ,
}
PARTS = [(page, part) for page, parts in PAGES.items() for part in parts]
NEEDED = {"partners": {"product": "8802"}}  # what a part of the same name is about
OPTIONS_TRIED = 8
Options = dict[str, list[str]]


@pytest.fixture
def offered() -> Iterator[Options]:
    """The options of each choice that the page last run has shown, by key."""
    seen: Options = {}
    seed = address.seed

    def noted(label: str, key: str, options: list[str], *args: object, **kwargs: object) -> None:
        seen[key] = list(options)
        seed(label, key, options, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(address, "seed", noted)
        yield seen


def _shown(at: AppTest) -> tuple[bytes, ...]:
    """What a part shows under its choices: sentences, charts and tables, without the address."""
    return tuple(
        element.proto.SerializeToString()
        for kind in ("markdown", "plotly_chart", "arrow_data_frame")
        for element in at.get(kind)
    )


@pytest.mark.parametrize(("page", "part"), PARTS, ids=str)
def test_every_choice_that_a_part_shows_changes_it(made_up_app, offered, page, part):
    def shown(**chosen: str) -> tuple[bytes, ...]:
        return _shown(made_up_app(f"pages/{page}.py", view=part, **NEEDED.get(part, {}) | chosen))

    before = shown()
    choices = {key: options for key, options in offered.items() if key != "view"}
    assert set(choices) <= set(PAGES[page][part])
    inert = [
        key
        for key, options in choices.items()
        if len(options) > 1
        and all(shown(**{key: option}) == before for option in options[: -OPTIONS_TRIED - 1 : -1])
    ]
    assert not inert


def test_a_choice_waits_for_the_part_that_reads_it(app_test):
    at = app_test("pages/trade.py", measure="growth")
    at.segmented_control(key="frequency").set_value("year").run()
    at.segmented_control(key="view").set_value("ranking").run()
    assert not at.exception
    assert "frequency" not in {element.key for element in at.segmented_control}
    assert at.query_params["measure"] == "growth"
    assert at.query_params["frequency"] == "year"
    at.segmented_control(key="view").set_value("series").run()
    assert at.segmented_control(key="measure").value == "growth"
    assert at.segmented_control(key="frequency").value == "year"


def test_a_choice_made_in_the_very_moment_of_leaving_its_part_is_kept(app_test):
    at = app_test("pages/trade.py")
    at.segmented_control(key="frequency").set_value("year")
    at.segmented_control(key="view").set_value("ranking").run()
    assert at.query_params["frequency"] == "year"


def test_what_a_link_brings_for_another_part_is_looked_at_once(app_test):
    at = app_test("pages/trade.py", view="ranking", measure="<b>")
    assert "« Mesure » ne peut pas valoir" in text(at)
    assert "measure" not in at.query_params
    at.segmented_control(key="view").set_value("structure").run()
    assert "Paramètre d'adresse ignoré" not in text(at)
