"""A refresh killed at any moment leaves readers a complete and consistent build, and the next one ends."""

from __future__ import annotations

import pytest

from tests import kills, vintages


def test_a_few_kills(tmp_path):
    tally = kills.run(vintages.shipped(tmp_path / "data"), 3)
    assert sum(tally.killed.values()) == 3


@pytest.mark.kills
def test_two_hundred_kills(tmp_path):
    tally = kills.run(vintages.shipped(tmp_path / "data"), 200, seed=200)
    assert sum(tally.killed.values()) == 200
    assert len(tally.killed) > 10, "the kills struck few different steps"
