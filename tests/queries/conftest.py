"""What the tests of the queries share: the made-up warehouse and `ask` on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboard import queries
from tests.queries import made

Rows = list[dict[str, Any]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regold",
        action="store_true",
        help="write the golden answers of tests/queries/expected again",
    )


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory):
    return made.publish(tmp_path_factory.mktemp("made_up"))


@pytest.fixture(scope="session")
def ask(made_up) -> Callable[..., Rows]:
    """Answer a query on the made-up warehouse: its sample parameters, changed by the keywords."""

    def answer(name: str, **changed: Any) -> Rows:
        query = queries.find(name)
        return made_up.run(query, query.sample | changed).to_pylist()

    return answer
