"""The OpenAPI document holds against the interface itself: generated requests meet no error."""

from __future__ import annotations

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from dashboard import queries
from tests import asgi

EXAMPLES = 5
frugal = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_generated_requests_are_answered_as_documented(get, mode) -> None:
    """No 500, no undocumented status or media type, a schema kept; what it forbids is refused."""
    app = asgi.application()
    document = get("openapi.json").json
    document["servers"] = [{"url": "/api/v1"}]
    api = schemathesis.openapi.from_dict(document)
    api.app = app
    statuses = set()
    for found in api.get_all_operations():
        operation = found.ok()

        @frugal
        @given(operation.as_strategy(generation_mode=mode))
        def requests(case) -> None:
            statuses.add(case.call_and_validate(timeout=60).status_code)

        requests()
    assert statuses & {200, 400, 404, 422}
    assert not statuses & set(range(500, 600))


def test_the_document_is_one(get) -> None:
    document = get("openapi.json").json
    assert document["openapi"].startswith("3.1")
    for schema_of_query in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema_of_query)
    described = {name.replace(".", "/") for name in document["components"]["schemas"]}
    assert described - {"problem"} == set(queries.catalogue())


def test_the_document_is_in_both_languages(get) -> None:
    french, english = get("openapi.json").json, get("openapi.json?lang=en").json
    assert french["info"]["description"] != english["info"]["description"]
    assert set(french["paths"]) == set(english["paths"])


def test_a_required_list_has_a_value(get) -> None:
    """A list that an address cannot tell from an absent one is no valid request."""
    described = get("openapi.json").json["components"]["schemas"]
    seen = set()
    for one in described.values():
        for name, schema_of_value in one["properties"].items():
            if schema_of_value.get("type") == "array":
                is_required = name in one["required"]
                seen.add(is_required)
                assert schema_of_value.get("minItems", 0) == is_required, (one["title"], name)
    assert seen == {True, False}
