"""The accessibility statement says what is checked, what is lacking, and invents no address."""

from __future__ import annotations

import pytest

PAGE = "pages/accessibility.py"


@pytest.mark.parametrize(
    ("lang", "titles"),
    [("fr", ("manque encore", "Nous écrire")), ("en", ("Still lacking", "Write to us"))],
)
def test_the_statement_is_whole(app_test, lang: str, titles: tuple[str, ...]) -> None:
    at = app_test(PAGE, lang)
    assert not at.exception
    headers = " ".join(header.value for header in at.header)
    assert all(title in headers for title in titles)
    assert "@" not in " ".join(text.value for text in at.markdown)
