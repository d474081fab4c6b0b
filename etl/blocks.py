"""Reads a long file block by block: side by side, in order, into columns that grow."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Given = TypeVar("Given")
Made = TypeVar("Made")
Block = dict[str, npt.NDArray[Any]]  # by column; all of one length


def in_order(
    work: Callable[[Given], Made],
    given: Iterable[Given],
    *,
    workers: int = min(4, os.cpu_count() or 1),
) -> Generator[Made, None, None]:
    """Yield `work` of each thing given, in their order, while the next ones are worked on.

    What `work` raises is raised when its turn comes.
    """
    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="blocks") as pool:
        for one in given:
            waiting.append(pool.submit(work, one))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    pa.default_memory_pool().release_unused()


class Columns:
    """Blocks joined end to end. Each is let go at once: kept until the last, they would leave the
    memory in pieces, of which nothing is given back."""

    def __init__(self) -> None:
        self._held: dict[str, bytearray] = defaultdict(bytearray)
        self._types: dict[str, npt.DTypeLike] = {}

    def add(self, block: Block) -> None:
        """Put a block's rows after those held."""
        for name, values in block.items():
            self._held[name] += values.data
            self._types[name] = values.dtype

    def take(self) -> Block:
        """Return all rows held, and hold none."""
        joined: Block = {
            name: np.frombuffer(held, self._types[name]) for name, held in self._held.items()
        }
        self._held.clear()
        return joined
