"""Locates and reads the code lists shipped as CSV beside this module; it interprets none."""

import csv
from pathlib import Path

_FOLDER = Path(__file__).parent


def path(name: str) -> Path:
    """Return the path of the list called `name` («partner»: partner.csv).

    FileNotFoundError when there is no such list.
    """
    found = _FOLDER / f"{name}.csv"
    if not found.is_file():
        raise FileNotFoundError(f"No code list «{name}»: {found} does not exist.")
    return found


def exists(name: str) -> bool:
    """Whether there is a list called `name`."""
    return (_FOLDER / f"{name}.csv").is_file()


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of the list called `name`, in file order; an empty cell is ''."""
    with path(name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))
