"""Words of ours in Markdown: each sign stands for itself, and a command can be told from the rest."""

from __future__ import annotations

import pytest

from dashboard import prose


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Le 1er* à 5 $", r"Le 1er\* à 5 \$"),
        ("Pour l'avoir : python -m etl refresh statcan_12100173", "`python -m etl refresh statcan_12100173`"),
        ("python -m etl refresh, puis plus rien", "`python -m etl refresh`\\, puis plus rien"),
        ("To load it: python -m etl build.", "`python -m etl build`\\."),
    ],
)  # fmt: skip
def test_a_command_is_written_as_code_and_the_rest_as_it_stands(text, written):
    assert written in prose.words(text)


def test_in_html_a_command_is_code_and_a_table_s_number_stays_whole():
    written = prose.marked("12-10-0175-01 <b> : python -m etl refresh statcan_12100173")
    assert written == (
        '<span class="whole">12-10-0175-01</span> &lt;b&gt; : '
        "<code>python -m etl refresh statcan_12100173</code>"
    )


def test_what_is_no_command_is_written_as_literal():
    for text in ("", "2 152,5 M$ (+25,2 %)", "a_b `c` <d>", "python, le langage"):
        assert prose.words(text) == prose.literal(text)
