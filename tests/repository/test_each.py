"""A rule put to many things in one test fails for each that breaks it."""

from __future__ import annotations

import pytest

from tests import checkout


def small(number: int) -> None:
    """A number has one digit."""
    assert number < 10, "two digits"


def test_all_that_break_a_rule_are_named() -> None:
    with pytest.raises(AssertionError, match=r"10: two digits[^/]*\n11: two digits"):
        checkout.each([9, 10, 11])(small)()
    checkout.each([8, 9])(small)()


def test_a_rule_put_to_nothing_proves_nothing() -> None:
    with pytest.raises(AssertionError, match="nothing"):
        checkout.each([])(small)()
    assert checkout.each([1])(small).__name__ == "small"
