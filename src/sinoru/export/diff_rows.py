"""Differences of two states as rows: one for each record that came or went, and for each field that changed."""

from collections.abc import Iterator
from typing import Any

from sinoru.edit.difference import Difference

Row = tuple[str, ...]

DIFFERENCES: Row = ("change", "kind", "id", "title", "path", "field", "old", "new")


def diff_rows(answer: Difference) -> Iterator[Row]:
    """Give the rows in order of kind and id."""
    for change in answer.changes:
        about = (change.how, change.kind, change.id, change.title, change.path)
        for field in change.fields:
            yield (*about, field.field, _words(field.old), _words(field.new))
        if not change.fields:
            yield (*about, "", "", "")


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(_words, value))
    return "" if value is None else str(value)
