"""Statements on one thing that cannot all be true: as curators recorded them, between claims, and found by rule."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, cast

import msgspec

from sinoru.index.fields import CONFLICTS, DISPUTE
from sinoru.index.index import Index, Scope
from sinoru.model.errors import UnknownValue
from sinoru.query.conflict_answers import VERDICTS, ConflictAnswer, Conflicts, Unread
from sinoru.query.conflict_rules import load_rules
from sinoru.query.dispute import Dispute, conflict_answers, is_recorded, recorded
from sinoru.query.disputed_claims import disputes_of
from sinoru.query.filters import Filters
from sinoru.query.marked import numbers_marked
from sinoru.query.records import records_at
from sinoru.query.resolve import resolve_scope
from sinoru.query.terms import wanted_words

if TYPE_CHECKING:
    from sinoru.model.records import Claim

MOST = 20_000
"""A rule goes through so many records at most."""
_BATCH = 200
"""Conflicts whose names are looked up at a time."""


def ask_conflicts(index: Index, words: str, filters: Filters) -> Conflicts:
    """Give the conflicts on records that pass the filters and have all the words.

    The id of a record instead of words gives the conflicts on it and on what refers to it. The verdict is that of
    the conflict. Raises what resolve_scope raises.
    """
    _check_verdicts(filters.verdict)
    words = words.strip()
    about = words if "-" in words and index.value("SELECT 1 FROM record WHERE id = ?", (words,)) else ""
    match = wanted_words(index, words) if not about else None
    scope = resolve_scope(index, msgspec.structs.replace(filters, verdict=()), (), match)
    look = _Look(index, scope, about, newest_first=filters.sort == "-date")
    wanted = (
        one for one in look.disputes(filters.verdict) if not filters.verdict or one.verdict in filters.verdict
    )
    chosen = list(islice(wanted, None if filters.limit is None else filters.limit + 1))
    shown = chosen[: filters.limit]
    return Conflicts(
        conflicts=conflict_answers(index, shown),
        total=len(shown),
        total_is_exact=len(shown) == len(chosen),
        unread=tuple(look.unread),
    )


def find_conflicts(index: Index) -> Iterator[ConflictAnswer]:
    """Give every conflict in the corpus, in the order of ask_conflicts, read as they are needed."""
    disputes = _Look(index, Scope(), "", newest_first=False).disputes(())
    while some := list(islice(disputes, _BATCH)):
        yield from conflict_answers(index, some)


def _check_verdicts(wanted: Sequence[str]) -> None:
    for verdict in wanted:
        if verdict not in VERDICTS:
            raise UnknownValue("--verdict", verdict, [], list(VERDICTS))


class _Look:
    """One look through the index, which remembers what it left out."""

    def __init__(self, index: Index, scope: Scope, about: str, *, newest_first: bool) -> None:
        self.index = index
        self.scope = scope
        self.about = about
        self.newest_first = newest_first
        self.unread: list[Unread] = []

    def disputes(self, verdicts: Sequence[str]) -> Iterator[Dispute]:
        """Give the conflicts as they are found, the records read as they are needed; others than wanted as well."""
        for records in records_at(self.index, self._numbers(CONFLICTS, verdicts)):
            for record in records:
                yield from recorded(record)
        seen: set[str] = set()
        for records in records_at(self.index, self._numbers(DISPUTE, verdicts)):
            yield from disputes_of(self.index, cast("list[Claim]", records), seen)
        if not verdicts or "open" in verdicts:
            yield from self._by_rule()

    def _numbers(self, mark: str, verdicts: Sequence[str] = ()) -> list[int]:
        marks = [f"{mark}:{verdict}" for verdict in verdicts] or [mark]
        return numbers_marked(self.index, self.scope, marks, self.about, newest_first=self.newest_first)

    def _by_rule(self) -> Iterator[Dispute]:
        for rule in load_rules():
            numbers = self._numbers(rule.MARK)
            if len(numbers) > MOST:
                self.unread.append(Unread(rule=rule.CODE, read=MOST, total=len(numbers)))
            for records in records_at(self.index, numbers[:MOST]):
                for dispute in rule.find(self.index, records):
                    if not is_recorded(self.index, dispute):
                        yield dispute
