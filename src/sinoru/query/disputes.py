"""A conflict as it is found, and the answer made of it.

Claims that cannot all be true: each that is disputed, against those that contradict it.

Two claims are set against each other once: under the one that other sources do not bear out, else under the
first by id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

import msgspec

from sinoru.index.fields import date_of, is_rebutted, title_of, verdict_on
from sinoru.index.index import Index, Scope, read_body
from sinoru.model.records import Claim, Conflict, Evidence, Record, Statement
from sinoru.query.analyses import ConflictAnswer, StatementBy
from sinoru.query.answers import Ref
from sinoru.query.assemble import authors_of, by_ids, refs_of
from sinoru.query.select import first_numbers, links_to

Citation = tuple[str, str]
"""A source's id and a locator in it."""
_SHORT = 3
"""Letters that words such as `of` and `the` have at most."""


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Statements that cannot all be true, with the record they are on."""

    key: str
    """Makes the id, together with the record's."""
    record: Record
    on: str
    statements: tuple[Statement, ...]
    verdict: str = "open"
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    found_by: str = "data"
    claims: tuple[Claim, ...] = ()
    """The claims that make the first statements, in their order."""
    recorded_on: tuple[str, ...] = ()
    """Ids of further records on which a curator may have put the same conflict down."""


def recorded(record: Record) -> Iterator[Dispute]:
    """Yield the conflicts that a record itself has."""
    seen: dict[str, int] = {}
    for conflict in record.conflicts:
        field = "-".join(conflict.on.split())
        seen[field] = number = seen.get(field, 0) + 1
        yield _recorded(record, conflict, field if number == 1 else f"{field}-{number}")


def _recorded(record: Record, conflict: Conflict, key: str) -> Dispute:
    return Dispute(
        key=key,
        record=record,
        on=conflict.on,
        statements=conflict.statements,
        verdict=conflict.verdict,
        why=conflict.why,
        evidence=conflict.evidence,
    )


def is_recorded(index: Index, dispute: Dispute) -> bool:
    """Return whether a curator has put the same down, on the record or on one that the dispute names."""
    records = [dispute.record, *_records(index, dispute.recorded_on)]
    return any(_is_same(conflict, dispute) for record in records for conflict in record.conflicts)


def _is_same(conflict: Conflict, dispute: Dispute) -> bool:
    """Return whether both are about one field, cite one passage, and dispute the same dates or words."""
    if conflict.on != dispute.on or _passages(conflict.statements).isdisjoint(_passages(dispute.statements)):
        return False
    disputed = _values(dispute.statements)
    if all(map(_is_date, disputed)):
        dates = set(filter(_is_date, _values(conflict.statements)))
        return not dates or disputed <= dates
    doubted = dispute.statements[:1]
    places = _passages(doubted)
    return not _words_at(places, conflict.statements).isdisjoint(_words_at(places, doubted))


def _values(statements: Iterable[Statement]) -> set[str]:
    return {said.says for said in statements}


def _is_date(text: str) -> bool:
    return text[:1].isdigit() and " " not in text


def _words_at(places: set[Citation], statements: Iterable[Statement]) -> set[str]:
    """Return the words of the statements that rest on these passages, without those like `of` and `the`."""
    says = (said.says for said in statements if not _passages((said,)).isdisjoint(places))
    return {word for text in says for word in text.casefold().split() if len(word) > _SHORT}


def _records(index: Index, ids: Iterable[str]) -> Iterator[Record]:
    for id_ in ids:
        for kind, body in index.rows(
            "SELECT kind, body FROM record WHERE id = ? ORDER BY file, line", (id_,)
        ):
            yield read_body(kind, body)


def _passages(statements: Iterable[Statement]) -> set[Citation]:
    return {(one.source, one.at) for said in statements for one in said.evidence}


def conflict_answers(index: Index, disputes: Sequence[Dispute]) -> tuple[ConflictAnswer, ...]:
    """Return the answers with the names of all who speak and all that is spoken of."""
    statements = [said for dispute in disputes for said in dispute.statements]
    refs = refs_of(
        index,
        [*(said.by for said in statements), *(id_ for one in disputes for id_ in _about(one.record))],
    )
    authors = authors_of(index, [one.source for said in statements for one in said.evidence])
    said: dict[int, StatementBy] = {}
    return tuple(_answer(dispute, refs, authors, said) for dispute in disputes)


def _about(record: Record) -> tuple[str, ...]:
    return record.about if isinstance(record, Claim) else ()


