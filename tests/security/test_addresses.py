"""Whatever stands in an address, a page opens, says what it dropped, and shows nothing raw."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import exports
from dashboard.address import HARMLESS, LONGEST_SHOWN, _harmless
from tests import navigation

PAGES = [entry.file for entry in navigation.entries()]
HOSTILE = [
    "<script>alert(1)</script>",
    "' or 1=1 --",
    "../../../etc/passwd",
    "$\\frac{1}{0}$ **x** [y](javascript:alert(1)) :material/home:",
    "\u202e" + "9" * 400,
    "MEX\r\nSet-Cookie: a=b",
    "-1",
    "9999-99",
]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def keys(at) -> list[str]:
    """What a page reads in its address: the widgets that remember what they wrote there."""
    memory = "_address_"
    return sorted(
        k.removeprefix(memory) for k in at.session_state._state.filtered_state if memory in k
    )


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_hostile_address_opens_the_page(app_test, page) -> None:
    read = keys(app_test(page))
    for start, lang in ((0, "fr"), (4, "en")):
        params = {key: [HOSTILE[(start + n) % len(HOSTILE)]] for n, key in enumerate(read)}
        at = app_test(page, lang, **params, **{"unknown<b>": HOSTILE[start]})
        assert not at.exception, params
        assert len(at.warning) >= 1
        said = " ".join(
            str(element.value) for kind in ("warning", "html") for element in at.get(kind)
        )
        assert "alert(" not in said
        assert "etc/passwd" not in said


@pytest.mark.parametrize("page", ["pages/trade.py", "pages/data.py"])
def test_any_address_opens_the_page(app_test, page) -> None:
    read = keys(app_test(page))

    @settings(
        max_examples=3, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.fixed_dictionaries({key: st.lists(texts, min_size=1, max_size=3) for key in read}))
    def opens(params) -> None:
        assert not app_test(page, **params).exception

    opens()


@given(st.text(max_size=300))
def test_what_is_shown_again_is_harmless_and_short(typed: str) -> None:
    shown = _harmless(typed)
    assert 0 < len(shown) <= LONGEST_SHOWN
    assert not HARMLESS.search(shown.replace("·", ""))


@given(st.text(max_size=300), st.text(max_size=20))
def test_a_file_name_holds_no_path_and_no_header(subject: str, variant: str) -> None:
    name = exports.file_name(subject, None, "abc", "csv", variant)
    assert name.isascii()
    assert name.endswith(".csv")
    assert not set(name) & set('/\\\r\n"<>:|?*; ')
    assert ".." not in name
