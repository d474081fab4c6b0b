"""Turns columns of numbers into the codes that they stand for, in the words of DuckDB."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb


def decoded(
    con: duckdb.DuckDBPyConnection, number: str, codes: Sequence[object], type_: str
) -> str:
    """Return the expression of the code that `number`, a column, stands for: its place in `codes`.

    `type_` may be that of a closed list (`geography_code`): a contract then need not look every row
    up again. Where it is not declared, or lacks one of the codes, the code is `varchar`. For long
    lists of texts, `arrow_numbers.coded` is faster.
    """
    if type_.endswith("_code"):
        declared = con.execute(
            "select labels from duckdb_types() where type_name = $name", {"name": type_}
        ).fetchall()
        if not declared or not set(codes) <= set(declared[0][0]):
            type_ = "varchar"
    # Our own codes, for a list of constants, which takes no parameters.
    constants = ", ".join(f"'{code}'" for code in codes)
    return f"([{constants}]::{type_}[])[{number} + 1]"
