"""`import jsonl`: one object per line, or one JSON list of objects."""

from typing import Any

import msgspec

from sinoru.draft.answers import LeftOut, Rows
from sinoru.draft.tables import Record, rows_of
from sinoru.messages import clause
from sinoru.verify.copies import UnreadableCopy

MALFORMED = "JSON is malformed: "
"""How the decoder begins the reason of an error."""
MOST_LEVELS = 100
"""Levels of lists and objects within an object."""


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:
    """Return the rows of a file. Raises UnreadableCopy, WrongUsage."""
    records: list[tuple[int, Record]] = []
    left_out: list[LeftOut] = []
    for line, item in _read_items(text, left_out):
        if _is_nested(item, MOST_LEVELS):
            left_out.append(LeftOut(line, "", f"nested deeper than {MOST_LEVELS} levels"))
        elif isinstance(item, dict):
            records.append((line, item))
        else:
            left_out.append(LeftOut(line, str(item)[:200], "not an object with fields"))
    if not records and left_out:
        first = left_out[0]
        raise UnreadableCopy(path, f"is not a file of JSON objects: line {first.line} is {first.why}")
    rows = rows_of(records, columns)
    return Rows(rows.rows, (*left_out, *rows.left_out), rows.title)


def _is_nested(value: Any, levels: int) -> bool:
    """Return whether lists or objects are nested deeper than so many levels."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_is_nested(each, levels - 1) for each in inner)


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
                left_out.append(
                    LeftOut(number, line[:200], f"not JSON: {clause(str(error).removeprefix(MALFORMED))}")
                )
    return items
