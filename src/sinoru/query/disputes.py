"""Conflicts as they are found, and the answers built from them.

A disputed claim conflicts with the claims that contradict it. Each pair of claims is reported once: under the one
that other sources do not support, otherwise under the first by id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

import msgspec

from sinoru.index.fields import date_of, is_rebutted, title_of, verdict_on
from sinoru.index.index import Index, Scope, read_body
from sinoru.model.records import Claim, Conflict, Evidence, Record, Statement
from sinoru.query.analysis_answers import ConflictAnswer, StatementBy
from sinoru.query.answers import Ref
from sinoru.query.assemble import authors_of
from sinoru.query.fetch import by_ids, ids_of, refs_of
from sinoru.query.select import first_numbers, links_to
from sinoru.query.verdicts import Standings, standings

Citation = tuple[str, str]
"""A source's id and a locator in it."""
Opponents = dict[str, list[Claim]]
"""By a claim's id: the claims that it contradicts or that contradict it, by id."""
Known = dict[str, Claim]
"""Claims by id, each read once: of thousands that all contradict each other there are millions of pairs."""

_MOST_OPPONENTS = 20_000
"""Claims contradicting one claim that are read."""
_SHORT_WORD = 3
"""The greatest length of words such as `of` and `the`."""


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Statements that cannot all be true, with the record they are on."""

    key: str
    """Added to the record's id, it forms the id of the conflict."""
    record: Record
    on: str
    statements: tuple[Statement, ...]
    verdict: str = "open"
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    found_by: str = "data"
    claims: tuple[Claim, ...] = ()
    """The claims that make the first statements, in the same order."""
    standing: Standings = ()
    """Whether each statement is true; empty where the data does not say."""
    recorded_on: tuple[str, ...] = ()
    """Ids of further records on which a curator may have recorded the same conflict."""


def recorded(record: Record) -> Iterator[Dispute]:
    """Yield the conflicts that a curator recorded on a record."""
    seen: dict[str, int] = {}
    for conflict in record.conflicts:
        field = "-".join(conflict.on.split())
        seen[field] = number = seen.get(field, 0) + 1
        yield Dispute(
            key=field if number == 1 else f"{field}-{number}",
            record=record,
            on=conflict.on,
            statements=conflict.statements,
            verdict=conflict.verdict,
            why=conflict.why,
            evidence=conflict.evidence,
            standing=standings(record, conflict),
        )


def is_recorded(index: Index, dispute: Dispute) -> bool:
    """Return whether a curator recorded the same conflict, on its record or on one of `recorded_on`."""
    records = [dispute.record, *_records_with_ids(index, dispute.recorded_on)]
    return any(_is_same(conflict, dispute) for record in records for conflict in record.conflicts)


def _is_same(conflict: Conflict, dispute: Dispute) -> bool:
    """Return whether both are about one field, cite a common passage, and dispute the same dates or words."""
    if conflict.on != dispute.on or _passages(conflict.statements).isdisjoint(_passages(dispute.statements)):
        return False
    disputed = {statement.says for statement in dispute.statements}
    if all(map(_is_date, disputed)):
        dates = {statement.says for statement in conflict.statements if _is_date(statement.says)}
        return not dates or disputed <= dates
    doubted = dispute.statements[:1]
    passages = _passages(doubted)
    return not _words_citing(passages, conflict.statements).isdisjoint(_words_citing(passages, doubted))


def _is_date(text: str) -> bool:
    return text[:1].isdigit() and " " not in text


def _words_citing(passages: set[Citation], statements: Iterable[Statement]) -> set[str]:
    """Return the words of the statements that cite any of these passages, without those like `of` and `the`."""
    texts = (said.says for said in statements if not _passages((said,)).isdisjoint(passages))
    return {word for text in texts for word in text.casefold().split() if len(word) > _SHORT_WORD}


def _passages(statements: Iterable[Statement]) -> set[Citation]:
    return {(evidence.source, evidence.at) for statement in statements for evidence in statement.evidence}


def _records_with_ids(index: Index, ids: Iterable[str]) -> Iterator[Record]:
    query = "SELECT kind, body FROM record WHERE id = ? ORDER BY file, line"
    for id_ in ids:
        for kind, body in index.rows(query, (id_,)):
            yield read_body(kind, body)


def conflict_answers(index: Index, disputes: Sequence[Dispute]) -> tuple[ConflictAnswer, ...]:
    """Return the answers, with the names of those who make the statements and of what claims are about."""
    statements = [statement for dispute in disputes for statement in dispute.statements]
    speakers = (statement.by for statement in statements)
    refs = refs_of(index, [*speakers, *(id_ for dispute in disputes for id_ in _about(dispute.record))])
    sources = [evidence.source for statement in statements for evidence in statement.evidence]
    authors = authors_of(index, sources)
    answered: dict[int, StatementBy] = {}
    return tuple(_answer(dispute, refs, authors, answered) for dispute in disputes)


