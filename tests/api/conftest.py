"""What the tests of the interface share: the application on the shipped data, asked in process."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import asgi


@pytest.fixture
def get(data_dir) -> Callable[..., asgi.Answer]:
    """`get("series.csv?indicator=…", method="HEAD", headers={…})`: paths below /api/v1/."""
    app = asgi.application()

    def ask(target: str, method: str = "GET", **headers: str) -> asgi.Answer:
        place = target if target.startswith("/") else f"/api/v1/{target}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return asgi.ask(app, place, method, named)

    return ask
