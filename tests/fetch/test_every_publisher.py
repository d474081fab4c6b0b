"""Every source of the project against every way in which its publisher can misbehave."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from etl import receipts
from etl.fetch import FetchError, FetchSettings, Outcome, fetch
from etl.source import discover
from tests import publishers, servers
from tests.fetch.kit import Notes, tree
from tests.servers import file, status

THIS_YEAR = datetime.now(UTC).year


def recent(source):
    """Return a card whose yearly files begin last year: one year is like another here."""
    kept = (replace(d, first_year=d.first_year and THIS_YEAR - 1) for d in source.downloads)
    return replace(source, downloads=tuple(kept))


SOURCES = {
    code: recent(entry.source) for code, entry in discover().items() if entry.source.downloads
}


def good(body: bytes, **told):
    return file(body, content_type="application/octet-stream", **told)


# Each behaviour as a list of answers for one file, and the outcome; None is a refusal.
BEHAVIOURS = {
    "redirects": (lambda b: [servers.redirect("/elsewhere")], Outcome.FETCHED),
    "409 not released": (lambda b: [status(409)], Outcome.NOT_RELEASED),
    "night lock in the body": (
        lambda b: [servers.json_body('{"status": "FAILED", "object": "Table is locked"}')],
        None,
    ),
    "429 with Retry-After": (lambda b: [status(429, Retry_After="0"), good(b)], Outcome.FETCHED),
    "passing 503": (lambda b: [status(503), good(b)], Outcome.FETCHED),
    "lasting 500": (lambda b: [status(500)], None),
    "slow": (lambda b: [servers.silent()], None),
    "cut": (lambda b: [good(b, cut_at=len(b) // 2), good(b)], Outcome.FETCHED),
    "hangs up": (lambda b: [servers.hang_up(), good(b)], Outcome.FETCHED),
    "HTML with 200": (lambda b: [servers.page()], None),
    "wrong length": (lambda b: [servers.announcing(len(b) + 100, b)], None),
    "gzip": (
        lambda b: [servers.gzipped(b, content_type="application/octet-stream")],
        Outcome.FETCHED,
    ),
    "changed ETag": (lambda b: [good(b, etag='"other"')], Outcome.FETCHED),
    "moved": (lambda b: [status(404)], None),
    "empty": (lambda b: [good(b"")], None),
}


def first(code):
    """Return the path and bytes of the first file that a source asks for."""
    listed = publishers.published(code, SOURCES[code])
    if code == "esdc_lmia":
        return next(one for one in listed if "table_10_f" in one[0])
    return next(one for one in listed if code[:4] != "cimt" or f"_{THIS_YEAR - 1}.zip" in one[0])


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
@pytest.mark.parametrize("code", SOURCES)
def test_a_source_survives(publisher, tmp_path, code, behaviour):
    answers, expected = BEHAVIOURS[behaviour]
    publishers.serve(publisher, sources=(code,))
    path, body = first(code)
    publisher.serves("/elsewhere", good(body))
    publisher.serves(path, *answers(body))
    settings = FetchSettings(
        base_urls={base.lower(): publisher.url for base in publishers.BASES},
        backoff=0.0,
        retries=1,
        read_timeout=0.2 if behaviour == "slow" else 5.0,
    )

    def ask():
        return fetch(SOURCES[code], tmp_path, settings, Notes())

    if expected is None:
        with pytest.raises(FetchError, match=f"^{code} : "):
            ask()
    else:
        assert ask().outcome is expected
    held = receipts.newest(tmp_path, code)
    assert (held is not None) is (expected is Outcome.FETCHED)
    # The good day after: all files come; the bad day after that: nothing is lost.
    publisher.serves(path, good(body))
    whole = ask()
    assert whole.folder is not None
    before = tree(whole.folder)
    publisher.serves(path, *answers(body))
    if expected is None and behaviour != "empty":
        with pytest.raises(FetchError):
            ask()
    elif expected is not None:
        ask()
    assert tree(whole.folder) == before
    assert receipts.newest(tmp_path, code).folder == whole.folder
