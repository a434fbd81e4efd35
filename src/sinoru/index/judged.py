"""The verdicts that conflicts give to claims, in the table `judged` and in the links that `--verdict` reads.

A claim that makes a statement of a conflict takes its verdict from there, of several conflicts the worst one. Both
may be in different files, so the verdicts are settled once all records are written.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sinoru.index.driver import Connection
from sinoru.index.fields import CONFLICTS, REFUTED, UPHELD, conflict_id, conflicts_in, relation_of
from sinoru.index.index import ANY_RELATION, read_body
from sinoru.model.records import Claim, Record

_VERDICTS = {UPHELD: "supported", REFUTED: "contradicted"}
WORST_FIRST = ("contradicted", "disputed", "superseded", "partly", "supported")
"""The verdicts of which a claim with several has the first."""
_RELATION = "verdict"


class Judged(NamedTuple):
    """A claim whose verdict comes from a conflict."""

    record: int
    own: str
    """The verdict that the claim itself has in the file; empty without one."""
    verdict: str
    conflict: str
    """The id of the conflict that decides."""


def restore_own(connection: Connection, records: Collection[object] | None = None) -> None:
    """Restore the verdicts that claims have in the files; without `records`, those of all claims."""
    query = "SELECT record, own, verdict, conflict FROM judged"
    rows: list[Any] = connection.execute(query).fetchall()
    for judged in map(Judged._make, rows):
        if records is None or judged.record in records:
            _relink(connection, judged.record, judged.verdict, judged.own)
            connection.execute("DELETE FROM judged WHERE record = ?", (judged.record,))


def settle_verdicts(connection: Connection) -> None:
    """Set the verdict of each claim in a conflict to the one that follows from it."""
    restore_own(connection)
    for judged in list(_judged(connection)):
        connection.execute("INSERT INTO judged VALUES (?, ?, ?, ?)", judged)
        _relink(connection, judged.record, judged.own, judged.verdict)


def _judged(connection: Connection) -> Iterator[Judged]:
    query = "SELECT number, body FROM record WHERE id = ? AND +kind = 'claim'"
    for id_, (verdict, conflict) in sorted(_given(connection).items()):
        rows: list[Any] = connection.execute(query, (id_,)).fetchall()
        for number, body in rows:
            own = _own_verdict(read_body(Claim.KIND, body))
            is_worse = own in WORST_FIRST and _rank(own) < _rank(verdict)
            yield Judged(number, own, own if is_worse else verdict, conflict)


def _own_verdict(record: Record) -> str:
    return record.assessment.verdict if isinstance(record, Claim) and record.assessment else ""


def _given(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return the worst verdict that conflicts give to each claim, by its id, and the conflict that gives it."""
    found: dict[str, tuple[str, str]] = {}
    query = (
        "SELECT DISTINCT r.number, r.kind, r.body FROM term t JOIN link l ON l.target = t.number"
        " JOIN record r ON r.number = l.record WHERE t.id IN (?, ?) ORDER BY r.number"
    )
    for _, kind, body in connection.execute(query, (f"{CONFLICTS}:open", f"{CONFLICTS}:settled")):
        record = read_body(kind, body)
        for conflict in conflicts_in(record):
            if conflict.state == "reconciled":
                continue
            for said in conflict.statements:
                verdict = _VERDICTS.get(relation_of(said, conflict.state), "disputed")
                if said.claim and (said.claim not in found or _rank(verdict) < _rank(found[said.claim][0])):
                    found[said.claim] = verdict, conflict_id(record, conflict)
    return found


def _rank(verdict: str) -> int:
    return WORST_FIRST.index(verdict)


def judged_links(links: Iterable[tuple[str, str]], own: str, verdict: str) -> list[tuple[str, str]]:
    """Return the links of a claim with the verdict that it takes from a conflict in place of its own."""
    return [
        *(link for link in links if link != (f"verdict:{own}", _RELATION)),
        (f"verdict:{verdict}", _RELATION),
    ]


def _relink(connection: Connection, record: int, old: str, new: str) -> None:
    """Make a claim one that `--verdict` finds by another verdict."""
    if old == new:
        return
    for verdict, change in ((old, -1), (new, 1)):
        if not verdict:
            continue
        connection.execute("INSERT OR IGNORE INTO term (id) VALUES (?)", (f"verdict:{verdict}",))
        term = connection.execute("SELECT number FROM term WHERE id = ?", (f"verdict:{verdict}",)).get
        link = term, Claim.KIND, record, _RELATION
        if change > 0:
            connection.execute("INSERT INTO link VALUES (?, ?, ?, ?)", link)
        else:
            connection.execute(
                "DELETE FROM link WHERE target = ? AND kind = ? AND record = ? AND how = ?", link
            )
        for how in (_RELATION, ANY_RELATION):
            connection.execute(
                "INSERT INTO tally VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET records = records + excluded.records",
                (term, Claim.KIND, how, change),
            )
        connection.execute("DELETE FROM tally WHERE target = ? AND records = 0", (term,))
