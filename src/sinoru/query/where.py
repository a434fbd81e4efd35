"""Where a record stands in the files of a corpus."""

import os
from typing import NamedTuple

from sinoru.index.index import Index
from sinoru.model.errors import UnknownId
from sinoru.query.show import in_corpora, nearest_ids


class Standing(NamedTuple):
    """A file of the corpus, and the line (1-based) that a record begins in."""

    path: str
    line: int


def where_is(index: Index, record_id: str) -> Standing:
    """Find the record with this id. Raises UnknownId with the nearest ids."""
    query = (
        "SELECT f.path, r.line FROM record r JOIN file f ON f.number = r.file"
        " WHERE r.id = ? ORDER BY r.file, r.line LIMIT 1"
    )
    row = next(index.rows(query, (record_id,)), None)
    if row is None:
        raise UnknownId(record_id, nearest_ids(index, record_id))
    path, line = row
    return Standing(os.fsdecode(path), line)


def files_with(index: Index, kind: str) -> list[str]:
    """Give the files that hold records of a kind, those with most of them first."""
    query = (
        "SELECT f.path FROM record r JOIN file f ON f.number = r.file WHERE r.kind = ?"
        " GROUP BY f.number ORDER BY count(*) DESC, f.path"
    )
    return [os.fsdecode(path) for (path,) in index.rows(query, (kind,))]


def is_taken(index: Index, record_id: str) -> bool:
    """Tell whether a record has this id."""
    return index.value("SELECT 1 FROM record WHERE id = ?", (record_id,)) is not None


def ids_meant(index: Index, text: str) -> list[str]:
    """Give the ids that a typed one means: itself, or those of several corpora that it clashes in (`corpus:id`)."""
    return [text] if is_taken(index, text) else in_corpora(index, text) or [text]
