"""Whole-column text operations that the file writers share; they know no file format."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.large_string()

# A spreadsheet takes a text that starts so for a formula (or hides what follows): CSV injection.
FORMULA_START = r"^(?:[=+@\t\r\n]|-(?s:.))"


def is_text(kind: pa.DataType) -> bool:
    """Whether values of this type are free text, the only ones that are ever neutralised."""
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def neutralised(texts: pa.Array) -> pa.Array:
    """Put an apostrophe before a leading = + - @ TAB CR LF; leave other texts, and a dash alone."""
    return pc.if_else(pc.match_substring_regex(texts, FORMULA_START), joined("'", texts), texts)


def joined(*parts: pa.Array | str, separator: str = "") -> pa.Array:
    """Join columns and constant texts row by row; a missing part makes the row missing."""
    arrays = [pa.scalar(part, TEXT) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*arrays, pa.scalar(separator, TEXT))


def by_distinct(values: pa.Array, write: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Apply `write` once per distinct value: codes and dates repeat by the thousand."""
    coded = values.dictionary_encode()
    return pc.take(write(coded.dictionary), coded.indices)


def as_bytes(lines: pa.Array) -> bytes:
    """The UTF-8 bytes of a column of texts set end to end, without a Python loop."""
    # They already lie end to end in Arrow's data buffer.
    _, ends, data = lines.buffers()
    if data is None:
        return b""
    offsets = np.frombuffer(ends, dtype=np.int64)
    start, stop = int(offsets[lines.offset]), int(offsets[lines.offset + len(lines)])
    return bytes(data.slice(start, stop - start))
