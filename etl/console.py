"""Says on the terminal what the data commands do: bars for people, plain lines for logs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def say(line: str) -> None:
    """Write one step's line on standard error."""
    err.print(line, markup=False)


def fail(line: str) -> None:
    """Write the one sentence that ends a command that did not succeed."""
    err.print(line, style="bold red", markup=False)


def table(title: str, headings: list[str], rows: list[list[str]]) -> None:
    """Write a table on standard output; tab-separated lines when that is not a terminal."""
    if not out.is_terminal:
        for row in rows:
            out.print("\t".join(row), markup=False)
        return
    drawn = Table(*headings, title=title, title_justify="left")
    for row in rows:
        drawn.add_row(*row)
    out.print(drawn)


class Downloads:
    """The progress of downloads (etl.fetch.Progress): a bar per file, or a line where no terminal is."""

    def __init__(self, bars: Progress | None) -> None:
        self._bars = bars
        self._task: TaskID | None = None
        self._file = ""

    def begin(self, file: str, total: int | None, done: int) -> None:
        """A file's bytes start to arrive, after the `done` that are already here."""
        if self._bars is None:
            say(f"{file} : téléchargement" + (f" (reprise à {done} octets)" if done else ""))
        elif self._task is not None and self._file == file:
            self._bars.update(self._task, total=total, completed=done)
        else:
            self._file = file
            self._task = self._bars.add_task(file, total=total, completed=done)

    def advance(self, count: int) -> None:
        """`count` more bytes arrived."""
        if self._bars is not None and self._task is not None:
            self._bars.advance(self._task, count)

    def note(self, sentence: str) -> None:
        """Something worth a line happened."""
        say(sentence)


@contextmanager
def downloads() -> Iterator[Downloads]:
    """Give the progress of a series of downloads."""
    if not err.is_terminal:
        yield Downloads(None)
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=err,
    ) as bars:
        yield Downloads(bars)
