"""A figure is fetched again by its address; what is asked wrongly is refused with what would be right."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from starlette.responses import Response

from dashboard import builds, catalogue, exports, openings, queries
from dashboard.api import parameters, problems, series, turnstile
from dashboard.i18n import use
from dashboard.indicators import ask
from dashboard.queries import Query
from dashboard.warehouse import Bounds, TooMuch

MEXICO = {
    "indicator": "trade/series",
    "geo": "CA-QC",
    "section": "TOTAL",
    "direction": "export",
    "frequency": "year",
    "partners": "MEX,BRA",
    "since": "2022-01-01",
    "until": "2025-12-01",
}


def address(suffix: str = "csv", **changed: str | None) -> str:
    pairs = {name: value for name, value in (MEXICO | changed).items() if value is not None}
    return f"series.{suffix}?{urlencode(pairs)}"


def problem(answer, kind: str, status: int) -> dict:
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    document = answer.json
    assert document["type"] == f"urn:cap-ala:problem:{kind}"
    assert document["status"] == status
    assert document["detail"].endswith(".")
    return document


def test_the_csv_is_that_of_the_pages(get):
    answer = get(address())
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    params = {k: v for k, v in MEXICO.items() if k != "indicator"} | {
        "partners": ["MEX", "BRA"],
        "since": date(2022, 1, 1),
        "until": date(2025, 12, 1),
    }
    result = ask("trade/series", **params)
    assert len(result) == 8
    assert answer.body == exports.csv([catalogue.presented(result)], exports.MACHINE)


def test_a_known_figure_of_the_publisher(get):
    """Statistics Canada, 12-10-0175-01: Québec's exports to Mexico in 2024."""
    rows = list(csv.DictReader(io.StringIO(get(address(partners="MEX")).body.decode())))
    assert {row["period"]: row["value_cad"] for row in rows}["2024-01-01"] == "1827418000"


def test_json_has_the_rows_of_the_csv(get):
    rows = list(csv.DictReader(io.StringIO(get(address()).body.decode(), newline="")))
    content = get(address("json")).json
    assert content["count"] == len(rows) == len(content["rows"])
    assert [column["name"] for column in content["columns"]] == list(rows[0])
    for row, line in zip(content["rows"], rows, strict=True):
        assert str(row["value_cad"]) == line["value_cad"]
        assert row["partner_name_fr"] == line["partner_name_fr"]
    assert "Statistique Canada" in content["sources"][0]


def test_the_companion_describes_that_very_csv(get):
    answer = get(address())
    link = answer.headers["link"]
    assert 'rel="describedby"' in link
    companion = get(link[1:].split(">", 1)[0]).json
    assert companion["url"] == address().replace("%2F", "/").replace("%2C", ",")
    names = [column["name"] for column in companion["tableSchema"]["columns"]]
    assert names == answer.body.decode().splitlines()[0].split(",")


def test_columns_are_chosen_and_ordered(get):
    lines = get(address(columns="value_cad,period")).body.decode().splitlines()
    assert lines[0] == "value_cad,period"
    for wrong in ("nope", "period,period"):
        assert "value_cad" in problem(get(address(columns=wrong)), "invalid-value", 422)["detail"]


def test_a_list_is_repeated_or_set_between_commas(get):
    commas = get(address(partners="MEX,BRA"))
    repeated = get(address(partners=None) + "&partners=MEX&partners=BRA")
    assert commas.body == repeated.body


def test_every_query_takes_its_sample_by_address(data_dir):
    """The query string that is written is read back to the same values, whose codes are known."""
    with builds.hold(builds.newest()):
        for query in queries.catalogue().values():
            for one in parameters.of(query):
                known = parameters.codes(query, one)
                values = one.sample if one.many else [one.sample]
                assert not known or set(values) - {None} <= known, f"{query.name} {one.name}"
            asked = parse_qsl(parameters.query_string(query, query.sample), keep_blank_values=True)
            assert asked[0] == ("indicator", query.name)
            assert parameters.read(query, asked[1:]) == query.sample, query.name


