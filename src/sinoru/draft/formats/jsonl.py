"""`import jsonl`: an object a line, or one JSON list of objects."""

from typing import Any

import msgspec

from sinoru.draft.answers import LeftOut, Rows
from sinoru.draft.tables import Record, rows_of
from sinoru.verify.copies import UnreadableCopy


def read_rows(text: str, path: str, given: dict[str, str]) -> Rows:
    """Return the rows of a file. Raises UnreadableCopy, WrongUsage."""
    records: list[tuple[int, Record]] = []
    left_out: list[LeftOut] = []
    for line, item in _items(text, left_out):
        if isinstance(item, dict):
            records.append((line, item))
        else:
            left_out.append(LeftOut(line, str(item)[:200], "is no object with fields"))
    if not records and left_out:
        raise UnreadableCopy(path, f"line {left_out[0].line} {left_out[0].why}")
    rows = rows_of(records, given)
    return Rows(rows.rows, (*left_out, *rows.left_out), rows.title)


def _items(text: str, left_out: list[LeftOut]) -> list[tuple[int, Any]]:
    if text.lstrip().startswith("["):
        try:
            whole = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            whole = None
        if isinstance(whole, list):
            return [(place, item) for place, item in enumerate(whole, 1)]
    items: list[tuple[int, Any]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                items.append((number, msgspec.json.decode(line)))
            except (msgspec.DecodeError, RecursionError) as error:
                left_out.append(LeftOut(number, line[:200], f"is no JSON: {error}"))
    return items
