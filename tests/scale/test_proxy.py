"""The proxy that production runs, before two real copies: compression, one copy a reader, a death unseen."""

from __future__ import annotations

import gzip
import http.client
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.server import HEADERS
from tests.browser import chromium, view
from tests.browser.dashboard_server import free_port, running
from tests.scale import nginx

pytestmark = pytest.mark.scale
expect.set_options(timeout=chromium.PATIENCE)
KNOWN = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1 capala.example.ca"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Of this module alone: as long as it lives, no other test can run an event loop of its own."""
    path = chromium.executable()
    if path is None:
        pytest.fail("no Chromium on this machine (Debian: apt-get install chromium)", pytrace=False)
    with chromium.launch(path, chromium.SHORT_LIVED) as launched:
        yield launched


@pytest.fixture(scope="module")
def ports() -> list[int]:
    return [free_port(), free_port()]


@pytest.fixture(scope="module")
def copies(data_dir: Path, ports: list[int]) -> Iterator[dict[str, Callable[[], None]]]:
    """What kills each of the two copies, by its address."""
    with ExitStack() as stack:

        def start(port: int) -> Callable[[], None]:
            process = stack.enter_context(running(port, data_dir, settings=KNOWN))
            return lambda: (process.kill(), process.wait())

        with ThreadPoolExecutor(2) as pool:
            kills = list(pool.map(start, ports))
        yield {f"127.0.0.1:{port}": kill for port, kill in zip(ports, kills, strict=True)}


@pytest.fixture(scope="module")
def proxy(
    copies, ports: list[int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[nginx.Proxy]:
    with nginx.serve(tmp_path_factory.mktemp("nginx"), ports) as served:
        yield served


def ask(proxy: nginx.Proxy, path: str, **headers: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """Put one request on a connection of its own; headers as they came, names in lower case."""
    connection = http.client.HTTPConnection(urlsplit(proxy.address).netloc, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    answer = connection.getresponse()
    received = [(name.lower(), value) for name, value in answer.getheaders()]
    content = answer.status, received, answer.read()
    connection.close()
    return content


def script(proxy: nginx.Proxy) -> str:
    """The address of the page's script, whose name changes with its content."""
    found = re.search(rb'static/js/index[^"]*\.js', ask(proxy, "/")[2])
    assert found
    return f"/{found[0].decode()}"


def test_text_is_compressed_and_nothing_is_said_twice(proxy: nginx.Proxy) -> None:
    same = {"Accept": "text/html", "Cookie": "capala_copy=1"}
    for path in ("/", script(proxy), "/healthz", "/api/v1/tables"):
        _, _, plain = ask(proxy, path, **same)
        status, headers, packed = ask(proxy, path, **same, Accept_Encoding="gzip")
        assert status == 200
        assert dict(headers)["content-encoding"] == "gzip"
        assert gzip.decompress(packed) == plain
        assert len(packed) < len(plain) / 2
        counted = Counter(name for name, _ in headers)
        assert max(counted.values()) == 1, counted
        assert {name.lower(): value for name, value in HEADERS.items()}.items() <= set(headers)


def test_what_is_compressed_already_is_left_alone(proxy: nginx.Proxy) -> None:
    status, headers, body = ask(proxy, "/api/v1/tables/partner.parquet", Accept_Encoding="gzip")
    assert (status, body[:4]) == (200, b"PAR1")
    assert "content-encoding" not in dict(headers)


def test_a_file_named_after_its_content_is_asked_of_a_copy_once(proxy: nginx.Proxy) -> None:
    path = script(proxy)
    for _time in range(3):
        _, headers, _ = ask(proxy, path)
        assert "immutable" in dict(headers)["cache-control"]
    assert set(proxy.copies_of(path, 3)[1:]) == {"-"}


def test_a_reader_stays_on_one_copy_and_readers_are_spread(proxy: nginx.Proxy, copies) -> None:
    taken = []
    before = len(proxy.copies_of("/"))
    for reader in range(10):
        _, headers, _ = ask(proxy, "/")
        cookie = dict(headers)["set-cookie"]
        assert "HttpOnly" in cookie
        for _time in range(3):
            _, again, _ = ask(proxy, "/", Cookie=cookie.split(";")[0])
            assert "set-cookie" not in dict(again)
        (copy,) = set(proxy.copies_of("/", before + 4 * (reader + 1))[-4:])
        taken.append(copy)
    assert set(taken) == set(copies)


def test_the_copies_know_the_name_the_reader_asked(proxy: nginx.Proxy) -> None:
    path = "/api/v1/series.csv-metadata.json?indicator=catalogue/flows"
    written = ask(proxy, path, Host="capala.example.ca")[2].decode()
    assert "http://capala.example.ca/api/v1/" in written
    assert ask(proxy, "/healthz", Host="elsewhere.example")[0] == 421


def test_a_copy_dies_under_load_and_nobody_sees_an_error(
    proxy: nginx.Proxy, copies, browser: Browser
) -> None:
    """The last test of this file: a copy is gone after it."""
    reader, (victim, *_) = opened(proxy, browser, "/donnees?table=section")
    before = view.shown(reader)
    assert view.change_a_choice(reader), "the WebSocket does not pass"
    assert view.shown(reader) != before
    other = reader
    for _attempt in range(12):
        other, (copy, *_) = opened(proxy, browser, "/glossaire")
        if copy != victim:
            break
        other.context.close()
    else:
        pytest.fail("twelve readers on one copy")
    statuses: Counter[int] = Counter()
    stopped = threading.Event()

    def load() -> int:
        cut = 0
        while not stopped.is_set():
            for path in ("/", "/_stcore/health", "/healthz"):
                try:
                    statuses[ask(proxy, path)[0]] += 1
                except http.client.IncompleteRead:
                    cut += 1
        return cut

    with ThreadPoolExecutor(4) as pool:
        loads = [pool.submit(load) for _ in range(4)]
        try:
            stopped.wait(2)
            copies[victim]()
            app = reader.get_by_test_id("stApp")
            expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
            expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
            chromium.wait_ready(reader)
            assert view.change_a_choice(reader)
            for page in (reader, other):
                expect(page.get_by_role("dialog")).to_have_count(0)
                expect(page.get_by_test_id("stException")).to_have_count(0)
            answer = reader.reload()
            assert answer
            assert answer.status == 200
            chromium.wait_ready(reader)
        finally:
            stopped.set()
        # An answer whose head had been passed on when the copy died ends there: one each at most.
        assert all(one.result() <= 1 for one in loads)
    assert set(statuses) == {200}, statuses
    assert statuses[200] > 30
    for page in (reader, other):
        page.context.close()


def opened(proxy: nginx.Proxy, browser: Browser, path: str) -> tuple[Page, list[str]]:
    """A new reader's page, and the copies that answered its address, the last one first."""
    page = chromium.new_page(browser)
    page.goto(f"{proxy.address}{path}")
    chromium.wait_ready(page)
    return page, proxy.copies_of(path.partition("?")[0])[::-1]