@pytest.mark.parametrize(
    ("changed", "kind", "status", "said"),
    [
        ({"indicator": None}, "missing-parameter", 400, "/api/v1/indicators"),
        ({"indicator": "trade/nope"}, "unknown-indicator", 404, "trade/nope"),
        ({"indicator": "../../etc/passwd"}, "unknown-indicator", 404, "etc/passwd"),
        ({"indicator": "views/trade_period"}, "unknown-indicator", 404, "views"),
        ({"geo": None}, "missing-parameter", 400, "geo"),
        ({"nope": "1"}, "unknown-parameter", 400, "nope"),
        ({"geo": "XX"}, "invalid-value", 422, "XX"),
        ({"partners": "MEX,ATLANTIS"}, "invalid-value", 422, "ATLANTIS"),
        ({"direction": "exports"}, "invalid-value", 422, "exports"),
        ({"since": "2022-13-01"}, "invalid-value", 422, "AAAA-MM-JJ"),
        ({"since": "2022-W01"}, "invalid-value", 422, "AAAA-MM-JJ"),
        ({"section": "TOTAL\x00"}, "invalid-value", 422, "section"),
        ({"section": "x" * 201}, "invalid-value", 422, "200"),
        ({"partners": ",".join(["MEX"] * 301)}, "invalid-value", 422, "300"),
        ({"lang": "de"}, "invalid-value", 422, "lang"),
        ({"lang": ["en", "fr"]}, "invalid-value", 422, "lang"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_a_sentence(get, changed, kind, status, said):
    assert said in problem(get(address(**changed)), kind, status)["detail"]


def test_a_refusal_lists_what_the_indicator_takes(get):
    taken = problem(get(address(geo=None)), "missing-parameter", 400)["parameters"]
    assert {one["name"] for one in taken} == queries.find("trade/series").parameters
    assert next(one for one in taken if one["name"] == "partners")["list"] is True


def test_a_parameter_is_given_once(get):
    problem(get(address() + "&geo=CA"), "repeated-parameter", 400)
    problem(get(address() + "&indicator=trade/pulse"), "repeated-parameter", 400)


@pytest.mark.parametrize(
    ("target", "headers", "title"),
    [
        ("series.csv", {}, "Paramètre manquant"),
        ("series.csv?lang=en", {}, "Missing parameter"),
        ("series.csv", {"accept_language": "en-CA,en;q=0.9"}, "Missing parameter"),
        ("series.csv?lang=fr", {"accept_language": "en"}, "Paramètre manquant"),
        ("nope", {"accept_language": "en"}, "Unknown address"),
    ],
)
def test_a_problem_speaks_the_readers_language(get, target, headers, title):
    assert get(target, **headers).json["title"] == title


def test_figures_are_in_french_unless_the_address_says_english(get):
    """The same address gives the same bytes whatever the browser speaks."""
    plain, spoken = get(address()), get(address(), accept_language="en")
    assert plain.body == spoken.body
    assert b"partner_name_fr" in plain.body
    assert b"partner_name_en" in get(address(lang="en")).body


def test_what_is_not_loaded_says_what_loads_it(get):
    asked = "series.csv?indicator=product/tree&geo=CA-QC&direction=import&until=2022-12-01&product="
    document = problem(get(asked), "not-loaded", 404)
    assert document["command"].startswith("python -m etl refresh ")


def test_a_product_that_no_list_has_is_refused(monkeypatch, data_dir):
    """As `geo` and `partners` are: an empty answer would pass for no trade at all."""
    monkeypatch.setattr(parameters, "is_loaded", lambda _table: True)
    query = queries.find("product/partners")
    (product,) = (one for one in parameters.of(query) if one.name == "product")
    with builds.hold(builds.newest()), pytest.raises(problems.Problem, match="999999"):
        parameters._check_codes(query, product, ["999999"])


def test_an_answer_is_kept_until_the_data_change(get, monkeypatch):
    first = get(address())
    tag = first.headers["etag"]
    assert "max-age=" in first.headers["cache-control"]
    again = get(address(), if_none_match=tag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert get(address(), if_none_match=f'W/{tag}, "other"').status == 304
    others = [
        get(address("json")),
        get(address(lang="en")),
        get(address(partners="MEX")),
        get(address(columns="period")),
    ]
    assert len({tag, *(other.headers["etag"] for other in others)}) == 5
    newer = builds.Build("newer", builds.newest().folder, builds.newest().manifest)
    monkeypatch.setattr(builds, "newest", lambda: newer)
    assert get(address(), if_none_match=tag).status == 200


def test_head_has_the_headers_of_get(get):
    whole, head = get(address()), get(address(), "HEAD")
    for name in ("content-length", "etag", "link", "content-type"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(get, method):
    answer = get(address(), method)
    problem(answer, "method", 405)
    assert {name.strip() for name in answer.headers["allow"].split(",")} == {"GET", "HEAD"}


@pytest.mark.parametrize("target", ["/api", "/api/", "/api/v1", "/api/v2/series.csv", "series"])
def test_nothing_below_api_falls_through_to_the_pages(get, target):
    problem(get(target), "unknown-address", 404)


# Bounds


def slow() -> Query:
    text = "from range(100_000_000_000) as t(n) where hash(n) = 3"
    return Query("slow", queries.FOLDER, text, text, frozenset(), frozenset(), frozenset(), {})


def test_a_statement_that_runs_too_long_is_stopped(data_dir):
    opened = openings.warehouse(builds.newest())
    with pytest.raises(TooMuch, match="seconds"):
        opened.run_within(slow(), {}, Bounds(rows=10, seconds=0.2))
    # The connection of the pages goes on answering.
    assert opened.run(queries.find("catalogue/flows"), {}).num_rows


def test_an_answer_is_whole_or_refused(get, monkeypatch):
    monkeypatch.setattr(series, "BOUNDS", Bounds(rows=7, seconds=10))
    document = problem(get(address()), "too-large", 422)
    assert document["tables"]
    monkeypatch.setattr(series, "BOUNDS", Bounds(rows=8, seconds=10))
    assert get(address()).status == 200
    monkeypatch.setattr(series, "MOST_BYTES", 10)
    problem(get(address()), "too-large", 422)


def test_what_machines_ask_is_not_kept_in_memory(get):
    from dashboard import indicators

    get(address())
    before = indicators._answer.cache_info().currsize
    for year in range(2011, 2021):
        assert get(address(since=f"{year}-01-01")).status == 200
    assert indicators._answer.cache_info().currsize == before


def test_one_request_too_many_is_told_to_come_back(get, monkeypatch):
    monkeypatch.setattr(turnstile.Workers.__init__, "__defaults__", (1, -1))
    from tests import asgi

    busy = asgi.ask(asgi.application(), f"/api/v1/{address()}")
    problem(busy, "busy", 503)
    assert busy.headers["retry-after"] == "1"


def test_a_busy_interface_still_answers_probes(data_dir, monkeypatch):
    """Eighteen requests are held or wait; the nineteenth is told to come back, the probe is well."""
    from concurrent.futures import ThreadPoolExecutor, as_completed
    from threading import Event

    from tests import asgi

    done = Event()

    def waits(_asked, **_more):
        done.wait(20)
        return Response("late")

    monkeypatch.setattr(series, "answer", waits)
    app = asgi.application()
    one_too_many = turnstile.AT_WORK + turnstile.WAITING + 1
    with ThreadPoolExecutor(one_too_many) as clients:
        asking = [
            clients.submit(asgi.ask, app, f"/api/v1/{address()}") for _ in range(one_too_many)
        ]
        try:
            refused = next(as_completed(asking, timeout=20)).result()
            assert (refused.status, refused.headers["retry-after"]) == (503, "1")
            assert asgi.ask(app, "/healthz").status == 200
        finally:
            done.set()
        assert sorted(one.result().status for one in asking) == [200] * (one_too_many - 1) + [503]


def test_without_data_every_answer_is_503(tmp_path, monkeypatch, get):
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
    for target in (address(), "indicators", "tables", "tables/partner.parquet", "/healthz"):
        document = problem(get(target), "no-data", 503)
        assert document["command"] == "python -m etl build"


def test_every_kind_of_problem_has_a_title_in_both_languages():
    for lang in ("fr", "en"):
        with use(lang):
            assert all(problems.title(kind) for kind in problems.STATUSES)


def test_health_names_the_build_and_what_it_holds(get):
    health = get("/healthz").json
    manifest = json.loads((builds.newest().folder / "build.json").read_text())
    assert (health["status"], health["build"]) == ("ok", manifest["build_id"])
    assert set(health["tables"]) == set(manifest["tables"])
    assert health["tables"]["trade_partner_monthly"]["last_period"] >= "2026"
    assert health["checks"]["passed"] > 0
