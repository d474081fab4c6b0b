"""Builds go to object storage and come back whole: a real S3 server, real commands, a real dashboard."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pyarrow.parquet as pq
import pytest
from pyarrow import fs

from dashboard import builds, indicators, notices, openings, store
from dashboard.i18n import use
from dashboard.unavailable import Unavailable
from etl import publication
from etl import store as publisher
from etl.commands import main
from etl.publication import Build
from tests import asgi
from tests.browser.dashboard_server import free_port, running
from tests.scale import s3

pytestmark = pytest.mark.scale
# Enough to be sent and brought; only a dashboard that shows pages needs them all.
FEW = ("flow", "geography", "source")


@pytest.fixture(scope="module")
def server() -> Iterator[s3.Server]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in s3.KEYS.items():
            patch.setenv(name, value)
        with s3.serve() as served:
            yield served


@pytest.fixture
def address(server: s3.Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty store, which this process and its children use from now on."""
    there = server.bucket()
    monkeypatch.setenv(store.SETTING, there)
    return there


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """A machine with nothing on it: each call looks at the store and gives the build it has then."""
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path / "reader"))
    forget()

    def looks() -> str:
        store.look(builds.parquet_folder())
        return builds.newest().build_id

    yield looks
    forget()


def forget() -> None:
    for module in (store, openings, indicators):
        module.forget()


@pytest.fixture(scope="module")
def made(data_dir: Path) -> Build:
    """The build of the shipped figures."""
    build = publication.current(data_dir / "parquet")
    assert build
    return build


@pytest.fixture
def older(made: Build, address: str, reader: Callable[[], str], tmp_path: Path) -> Build:
    """A build that the reader has."""
    build = another(made, tmp_path / "older", "older")
    publisher.push(build, silent)
    assert reader() == build.build_id
    return build


def another(made: Build, folder: Path, mark: str, tables: tuple[str, ...] = FEW) -> Build:
    """A later build in `folder`: some tables, one of which says `mark` in its own metadata."""
    (folder / "staged").mkdir(parents=True)
    for table in tables:
        shutil.copy(made.folder / f"{table}.parquet", folder / "staged")
    table = pq.read_table(folder / "staged/flow.parquet")
    pq.write_table(table.replace_schema_metadata({"mark": mark}), folder / "staged/flow.parquet")
    manifest = json.loads(json.dumps(made.manifest))
    manifest["tables"] = {table: manifest["tables"][table] for table in tables}
    sha256 = publication.file_sha256(folder / "staged/flow.parquet")
    manifest["tables"]["flow"]["sha256"] = sha256
    hashes = {name: one["sha256"] for name, one in manifest["tables"].items()}
    manifest["build_id"] = publication.build_id(hashes)
    return publication.publish(folder, folder / "staged", manifest)


def silent(_line: str) -> None:
    """Nobody reads what the command tells."""


