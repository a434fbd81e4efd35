"""What looks wrong in a corpus, though a curator may know better: two statements of it that do not go together.

The rules (discrepancies/) read the index, begin with the flags that it gives to records (index/fields.py), and so
need not read the others. What a curator has recorded as a conflict is not found again.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from sinoru.check.finding import Checked
from sinoru.index.index import Index, read_body
from sinoru.model.records import Conflict, ConflictRecord, Diagnostic, Record, Statement
from sinoru.query.analysis_answers import Unread
from sinoru.query.disputes import with_conflicts

Citation = tuple[str, str]
"""A source's id and a locator in it."""
_SHORT_WORD = 3
"""The greatest length of words such as `of` and `the`."""
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


class Discrepancy(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements of a corpus that do not go together, on a field of a record."""

    key: str
    """Added to the record's id, it forms the id of the conflict."""
    record: Record
    question: str
    """What a curator has to answer."""
    field: str
    statements: tuple[Statement, ...]
    why: str
    rule: str
    """The code of the rule that found it."""
    about: tuple[str, ...] = ()
    """Ids of the other records that it is about."""
    recorded_on: tuple[str, ...] = ()
    """Ids of further records on which a curator may have recorded it as a conflict."""

    @property
    def message(self) -> str:
        """Return what differs, in a line: the doubtful statement, then what it disagrees with."""
        doubtful, *others = (said.value for said in self.statements)
        return f"'{self.record.id}': {self.field} {doubtful}, but {'; '.join(others)}"

    def as_conflict(self) -> ConflictRecord:
        """Return the open conflict that records it; why it was found is its note."""
        return ConflictRecord(
            id=_NOT_IN_IDS.sub("-", f"{self.record.id}-{self.key}".casefold()).strip("-"),
            question=self.question,
            about=(self.record.id, *self.about),
            field=self.field,
            statements=self.statements,
            note=self.why,
        )


class Found(msgspec.Struct, frozen=True):
    """A discrepancy in a file, and the conflict that a curator can make of it."""

    fault: Diagnostic
    """Its rule, message and location; its severity is `note`."""
    conflict: ConflictRecord


class Discrepancies(msgspec.Struct, frozen=True):
    """The discrepancies in a corpus, by rule, and the rules that had too much to read."""

    found: tuple[Found, ...] = ()
    unread: tuple[Unread, ...] = ()


class CheckedWithFindings(Checked, frozen=True, kw_only=True):
    """The faults of the files that were checked, and what looks wrong in them but may be right."""

    findings: Discrepancies

    @property
    def reported(self) -> tuple[Diagnostic, ...]:
        """Return all that is listed: the faults, then the findings."""
        return (*self.diagnostics, *(one.fault for one in self.findings.found))


def with_findings(checked: Checked, findings: Discrepancies) -> CheckedWithFindings:
    """Return the result of a check with findings."""
    return CheckedWithFindings(**msgspec.structs.asdict(checked), findings=findings)


def is_recorded(index: Index, found: Discrepancy) -> bool:
    """Return whether a curator recorded it as a conflict, on any record that it is about or may be recorded on."""
    others = _records_with_ids(index, (*found.about, *found.recorded_on))
    records = with_conflicts(index, [found.record, *others])
    return any(_is_same(conflict, found) for record in records for conflict in record.conflicts)


def _is_same(conflict: Conflict, found: Discrepancy) -> bool:
    """Return whether both are about one field and the same statements.

    Those are the same values or, where both cite a common passage, the same dates or words.
    """
    if conflict.field != found.field:
        return False
    disputed = {statement.value for statement in found.statements}
    if disputed <= {statement.value for statement in conflict.statements}:
        return True
    if _passages(conflict.statements).isdisjoint(_passages(found.statements)):
        return False
    if all(map(_is_date, disputed)):
        dates = {statement.value for statement in conflict.statements if _is_date(statement.value)}
        return not dates or disputed <= dates
    doubted = found.statements[:1]
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
