"""The locks: exact, hashed, complete, and free of any host."""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import checkout

LOCKS = ("requirements", "requirements-dev", "requirements-scale")


def locked(name: str) -> dict[str, list[str]]:
    """Return each requirement of a lock with its hashes; the same name twice stands for two Pythons."""
    joined = checkout.text(Path(f"{name}.txt")).replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in joined.splitlines():
        if line and not line.lstrip().startswith("#"):
            requirement, *hashes = re.split(r"\s+--hash=", line.strip())
            found[requirement.strip()] = hashes
    return found


def asked(name: str) -> list[tuple[str, str]]:
    """Return each requirement of an .in file with the reason beside it."""
    lines = checkout.text(Path(f"{name}.in")).splitlines()
    kept = [line for line in lines if line and not line.startswith(("#", "-"))]
    return [(line.partition("#")[0].strip(), line.partition("#")[2].strip()) for line in kept]


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_exact_and_hashed(name: str) -> None:
    assert locked(name)
    for requirement, hashes in locked(name).items():
        assert "==" in requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes)
        assert hashes, f"{requirement} has no hash"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    assert not re.findall(
        r"https?://\S+|file:\S+|^-.*", checkout.text(Path(f"{name}.txt")), re.MULTILINE
    )


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_what_is_asked(name: str) -> None:
    """`make lock` was run after the last change of the .in file."""
    versions: dict[str, list[str]] = {}
    for line in locked(name):
        requirement = Requirement(line)
        versions.setdefault(canonicalize_name(requirement.name), []).append(
            str(requirement.specifier).removeprefix("==")
        )
    for line, _reason in asked(name):
        wanted = Requirement(line)
        held = versions.get(canonicalize_name(wanted.name), [])
        assert held, f"{wanted.name} is not in {name}.txt: run `make lock`"
        assert all(wanted.specifier.contains(v) for v in held), (
            f"{wanted} against {held}: run `make lock`"
        )


@pytest.mark.parametrize("name", LOCKS[1:])
def test_tests_run_on_the_versions_that_readers_get(name: str) -> None:
    assert set(locked("requirements")) <= set(locked(name))


def test_what_two_locks_share_is_of_one_version() -> None:
    """Both are installed into one environment where a developer runs both commands."""
    dev, scale = (
        {line.partition("==")[0]: line for line in locked(name) if ";" not in line}
        for name in LOCKS[1:]
    )
    assert {name: line for name, line in dev.items() if scale.get(name, line) != line} == {}
    assert set(dev) & set(scale)


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_has_its_reason(name: str) -> None:
    assert [line for line, reason in asked(name) if not reason] == []


def test_what_is_imported_is_asked_for() -> None:
    """A package that only comes along with another one may leave with it."""
    # What serves beyond one machine is optional: dashboard/openings.py says so when it is missing.
    listed = asked("requirements") + asked("requirements-scale")
    known = {canonicalize_name(Requirement(line).name) for line, _reason in listed}
    owners = packages_distributions()
    ours = {"app", "dashboard", "etl", "pages"} | set(sys.stdlib_module_names)
    undeclared = {
        f"{path}: {name}"
        for path in checkout.under("app.py", "dashboard", "etl", "pages")
        for name in (full.partition(".")[0] for full in checkout.imports(path))
        if name not in ours and not known & {canonicalize_name(d) for d in owners.get(name, [name])}
    }
    assert not undeclared, "add these to requirements.in and run `make lock`"
