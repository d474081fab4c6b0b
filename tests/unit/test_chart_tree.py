"""Nested rectangles: nothing is left out of the whole, and every tile's text stands out."""

import pytest

from dashboard import charts, theme

ROWS = [
    {"hs": f"{chapter}{n:02}", "value_cad": n * 100, "share": n / 20}
    for chapter in ("01", "02")
    for n in range(1, 5)
]
GROUPED = charts.Tree(group=lambda code: code[:2], label=lambda code: f"Produit {code}", most=3)


def drawn(tree=GROUPED, rows=ROWS):
    (trace,) = charts.tree(rows, tree).data
    return trace


def test_groups_hold_the_sum_of_their_tiles_and_the_rest_is_one_tile_in_each():
    trace = drawn()
    value = dict(zip(trace["ids"], trace["values"], strict=True))
    under = dict(zip(trace["ids"], trace["parents"], strict=True))
    for group in ("in-01", "in-02"):
        assert value[group] == sum(value[one] for one in under if under[one] == group)
        assert value[group] == 1000
    # The three largest are 400, 400 and 300: the rest of chapter 01 is 100 + 200.
    assert value["rest-01"] == 300
    assert value["rest-02"] == 600
    texts = dict(zip(trace["ids"], trace["labels"], strict=True))
    assert "2 autres" in texts["rest-01"].replace("<br>", " ")
    assert "15,0" in texts["rest-01"]


def test_a_product_left_alone_in_its_group_keeps_its_name():
    trace = drawn(charts.Tree(group=lambda code: code[:2], most=7))
    assert "0101" in trace["ids"] or "0201" in trace["ids"]
    assert not [code for code in trace["ids"] if code.startswith("rest")]


def test_a_product_without_value_has_no_tile():
    trace = drawn(charts.Tree(), [*ROWS, {"hs": "0301", "value_cad": None, "share": None}])
    assert "0301" not in trace["ids"]
    assert set(trace["parents"]) == {""}


def test_a_long_name_is_cut_in_its_tile_and_whole_in_its_hover_text():
    name = "Machines et appareils mécaniques ayant une fonction propre, non dénommés ailleurs"
    trace = drawn(charts.Tree(label=lambda _code: name))
    assert "…" in trace["labels"][0]
    assert name in trace["customdata"][0].replace("<br>", " ")


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_text_stands_out_on_every_shade(kind):
    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    rows = [
        {"hs": str(n), "value_cad": share, "share": share}
        for n, share in enumerate((0.5, 0.07, 0.03, 0.01, 0.001, 0.0001, 0.0001))
    ]
    with theme.use(kind):
        trace = drawn(charts.Tree(most=5), rows)
    assert len(set(trace["marker"]["colors"])) == 6
    for fill, ink in zip(trace["marker"]["colors"], trace["textfont"]["color"], strict=True):
        high, low = sorted((luminance(fill), luminance(ink)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (fill, ink)