def _about(record: Record) -> tuple[str, ...]:
    return record.about if isinstance(record, Claim) else ()


def _answer(
    dispute: Dispute,
    refs: dict[str, Ref],
    authors: dict[str, tuple[str, ...]],
    answered: dict[int, StatementBy],
) -> ConflictAnswer:
    """Build the answer. `answered` caches statements by identity: one may appear in thousands of conflicts."""
    record = dispute.record
    claims = (*dispute.claims, *[None] * (len(dispute.statements) - len(dispute.claims)))
    standing = dispute.standing or (None,) * len(dispute.statements)
    return ConflictAnswer(
        id=f"{record.id}:{dispute.key}",
        record=record.id,
        kind=record.KIND,
        on=dispute.on,
        title=title_of(record),
        date=date_of(record),
        about=tuple(refs[id_] for id_ in _about(record) if id_ in refs),
        statements=tuple(
            answered.get(id(statement))
            or answered.setdefault(id(statement), _statement_by(statement, claim, stands, refs, authors))
            for statement, claim, stands in zip(dispute.statements, claims, standing, strict=True)
        ),
        verdict=dispute.verdict,
        why=dispute.why,
        evidence=dispute.evidence,
        found_by=dispute.found_by,
    )


def _statement_by(
    statement: Statement,
    claim: Claim | None,
    stands: bool | None,  # noqa: FBT001
    refs: dict[str, Ref],
    authors: dict[str, tuple[str, ...]],
) -> StatementBy:
    source_authors = (author for one in statement.evidence for author in authors.get(one.source, ()))
    return StatementBy(
        says=statement.says,
        by=refs.get(statement.by),
        authors=() if statement.by else tuple(dict.fromkeys(source_authors)),
        certainty=statement.certainty,
        evidence=statement.evidence,
        claim=claim.id if claim else "",
        assessment=claim.assessment if claim else None,
        stands=_claim_stands(claim) if claim else stands,
    )


def _claim_stands(claim: Claim) -> bool | None:
    verdict = claim.assessment.verdict if claim.assessment else ""
    return {"supported": True, "contradicted": False, "superseded": False}.get(verdict)


def disputes_of(index: Index, claims: Sequence[Claim], seen: set[str]) -> Iterator[Dispute]:
    """Yield the conflicts that these claims are in, except under claims in `seen`, and add their ids to it."""
    known: Known = {}
    opponents = _opponents(index, claims, known)
    disputed = {
        one.id: one for claim in claims for one in (claim, *opponents[claim.id]) if one.id not in seen
    }
    opponents |= _opponents(index, [one for id_, one in disputed.items() if id_ not in opponents], known)
    statements = {
        id_: Statement(says=one.text, by=one.by, certainty=one.certainty, evidence=one.evidence)
        for id_, one in (known | disputed).items()
    }
    for claim in disputed.values():
        seen.add(claim.id)
        yield from _dispute_under(claim, opponents[claim.id], statements)


def _dispute_under(
    claim: Claim, opponents: Sequence[Claim], statements: Mapping[str, Statement]
) -> Iterator[Dispute]:
    """Yield the conflict of a claim with those reported under it, or else with what other sources say, if any."""
    against = [other for other in opponents if _report_order(claim) < _report_order(other)]
    said = [statements[one.id] for one in (claim, *against)]
    assessment = claim.assessment
    if not against:
        if opponents or assessment is None or not is_rebutted(claim):
            return
        said.append(Statement(says=assessment.why, evidence=assessment.evidence))
    yield Dispute(
        key="claim",
        record=claim,
        on=claim.kind,
        statements=tuple(said),
        verdict=verdict_on(claim),
        why=assessment.why if assessment else "",
        evidence=assessment.evidence if assessment else (),
        claims=(claim, *against),
    )


def _report_order(claim: Claim) -> tuple[bool, str]:
    """Return a sort key: a conflict of two claims is reported under the first of them."""
    return not is_rebutted(claim), claim.id


def _opponents(index: Index, claims: Sequence[Claim], known: Known) -> Opponents:
    """Return the opponents of each of these claims, and add them to `known`."""
    numbers = {claim.id: _numbers_contradicting(index, claim.id) for claim in claims}
    ids = ids_of(index, sorted(set().union(*numbers.values())))
    others = {
        claim.id: {*claim.contradicts, *(ids[number] for number in numbers[claim.id])} - {claim.id}
        for claim in claims
    }
    new = sorted(set().union(*others.values()) - known.keys())
    known |= {one.id: one for one in cast("list[Claim]", by_ids(index, "claim", new))}
    return {id_: [known[other] for other in sorted(ones) if other in known] for id_, ones in others.items()}


def _numbers_contradicting(index: Index, id_: str) -> list[int]:
    """Return the numbers of the claims that are recorded as contradicting this one."""
    scope = Scope(kinds=("claim",), links=(links_to(index, id_, "contradicts"),))
    return first_numbers(index, scope, _MOST_OPPONENTS)
