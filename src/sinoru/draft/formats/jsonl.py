"""`import jsonl`: one object per line, or one JSON list of objects."""

from typing import Any

import msgspec

from sinoru.draft.answers import LeftOut, Rows
from sinoru.draft.tables import Record, rows_of
from sinoru.verify.copies import UnreadableCopy


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:
    """Return the rows of a file. Raises UnreadableCopy, WrongUsage."""
    records: list[tuple[int, Record]] = []
    left_out: list[LeftOut] = []
    for line, item in _read_items(text, left_out):
        if isinstance(item, dict):
            records.append((line, item))
        else:
            left_out.append(LeftOut(line, str(item)[:200], "is no object with fields"))
    if not records and left_out:
        raise UnreadableCopy(path, f"line {left_out[0].line} {left_out[0].why}")
    rows = rows_of(records, columns)
    return Rows(rows.rows, (*left_out, *rows.left_out), rows.title)


def _read_items(text: str, left_out: list[LeftOut]) -> list[tuple[int, Any]]:
    if text.lstrip().startswith("["):
        try:
            document = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            document = None
        if isinstance(document, list):
            return list(enumerate(document, 1))
    items: list[tuple[int, Any]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                items.append((number, msgspec.json.decode(line)))
            except (msgspec.DecodeError, RecursionError) as error:
                left_out.append(LeftOut(number, line[:200], f"is no JSON: {error}"))
    return items