def _answer(
    dispute: Dispute, refs: dict[str, Ref], authors: dict[str, tuple[str, ...]], said: dict[int, StatementBy]
) -> ConflictAnswer:
    """Make the answer. `said` holds what is made of each statement: one may stand in thousands of conflicts."""
    record = dispute.record
    claims = (*dispute.claims, *[None] * (len(dispute.statements) - len(dispute.claims)))
    return ConflictAnswer(
        id=f"{record.id}:{dispute.key}",
        record=record.id,
        kind=record.KIND,
        on=dispute.on,
        title=title_of(record),
        date=date_of(record),
        about=tuple(refs[id_] for id_ in _about(record) if id_ in refs),
        statements=tuple(
            said.get(id(statement)) or said.setdefault(id(statement), _said(statement, claim, refs, authors))
            for statement, claim in zip(dispute.statements, claims, strict=True)
        ),
        verdict=dispute.verdict,
        why=dispute.why,
        evidence=dispute.evidence,
        found_by=dispute.found_by,
    )


def _said(
    statement: Statement, claim: Claim | None, refs: dict[str, Ref], authors: dict[str, tuple[str, ...]]
) -> StatementBy:
    named = (author for one in statement.evidence for author in authors.get(one.source, ()))
    return StatementBy(
        says=statement.says,
        by=refs.get(statement.by),
        authors=() if statement.by else tuple(dict.fromkeys(named)),
        certainty=statement.certainty,
        evidence=statement.evidence,
        claim=claim.id if claim else "",
        assessment=claim.assessment if claim else None,
    )


_MOST = 20_000
"""Claims looked at that contradict one."""

Opponents = dict[str, list[Claim]]
"""By a claim's id: the claims that it contradicts or that contradict it, by id."""
Known = dict[str, Claim]
"""Claims by id, each read once: of thousands that all contradict each other there are millions of pairs."""


def disputes_of(index: Index, claims: Sequence[Claim], seen: set[str]) -> Iterator[Dispute]:
    """Yield the conflicts that these claims are in. `seen` has the ids of claims dealt with, and takes more."""
    known: Known = {}
    opponents = _opponents(index, claims, known)
    disputed = {
        one.id: one for claim in claims for one in (claim, *opponents[claim.id]) if one.id not in seen
    }
    further = _opponents(index, [one for id_, one in disputed.items() if id_ not in opponents], known)
    statements = {id_: _statement(one) for id_, one in (known | disputed).items()}
    for claim in disputed.values():
        seen.add(claim.id)
        yield from _dispute(claim, (opponents | further)[claim.id], statements)


def _dispute(
    claim: Claim, opponents: Sequence[Claim], statements: Mapping[str, Statement]
) -> Iterator[Dispute]:
    """Set a claim against those that belong under it; one that has none against what other sources say."""
    against = [other for other in opponents if _is_over(claim, other)]
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


def _is_over(claim: Claim, other: Claim) -> bool:
    """Tell under which of two claims their conflict is shown."""
    return (not is_rebutted(claim), claim.id) < (not is_rebutted(other), other.id)


def _statement(claim: Claim) -> Statement:
    return Statement(says=claim.text, by=claim.by, certainty=claim.certainty, evidence=claim.evidence)


def _opponents(index: Index, claims: Sequence[Claim], known: Known) -> Opponents:
    """Find who stands against each of these claims; `known` takes them."""
    naming = {claim.id: _naming(index, claim.id) for claim in claims}
    ids = _ids_at(index, sorted(set().union(*naming.values())))
    others = {
        claim.id: {*claim.contradicts, *(ids[number] for number in naming[claim.id])} - {claim.id}
        for claim in claims
    }
    new = sorted(set().union(*others.values()) - known.keys())
    known |= {one.id: one for one in cast("list[Claim]", by_ids(index, "claim", new))}
    return {id_: [known[other] for other in sorted(ones) if other in known] for id_, ones in others.items()}


def _naming(index: Index, id_: str) -> list[int]:
    """Return the numbers of the claims that say they contradict this one."""
    naming = Scope(kinds=("claim",), links=(links_to(index, id_, "contradicts"),))
    return first_numbers(index, naming, _MOST)


def _ids_at(index: Index, numbers: Sequence[int]) -> dict[int, str]:
    chosen, values = index.in_list("number", numbers)
    return dict(index.rows(f"SELECT number, id FROM record WHERE {chosen}", values))
