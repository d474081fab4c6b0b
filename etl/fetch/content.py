"""Tells data from what pretends to be data: web pages, damaged or hostile archives, JSON refusals.

It reads files that are already on disk, in constant memory but for JSON, which is size-limited.
"""

from __future__ import annotations

import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from etl.fetch.errors import ContentError, PageError
from etl.fetch.settings import FetchSettings

_ARCHIVES = {".zip", ".xlsx"}
_PAGE_TYPES = {"text/html", "application/xhtml+xml"}
_HEAD = 4096
_REFUSALS = {"FAILED", "FAILURE", "ERROR"}


def check(path: Path, content_type: str | None, settings: FetchSettings, name: str) -> None:
    """Raise ContentError unless `path` holds what the suffix of `name` promises."""
    suffix = Path(name).suffix.lower()
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise ContentError("est vide")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = (content_type or "").partition(";")[0].strip().lower()
    is_archive = zipfile.is_zipfile(path) if head.startswith(b"PK\x03\x04") else False
    if text.startswith(b"<") or (declared in _PAGE_TYPES and not is_archive):
        raise PageError(f"est une page web{_title(head)} et non des données")
    if suffix in _ARCHIVES:
        if not head.startswith(b"PK"):
            raise ContentError(f"n'est pas une archive zip{_quoted_refusal(path, text, settings)}")
        _check_archive(path, settings)
    elif head.startswith((b"PK\x03\x04", b"\x1f\x8b")) or b"\x00" in head:
        raise ContentError(f"est un fichier binaire, un fichier {suffix} de texte était attendu")
    elif suffix == ".json":
        _check_json(path, settings)
    elif text.startswith(b"{"):
        refusal = _quoted_refusal(path, text, settings)
        raise ContentError(f"est du JSON, un fichier {suffix} était attendu{refusal}")


def _check_archive(path: Path, settings: FetchSettings) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            # The sizes come first: nothing is inflated before the sum is known to be bearable,
            # and zipfile never inflates a member beyond its declared size.
            _check_members(members, path.stat().st_size, settings)
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ContentError(f"est une archive zip tronquée ou abîmée ({error})") from error
    if damaged is not None:
        raise ContentError(f"est une archive zip abîmée (membre {damaged})")


def _check_members(members: list[zipfile.ZipInfo], packed: int, settings: FetchSettings) -> None:
    if not any(not member.is_dir() for member in members):
        raise ContentError("est une archive zip vide")
    if len(members) > settings.most_members:
        raise ContentError(
            f"contient {len(members)} membres, la limite est {settings.most_members} "
            "(CAP_ALA_FETCH_MOST_MEMBERS)"
        )
    for member in members:
        if not _is_harmless(member):
            raise ContentError(f"contient un membre au chemin interdit ({member.filename!r})")
    unpacked = sum(member.file_size for member in members)
    if unpacked > settings.largest_unpacked:
        raise ContentError(
            f"se décompresse en {unpacked} octets, la limite est {settings.largest_unpacked} "
            "(CAP_ALA_FETCH_LARGEST_UNPACKED)"
        )
    if unpacked > settings.largest_ratio * packed:
        raise ContentError(
            f"se décompresse en {unpacked / packed:.0f} fois sa taille, la limite est "
            f"{settings.largest_ratio:g} fois (CAP_ALA_FETCH_LARGEST_RATIO)"
        )


def _is_harmless(member: zipfile.ZipInfo) -> bool:
    """Whether a member stays inside the folder it would be unpacked in, on any system."""
    name = member.orig_filename
    return not (
        PurePosixPath(name).is_absolute()
        or ".." in PurePosixPath(name).parts
        or "\\" in name
        or re.match(r"[A-Za-z]:", name)
        or not name.isprintable()
        or stat.S_ISLNK(member.external_attr >> 16)
    )


def _check_json(path: Path, settings: FetchSettings) -> None:
    size = path.stat().st_size
    if size > settings.largest_json:
        raise ContentError(
            f"fait {size} octets de JSON, la limite est {settings.largest_json} "
            "(CAP_ALA_FETCH_LARGEST_JSON)"
        )
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ContentError(f"est du JSON tronqué ou abîmé ({error})") from error
    refusal = _refusal(document)
    if refusal is not None:
        raise ContentError(f"est un refus de l'éditeur (« {refusal} »)")


def _refusal(document: Any) -> str | None:
    """Return the publisher's words when a JSON document says failure, else None.

    Known forms: WDS `{"status": "FAILED", "object": why}`, alone or in a list; CKAN
    `{"success": false, "error": …}`; World Bank `[{"message": [{"value": why}]}]`.
    """
    answers: Iterable[Any] = document if isinstance(document, list) else [document]
    for answer in answers:
        if not isinstance(answer, dict):
            continue
        status = answer.get("status")
        failed = isinstance(status, str) and (
            status.upper() in _REFUSALS or ("object" in answer and status.upper() != "SUCCESS")
        )
        reported = isinstance(answer.get("message"), list)
        if failed or answer.get("success") is False or reported:
            why = answer.get("object") or answer.get("error") or answer.get("message") or status
            return re.sub(r"\s+", " ", why if isinstance(why, str) else json.dumps(why))[:200]
    return None


def _quoted_refusal(path: Path, text: bytes, settings: FetchSettings) -> str:
    """Return the refusal held in a file that should not have been JSON, in brackets, or ''."""
    if not text.startswith((b"{", b"[")) or path.stat().st_size > settings.largest_json:
        return ""
    try:
        refusal = _refusal(json.loads(path.read_bytes()))
    except (ValueError, RecursionError):
        return ""
    return f" (réponse : « {refusal} »)" if refusal else ""


def _title(head: bytes) -> str:
    found = re.search(rb"<title[^>]*>([^<]{1,120})", head, re.IGNORECASE)
    words = re.sub(r"\s+", " ", found[1].decode("utf-8", "replace")).strip() if found else ""
    return f" (« {words} »)" if words else ""
