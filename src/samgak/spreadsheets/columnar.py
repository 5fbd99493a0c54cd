"""Rows out to Parquet, written by DuckDB: typed columns, small, read by every tool for data."""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

TEXT, INTEGER, DECIMAL, DATE, BOOLEAN = TYPES = ("text", "integer", "decimal", "date", "boolean")
# What DuckDB calls it; a column in which a filled cell doesn't fit stays text.
_CALLED = {INTEGER: "BIGINT", DECIMAL: "DOUBLE", DATE: "DATE", BOOLEAN: "BOOLEAN"}


def parquet(
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[str | int | float | bool | None]],
    *,
    note: str = "",
) -> bytes:
    """A Parquet file of named columns, each of a type of TYPES; None is a missing value.

    Names must differ in more than capital letters. A note stands among the metadata of the file,
    under the key `note`. Raises ValueError for no columns.
    """
    if not columns:
        raise ValueError("no columns")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        with source.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
            for row in rows:
                # A missing value and an empty text are told apart by a letter in front.
                writer.writerow(["" if cell is None else f"={_plain(cell)}" for cell in row])
        with duckdb.connect() as connection:
            _load(connection, len(columns), source)
            chosen = ", ".join(
                _column(connection, at, name, kind) for at, (name, kind) in enumerate(columns)
            )
            where = _quoted(str(target), sign=chr(39))
            said = f", KV_METADATA {{note: {_quoted(note, sign=chr(39))}}}" if note else ""
            connection.execute(
                f"COPY (SELECT {chosen} FROM cells) TO {where} (FORMAT parquet{said})"  # noqa: S608
            )
        return target.read_bytes()


def _load(connection: duckdb.DuckDBPyConnection, width: int, source: Path) -> None:
    names = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(width))
    parts = ", ".join(
        f"CASE WHEN c{at} = '' THEN NULL ELSE substr(c{at}, 2) END AS c{at}" for at in range(width)
    )
    connection.execute(
        f"CREATE TABLE cells AS SELECT {parts} FROM read_csv(?, header = false, delim = ',',"  # noqa: S608
        f" quote = '\"', escape = '\"', parallel = false, columns = {{{names}}}, auto_detect = false)",
        [str(source)],
    )


def _column(connection: duckdb.DuckDBPyConnection, at: int, name: str, kind: str) -> str:
    called = _CALLED.get(kind)
    if called:
        unfit = f"SELECT count(*) FROM cells WHERE c{at} IS NOT NULL AND TRY_CAST(c{at} AS {called}) IS NULL"  # noqa: S608
        [count] = connection.execute(unfit).fetchone() or [1]
        if not count:
            return f"CAST(c{at} AS {called}) AS {_quoted(name)}"
    return f"c{at} AS {_quoted(name)}"


def _plain(cell: str | int | float | bool) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _quoted(name: str, *, sign: str = '"') -> str:
    return sign + name.replace("\x00", "").replace(sign, sign * 2) + sign
