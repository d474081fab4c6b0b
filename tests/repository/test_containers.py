"""The container files name real things; no container is run here."""

from __future__ import annotations

import re
import shlex
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboard.api.routes import routes
from etl import commands
from tests import checkout

RECIPE = checkout.text(Path("Dockerfile")).replace("\\\n", " ")
COPIED = [
    source
    for line in re.findall(r"^COPY (?!--from)(.+)$", RECIPE, re.MULTILINE)
    for source in shlex.split(line)[:-1]
]
COMPOSE: dict[str, Any] = yaml.safe_load(checkout.text(Path("compose.yaml")))
SERVICES: dict[str, Any] = COMPOSE["services"]


def settings(name: str) -> list[list[str]]:
    """The directives of one of nginx's files, word by word."""
    text = re.sub(r"#.*", "", checkout.text(Path("deploy") / name))
    return [directive.split() for directive in text.split(";") if directive.strip()]


@pytest.mark.parametrize("source", COPIED)
def test_what_the_image_copies_is_in_the_repository_and_sent_to_the_builder(source: str) -> None:
    here = [
        path for path in checkout.files() if path == Path(source) or Path(source) in path.parents
    ]
    assert here
    sent = [line[1:] for line in checkout.text(Path(".dockerignore")).split() if line[0] == "!"]
    assert source in sent


def test_nothing_else_is_sent_to_the_builder() -> None:
    lines = checkout.text(Path(".dockerignore")).splitlines()
    kept = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    assert kept == set(COPIED)
    assert not [name for name in kept if fnmatch(name, "*secret*")]


def test_the_image_installs_the_lock_and_runs_as_nobody_in_particular() -> None:
    assert "--require-hashes -r requirements.txt" in RECIPE
    (account,) = re.findall(r"^USER (\S+)$", RECIPE, re.MULTILINE)
    assert account.isdecimal()
    assert int(account) > 0


def test_the_probe_asks_what_the_server_answers() -> None:
    (asked,) = re.findall(r"localhost:(\d+)(/\w+)'", RECIPE)
    assert asked[1] in {route.path for route in routes()}
    assert re.findall(r"^EXPOSE (\d+)$", RECIPE, re.MULTILINE) == [asked[0]]
    assert f"--server.port={asked[0]}" in RECIPE


def test_images_are_named_without_a_registry() -> None:
    images = re.findall(r"^FROM (\S+)", RECIPE, re.MULTILINE)
    images += [service["image"] for service in SERVICES.values()]
    assert not [image for image in images if "/" in image or "." in image.partition(":")[0]]


def test_the_proxy_knows_the_copies_and_is_reached_at_its_port() -> None:
    copies = {name: service for name, service in SERVICES.items() if name.startswith("dashboard")}
    (port,) = re.findall(r"^EXPOSE (\d+)$", RECIPE, re.MULTILINE)
    assert {words[1] for words in settings("upstream.conf")} == {f"{one}:{port}" for one in copies}
    proxy = SERVICES["proxy"]
    assert set(proxy["depends_on"]) == set(copies)
    (listened,) = [words[1] for words in settings("listen.conf") if words[0] == "listen"]
    assert [published.rpartition(":")[2] for published in proxy["ports"]] == [listened]
    (mounted,) = [volume.split(":") for volume in proxy["volumes"]]
    configured = Path(proxy["command"][proxy["command"].index("-c") + 1])
    source = Path(mounted[0]) / configured.relative_to(mounted[1])
    assert source in checkout.files()


def test_every_service_is_read_only_and_without_rights() -> None:
    for service in SERVICES.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    for name in set(SERVICES) - {"proxy"}:
        assert set(SERVICES[name]["volumes"]) == {"data:/data"}


def test_the_job_is_a_command_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    words = SERVICES["refresh"]["command"]
    assert words[:3] == ["python", "-m", "etl"]
    monkeypatch.setattr(sys, "argv", words)
    assert commands._parser().parse_args(words[3:]).name == "refresh"
    told = SERVICES["refresh"]["environment"]
    assert {name for name in told if name.startswith("CAP_ALA_")} == {"CAP_ALA_STORE"}
