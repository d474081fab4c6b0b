"""What readers install is free to use and to pass on: every licence is of a list, read from the packages."""

from __future__ import annotations

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from tests.repository.test_locks import locked

# SPDX names, and what older packages write for them. All allow use, change and distribution, and
# ask at most that changes to their own files stay open (MPL).
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU",
    "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
WRITTEN = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


def here() -> list[str]:
    """The packages of the lock that this Python and system install."""
    wanted = (Requirement(line) for line in locked("requirements"))
    return sorted({one.name for one in wanted if one.marker is None or one.marker.evaluate()})


def licences(package: str) -> set[str]:
    """What a package says of itself, in SPDX names: its expression, else its classifiers, else its field."""
    said = metadata.metadata(package)
    classified = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or []
        if line.startswith("License :: OSI Approved :: ")
    ]
    expression = said.get("License-Expression")
    if expression:
        return set(re.split(r"[()\s]+|\bAND\b|\bOR\b", expression)) - {""}
    found = classified or [(said.get("License") or "").strip()]
    return {WRITTEN.get(name, name) for name in found}


@pytest.mark.parametrize("package", here())
def test_a_licence_is_one_of_the_list(package: str) -> None:
    found = licences(package)
    assert found, f"{package} names no licence"
    assert found <= ALLOWED, f"{package}: {sorted(found - ALLOWED)}; is it free to use and pass on?"


def test_the_lock_is_what_is_examined() -> None:
    assert len(here()) > 40
    assert {"streamlit", "duckdb", "authlib"} <= set(here())


@pytest.mark.parametrize("foreign", ["GPL-3.0-or-later", "AGPL-3.0-only", "Proprietary", ""])
def test_another_licence_would_be_refused(foreign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = metadata.metadata("streamlit")
    del said["License-Expression"]
    said["License"] = foreign
    monkeypatch.setattr(metadata, "metadata", lambda _name: said)
    assert not licences("streamlit") <= ALLOWED
