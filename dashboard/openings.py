"""Opens each build once, beside its readers, and says which one answers them."""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module

from dashboard import builds
from dashboard.builds import Build
from dashboard.unavailable import Unavailable
from dashboard.warehouse import Warehouse

SPARK = "CAP_ALA_SPARK"
SPARK_COMMAND = "pip install 'pyspark[connect]>=4.3' 'sqlglot>=30'"
# A build of full size takes seconds to open. Who reads when it is published waits for one of them,
# then goes on with the build before; who comes later waits for it, rather than see older figures.
_PATIENCE, _JUST_PUBLISHED = 1.0, 60.0
_KEPT = 2


@dataclass(frozen=True)
class _Opening:
    """A build on its way to be a warehouse, and when that began (s)."""

    opened: Future[Warehouse]
    began: float = field(default_factory=time.monotonic)

    @property
    def is_open(self) -> bool:
        """Whether it has come to its end, and well."""
        return self.opened.done() and not self.opened.exception()


_OPENERS = ThreadPoolExecutor(1, thread_name_prefix="opening")
_CHOOSING = threading.Lock()
_openings: OrderedDict[Build, _Opening] = OrderedDict()


def warehouse(source: Build) -> Warehouse:
    """Return the opened warehouse of a build; one per build, shared by all sessions. Unavailable
    when the build lacks a column that a query reads."""
    return _opening(source).opened.result()


def ready() -> Build:
    """Return the newest build, opened; or the one before it, while the newest opens just after it
    was published. Unavailable before the first, or when the newest cannot be read."""
    newest = builds.newest()
    before = _open_before(newest)
    opening = _opening(newest)
    if before is None or time.time() - newest.changed / 1e9 > _JUST_PUBLISHED:
        opening.opened.result()
        return newest
    try:
        opening.opened.result(max(0.0, opening.began + _PATIENCE - time.monotonic()))
    except TimeoutError:
        return before
    return newest


def _open_before(newest: Build) -> Build | None:
    """The build that answered before the newest, if it is open; one that is mended has none."""
    with _CHOOSING:
        others = [
            build
            for build, one in _openings.items()
            if one.is_open and build != newest and build.folder.parent == newest.folder.parent
        ]
    is_mended = any(build.build_id == newest.build_id for build in others)
    return None if is_mended or not others else others[-1]


def _opening(source: Build) -> _Opening:
    """The opening of a build, begun by whoever asks for it first; one that failed is begun anew."""
    with _CHOOSING:
        known = _openings.get(source)
        if known is None or (known.opened.done() and not known.is_open):
            _openings[source] = known = _Opening(_OPENERS.submit(_open, source))
        _openings.move_to_end(source)
        while len(_openings) > _KEPT:
            _openings.popitem(last=False)
        return known


def _open(source: Build) -> Warehouse:
    address = os.environ.get(SPARK)
    if not address:
        return Warehouse(source)
    try:
        # Heavy, and installed only where it is asked for.
        spark = import_module("dashboard.spark")
    except ImportError as error:
        raise Unavailable("no_spark", command=SPARK_COMMAND) from error
    opened: Warehouse = spark.SparkWarehouse(source, address)
    return opened


def forget() -> None:
    """Close what is open and forget what was read; for tests and after a repair."""
    with _CHOOSING:
        _openings.clear()
    builds.forget()