def test_a_command_sends_a_build_and_a_reader_has_all_of_it(
    made: Build, address: str, reader, monkeypatch, data_dir, capfd
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("CAP_ALA_DATA", str(data_dir))
        assert main(["publish"]) == 0
    assert made.build_id in capfd.readouterr().err
    assert reader() == made.build_id
    brought = builds.newest()
    assert brought.folder != made.folder
    for table, facts in made.manifest["tables"].items():
        for path, sha256 in publication.files(brought.folder, table, facts).items():
            assert publication.file_sha256(path) == sha256
    with builds.hold(brought):
        assert indicators.ask("catalogue/flows").rows
        assert notices.of_store() == ""
    health = asgi.ask(asgi.application(), "/healthz").json
    assert (health["build"], health["store"]["status"]) == (made.build_id, "ok")
    assert not publisher.push(made, silent), "a build that is there is not sent again"


def test_each_machine_and_the_store_keep_the_newest(
    made: Build, address: str, reader, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv(publisher.KEPT_SETTING, "2")
    sent = []
    for number in range(3):
        build = another(made, tmp_path / str(number), str(number))
        publisher.push(build, silent)
        sent.append(build.build_id)
        assert reader() == build.build_id
        time.sleep(1.1)  # a store tells the age of its objects in seconds
    bucket, root = fs.FileSystem.from_uri(address)
    there = {found.base_name for found in bucket.get_file_info(fs.FileSelector(f"{root}/builds"))}
    here = {path.name for path in (builds.parquet_folder() / "builds").iterdir()}
    assert there == here == set(sent[1:])


def test_a_killed_upload_leaves_the_build_before(
    made: Build, older: Build, address: str, reader, tmp_path
) -> None:
    newer = another(made, tmp_path / "parquet", "newer")
    with (newer.folder / "ballast.parquet").open("wb") as ballast:
        ballast.truncate(400_000_000)  # seconds of sending
    child = subprocess.Popen(
        [sys.executable, "-m", "etl", "publish"],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"CAP_ALA_DATA": str(tmp_path)},
        stdout=subprocess.DEVNULL,
    )
    bucket, root = fs.FileSystem.from_uri(address)
    selector = fs.FileSelector(f"{root}/builds/{newer.build_id}", allow_not_found=True)
    while not bucket.get_file_info(selector):
        assert child.poll() is None
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL, "it ended before it was killed"
    assert reader() == older.build_id
    assert store.trouble() == ""
    (newer.folder / "ballast.parquet").unlink()
    publisher.push(newer, silent)
    assert reader() == newer.build_id


@pytest.mark.parametrize("damaged", ["geography.parquet", "build.json", "current"])
def test_what_is_damaged_is_refused_until_it_is_sent_again(
    made: Build, older: Build, address: str, reader, tmp_path, damaged
) -> None:
    newer = another(made, tmp_path / "newer", "newer")
    publisher.push(newer, silent)
    bucket, root = fs.FileSystem.from_uri(address)
    path = f"{root}/{damaged if damaged == 'current' else f'builds/{newer.build_id}/{damaged}'}"
    with bucket.open_input_file(path) as whole:
        content = bytearray(whole.read())
    content[len(content) // 2] ^= 1
    with bucket.open_output_stream(path) as again:
        again.write(bytes(content))
    assert reader() == older.build_id
    assert store.trouble() == "store_damaged"
    assert "endommagée" in notices.of_store()
    assert "dernières bonnes données" in notices.of_store()
    assert [path.name for path in (builds.parquet_folder() / "builds").iterdir()] == [
        older.build_id
    ]
    publisher.push(newer, silent, again=True)
    assert reader() == newer.build_id
    assert store.trouble() == ""


@pytest.mark.parametrize("again", ["restart", "publish"])
def test_a_copy_damaged_on_this_machine_is_brought_again(
    older: Build, address: str, reader, again
) -> None:
    path = builds.newest().folder / "geography.parquet"
    path.write_bytes(b"PAR1 no more")
    if again == "publish":
        publisher.push(older, silent, again=True)
    else:
        forget()
    assert reader() == older.build_id
    assert path.read_bytes() == (older.folder / "geography.parquet").read_bytes()


def test_a_manifest_that_is_no_manifest_is_refused_and_the_store_followed_on(
    made: Build, older: Build, address: str, reader, tmp_path
) -> None:
    newer = another(made, tmp_path / "newer", "newer")
    publisher.push(newer, silent)
    bucket, root = fs.FileSystem.from_uri(address)
    content = b'{"tables": []}'
    with bucket.open_output_stream(f"{root}/builds/{newer.build_id}/build.json") as manifest:
        manifest.write(content)
    sha256 = hashlib.sha256(content).hexdigest()
    told = {"build_id": newer.build_id, "manifest_sha256": sha256}
    with bucket.open_output_stream(f"{root}/current") as pointer:
        pointer.write(json.dumps(told).encode())
    assert reader() == older.build_id
    assert store.trouble() == "store_damaged"


def test_a_manifest_cannot_name_a_file_elsewhere() -> None:
    for table in ("../../app", "/etc/passwd", "a b", ""):
        with pytest.raises(store.NotBrought):
            store._files({table: {"sha256": "0"}})
        with pytest.raises(store.NotBrought):
            store._files({"trade": {"parts": {table: {"sha256": "0"}}}})


@pytest.mark.parametrize(
    ("path", "french", "english"),
    [
        ("", "ne contient encore rien", "holds nothing yet"),
        ("nobody-made-it/cap-ala", "seau", "bucket"),
        ("forbidden", "refuse l'accès", "denies access"),
        ("?nonsense", "ne se comprend pas", "not understood"),
    ],
)
def test_a_first_start_without_data_says_why(
    server: s3.Server, address: str, reader, monkeypatch, path, french, english
) -> None:
    if path == "forbidden":
        server.admits("0")
    elif path:
        changed = server.address(path) if "/" in path else f"s3://bucket{path}=1"
        monkeypatch.setenv(store.SETTING, changed)
    try:
        with pytest.raises(Unavailable) as problem:
            reader()
    finally:
        server.admits("1000000")
    assert french in str(problem.value).replace("’", "'")
    with use("en"):
        assert english in str(problem.value)
    answer = asgi.ask(asgi.application(), "/healthz")
    assert answer.status == 503
    assert french in answer.json["detail"].replace("’", "'")


def test_a_running_dashboard_takes_the_new_build_and_outlives_the_store(
    made: Build, tmp_path: Path, monkeypatch, server
) -> None:
    """`server` for its keys alone: the store of this test dies."""
    with s3.serve() as mortal:
        monkeypatch.setenv(store.SETTING, mortal.bucket())
        publisher.push(made, silent)
        port = free_port()
        with running(port, tmp_path / "reader") as dashboard:

            def health() -> dict:
                with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
                    return json.load(answer)

            assert health()["build"] == made.build_id
            newer = another(made, tmp_path / "newer", "newer", tuple(made.manifest["tables"]))
            publisher.push(newer, silent)
            until(lambda: health()["build"] == newer.build_id)
            mortal.kill()
            until(lambda: health()["store"]["status"] == "store_unreachable")
            assert health()["build"] == newer.build_id
            dashboard.kill()  # an orderly end waits for the store once more


def until(is_so: Callable[[], bool], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.2)
