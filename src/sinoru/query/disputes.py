"""Conflicts with what they are about, wherever they are recorded: on a record, or as a record of their own.

A conflict is recorded once and shown at each record that it is about. Statements that claims make have their words,
speakers and evidence from the claims.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec
from msgspec.structs import replace

from sinoru.index.database import placeholders
from sinoru.index.fields import (
    CONFLICTS,
    STATEMENTS,
    SharedConflict,
    conflict_id,
    conflicts_in,
    date_of,
    title_of,
)
from sinoru.index.index import ANY_RELATION, Index, LinkFilter, Scope, read_body
from sinoru.model.records import Claim, Conflict, ConflictRecord, Record, Statement, Subject
from sinoru.query.answers import Ref
from sinoru.query.fetch import by_ids, chunks_of, load, refs_of
from sinoru.query.select import first_numbers, tally_of, terms_of
from sinoru.query.verdicts import standings

if TYPE_CHECKING:
    from sinoru.query.analysis_answers import ConflictAnswer, StatementBy

R = TypeVar("R", bound=Record)

_MOST = 1000
"""Conflicts that are read for each of some records."""
_QUESTIONS = {
    "date": "When?",
    "born": "Date of birth?",
    "died": "Date of death?",
    "range": "Which dates?",
    "order": "Which dates?",
    "offices": "Which office?",
    "org": "Which organisation?",
    "name": "Which name?",
    "figure": "Which figure?",
    "count": "How many?",
    "kind": "Of what kind?",
    "status": "Which status?",
    "identity": "Which one is it?",
    "text": "What is right?",
}
"""What is in dispute, by field; of any other field, its name is the question."""


class Dispute(msgspec.Struct, frozen=True):
    """A conflict, and the record that it is recorded on: itself if it has a record of its own."""

    record: Record
    conflict: Conflict | ConflictRecord

    @property
    def id(self) -> str:
        """Return the id of the conflict."""
        return conflict_id(self.record, self.conflict)

    @property
    def about(self) -> tuple[str, ...]:
        """Return the ids of what it is about."""
        return self.conflict.about if isinstance(self.conflict, ConflictRecord) else (self.record.id,)


def disputes_in(record: Record) -> Iterator[Dispute]:
    """Yield the conflicts that are recorded on a record."""
    return (Dispute(record, conflict) for conflict in conflicts_in(record))


def find_conflicts_by_id(index: Index, ids: Iterable[str]) -> dict[str, Dispute]:
    """Return the conflicts with these ids: with records of their own, or on a record (`RECORD:FIELD`)."""
    asked = dict.fromkeys(ids)
    found: dict[str, Dispute] = {}
    for chunk in chunks_of([*dict.fromkeys(one for id_ in asked for one in (id_, id_.rpartition(":")[0]))]):
        query = f"SELECT kind, body FROM record WHERE id IN ({placeholders(chunk)}) ORDER BY file, line"
        for kind, body in index.rows(query, chunk):
            for dispute in disputes_in(read_body(kind, body)):
                if dispute.id in asked:
                    found.setdefault(dispute.id, dispute)
    return found


def conflicts_about(index: Index, ids: Sequence[str]) -> Scope | None:
    """Return the scope of the conflicts with records of their own that are about these records.

    Of claims, also those in which they make statements. Return None if no conflict can be about them.
    """
    if not ids or not tally_of(index, CONFLICTS).get(ANY_RELATION, {}).get(ConflictRecord.KIND):
        return None
    terms = tuple(terms_of(index, ids).values())
    links = (LinkFilter(terms, ("about", *STATEMENTS)),)
    return Scope(kinds=(ConflictRecord.KIND,), links=links) if terms else None


def asked_in(field: str) -> str:
    """Return the question that a field asks, as `When?`."""
    return _QUESTIONS.get(field, f"{field[:1].upper()}{field[1:]}?" if field else "What is right?")


def with_conflicts(index: Index, records: Sequence[R]) -> list[R]:
    """Return the records with all conflicts about them, and with what claims say in these; conflicts likewise."""
    shared = _shared_conflicts(index, records)
    complete = [(*conflicts_in(record), *shared.get(record.id, ())) for record in records]
    claims = _claims_in(index, (conflict for conflicts in complete for conflict in conflicts))
    return [
        _with(record, tuple(_told(conflict, claims) for conflict in conflicts))
        for record, conflicts in zip(records, complete, strict=True)
    ]


def _with(record: R, conflicts: tuple[Any, ...]) -> R:
    """Return a record with these conflicts; a conflict is the only one on itself."""
    if isinstance(record, ConflictRecord):
        (own,) = conflicts
        return cast("R", own)
    return record if conflicts == record.conflicts else replace(record, conflicts=conflicts)


def _shared_conflicts(index: Index, records: Sequence[Record]) -> dict[str, list[SharedConflict]]:
    """Return the conflicts that have records of their own, by the ids of the records that they are about."""
    scope = conflicts_about(index, [record.id for record in records if isinstance(record, Subject)])
    if scope is None:
        return {}
    found: dict[str, list[SharedConflict]] = {}
    for _, _, _, record in load(index, first_numbers(index, scope, _MOST * len(records))):
        values = {name: getattr(record, name) for name in Conflict.__struct_fields__ if name != "key"}
        shared = SharedConflict(id=record.id, **values)
        for id_ in dict.fromkeys((*record.about, *(said.claim for said in record.statements))):
            found.setdefault(id_, []).append(shared)
    return found


def _claims_in(index: Index, conflicts: Iterable[Conflict | ConflictRecord]) -> dict[str, Claim]:
    """Return the claims that make statements in conflicts, by id."""
    ids = [said.claim for conflict in conflicts for said in conflict.statements if said.claim]
    return {one.id: one for one in cast("list[Claim]", by_ids(index, Claim.KIND, ids))} if ids else {}


def _told(conflict: Any, claims: Mapping[str, Claim]) -> Any:
    """Return a conflict with the words, speakers and evidence of claims in the statements that these make."""
    if not any(said.claim for said in conflict.statements):
        return conflict
    said = tuple(_said(one, claims.get(one.claim)) for one in conflict.statements)
    return replace(conflict, statements=said)


def _said(statement: Statement, claim: Claim | None) -> Statement:
    if claim is None:
        return replace(statement, value=statement.value or statement.claim)
    return replace(
        statement,
        value=statement.value or claim.text,
        by=statement.by or claim.by,
        certainty=statement.certainty if statement.certainty != "stated" else claim.certainty,
        evidence=tuple(dict.fromkeys((*statement.evidence, *claim.evidence))),
    )


def conflict_answers(index: Index, disputes: Sequence[Dispute]) -> "tuple[ConflictAnswer, ...]":
    """Return the answers, with the names of those who make the statements and of what they are about."""
    from sinoru.query.credits import authors_of  # most records have no conflict

    claims = _claims_in(index, (dispute.conflict for dispute in disputes))
    told = [replace(dispute, conflict=_told(dispute.conflict, claims)) for dispute in disputes]
    statements = [statement for dispute in told for statement in dispute.conflict.statements]
    subjects = {dispute.id: _subjects(dispute) for dispute in told}
    refs = refs_of(index, [*(said.by for said in statements), *_all(subjects.values())])
    dates = _dates(index, _all(subjects.values()))
    sources = [evidence.source for statement in statements for evidence in statement.evidence]
    authors = authors_of(index, sources)
    return tuple(_answer(dispute, subjects[dispute.id], refs, authors, dates) for dispute in told)


def _all(groups: Iterable[Sequence[str]]) -> list[str]:
    return [one for group in groups for one in group]


def _subjects(dispute: Dispute) -> tuple[str, ...]:
    """Return the ids of what a conflict is about; one on a claim is about what the claim is about."""
    record = dispute.record
    return (isinstance(record, Claim) and record.about) or dispute.about


def _dates(index: Index, ids: Sequence[str]) -> dict[str, str]:
    """Return the date of each dated record, by id."""
    found: dict[str, str] = {}
    for kind in ("event", "claim", "source"):
        found |= {one.id: date for one in by_ids(index, kind, ids) if (date := date_of(one))}
    return found


def _answer(
    dispute: Dispute,
    about: Sequence[str],
    refs: Mapping[str, Ref],
    authors: Mapping[str, tuple[str, ...]],
    dates: Mapping[str, str],
) -> "ConflictAnswer":
    from sinoru.query.analysis_answers import ConflictAnswer  # most records have no conflict

    conflict, record = dispute.conflict, dispute.record
    names = [refs[id_].name for id_ in about if id_ in refs]
    asked = conflict.question or f"{asked_in(conflict.field)} {'; '.join(names) or title_of(record)}"
    return ConflictAnswer(
        id=dispute.id,
        question=asked,
        about=tuple(refs[id_] for id_ in about if id_ in refs),
        field=conflict.field,
        date=date_of(record) or min((dates[id_] for id_ in about if id_ in dates), default=""),
        statements=tuple(
            _statement_by(statement, stands, refs, authors)
            for statement, stands in zip(conflict.statements, standings(conflict), strict=True)
        ),
        state=conflict.state,
        why=conflict.why,
        evidence=conflict.evidence,
        record=record.id,
        kind=record.KIND,
    )


def _statement_by(
    statement: Statement,
    stands: bool | None,  # noqa: FBT001  one of three states
    refs: Mapping[str, Ref],
    authors: Mapping[str, tuple[str, ...]],
) -> "StatementBy":
    from sinoru.query.analysis_answers import StatementBy

    source_authors = (author for one in statement.evidence for author in authors.get(one.source, ()))
    return StatementBy(
        value=statement.value,
        by=refs.get(statement.by),
        authors=() if statement.by else tuple(dict.fromkeys(source_authors)),
        certainty=statement.certainty,
        evidence=statement.evidence,
        claim=statement.claim,
        stands=stands,
    )
