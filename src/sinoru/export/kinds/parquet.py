"""The records that the filters choose as one table (Apache Parquet), with lists and mappings as they are.

Written in groups of rows, so that memory stays flat.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from sinoru.dates.edtf import parse_edtf
from sinoru.export.kinds.parquet_schema import SCHEMA
from sinoru.export.shapes import claim, event, record
from sinoru.index.fields import date_of
from sinoru.model.records import Record
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.selection import Selection

ROWS = 10_000
"""In a row group: what a reader can take or leave, and what is in memory at a time."""
_LAST_DAY = 2**31
"""Days from 1970 that a date of Parquet does not reach."""

Row = dict[str, Any]


def write(selection: Selection, path: str) -> None:
    """Fill the file at `path`."""
    title = selection.corpus().title
    schema = SCHEMA.with_metadata({"title": title}) if title else SCHEMA
    rows = map(_row, selection.chosen())
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while some := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))


def _row(answer: EventAnswer | ClaimAnswer | Record) -> Row:
    if isinstance(answer, EventAnswer):
        row, one = event(answer) | {"part_of": answer.event.part_of}, _dated(answer.event)
    elif isinstance(answer, ClaimAnswer):
        row, one = claim(answer) | {"title": answer.claim.text}, _dated(answer.claim)
        if figure := answer.claim.figure:
            row["figure"] = row["figure"] | {"number": float(figure.value)}
    else:
        row, one = record(answer), _dated(answer)
        row |= {"title": row.get("title") or row["name"]}
        row |= {name: float(row[name]) if row.get(name) else None for name in ("lat", "lon")}
    return dict(_known(row | one))


def _dated(one: Record) -> Row:
    date = date_of(one)
    when = parse_edtf(date) if date else None
    return {
        "record": one.KIND,
        "date": date,
        "first_day": _day(when.earliest) if when else None,
        "last_day": _day(when.latest) if when else None,
        "is_approximate": when.approximate if when else None,
        "is_uncertain": when.uncertain if when else None,
    }


def _day(day: int | None) -> int | None:
    return None if day is None or abs(day) >= _LAST_DAY else day


def _known(row: Row) -> Iterator[tuple[str, Any]]:
    """Give the fields with null for an empty text, as tables have it."""
    for name, value in row.items():
        yield name, (None if value == "" else value)
