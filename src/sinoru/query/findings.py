"""What rules find in a corpus that looks wrong, though a curator may know better: ready-made conflicts.

The rules (conflict_rules/) read the index, begin with the flags that it gives to records (index/fields.py), and so
need not read the others. What a curator has recorded as a conflict is not found again.
"""

from collections.abc import Iterable, Iterator

import msgspec

from sinoru.index.index import Index, read_body
from sinoru.model.records import Conflict, Record, Statement
from sinoru.query.disputes import with_conflicts

Citation = tuple[str, str]
"""A source's id and a locator in it."""
_SHORT_WORD = 3
"""The greatest length of words such as `of` and `the`."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements of a corpus that do not go together, on a field of a record."""

    key: str
    """Added to the record's id, it forms the id of the conflict."""
    record: Record
    field: str
    statements: tuple[Statement, ...]
    why: str = ""
    rule: str
    """The code of the rule that found it."""
    recorded_on: tuple[str, ...] = ()
    """Ids of further records on which a curator may have recorded the same conflict."""


def is_recorded(index: Index, finding: Finding) -> bool:
    """Return whether a curator recorded the same conflict, on its record or on one of `recorded_on`."""
    records = with_conflicts(index, [finding.record, *_records_with_ids(index, finding.recorded_on)])
    return any(_is_same(conflict, finding) for record in records for conflict in record.conflicts)


def _is_same(conflict: Conflict, finding: Finding) -> bool:
    """Return whether both are about one field, cite a common passage, and dispute the same dates or words."""
    if conflict.field != finding.field or _passages(conflict.statements).isdisjoint(
        _passages(finding.statements)
    ):
        return False
    disputed = {statement.value for statement in finding.statements}
    if all(map(_is_date, disputed)):
        dates = {statement.value for statement in conflict.statements if _is_date(statement.value)}
        return not dates or disputed <= dates
    doubted = finding.statements[:1]
    passages = _passages(doubted)
    return not _words_citing(passages, conflict.statements).isdisjoint(_words_citing(passages, doubted))


def _is_date(text: str) -> bool:
    return text[:1].isdigit() and " " not in text


def _words_citing(passages: set[Citation], statements: Iterable[Statement]) -> set[str]:
    """Return the words of the statements that cite any of these passages, without those like `of` and `the`."""
    texts = (said.value for said in statements if not _passages((said,)).isdisjoint(passages))
    return {word for text in texts for word in text.casefold().split() if len(word) > _SHORT_WORD}


def _passages(statements: Iterable[Statement]) -> set[Citation]:
    return {(evidence.source, evidence.at) for statement in statements for evidence in statement.evidence}


def _records_with_ids(index: Index, ids: Iterable[str]) -> Iterator[Record]:
    query = "SELECT kind, body FROM record WHERE id = ? ORDER BY file, line"
    for id_ in ids:
        for kind, body in index.rows(query, (id_,)):
            yield read_body(kind, body)
