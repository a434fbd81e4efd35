"""The chain of relations between two who have none to each other, such as that of a grandparent.

Like a chain of events (query/links.py), it leads through people; to or from an organisation, also through
organisations.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from sinoru.index.index import Index
from sinoru.model.records import Organisation, Person
from sinoru.query.analysis_answers import Step
from sinoru.query.answers import Ref
from sinoru.query.fetch import by_ids
from sinoru.query.relations import relations_between, relations_of

Party = Person | Organisation
_MOST_READ = 2_000
"""People and organisations whose relations are read for a chain."""


class Relatives:
    """Those to whom people and organisations have relations; each one's are read once.

    `is_complete` turns False when there are too many.
    """

    def __init__(self, index: Index, start: Party, end: Party) -> None:
        """Prepare for the chain between two."""
        self._index = index
        self._kinds = (Person.KIND, *{one.KIND for one in (start, end)})
        self._records: dict[str, Party] = {start.id: start, end.id: end}
        self._known: dict[str, dict[str, int]] = {}
        self.is_complete = True

    def first_with(self, one: str) -> dict[str, int]:
        """Return those to whom one has relations, each with its place among them."""
        if one not in self._known:
            self._known[one] = self._read(one)
        return self._known[one]

    def steps(self, chain: Sequence[str]) -> tuple[Step, ...]:
        """Return the steps of a chain, each with what the one is to the one before."""
        records = [self._record(id_) for id_ in chain]
        refs = [Ref(id=one.id, name=one.name, kind=one.KIND) for one in records]
        related = (relations_between(self._index, *pair) for pair in pairwise(records))
        later = (Step(person=ref, relations=one) for ref, one in zip(refs[1:], related, strict=True))
        return Step(person=refs[0]), *later

    def _read(self, one: str) -> dict[str, int]:
        if len(self._known) >= _MOST_READ:
            self.is_complete = False
            return {}
        related = relations_of(self._index, self._record(one))
        ids = dict.fromkeys(each.to.id for each in related if each.to.kind in self._kinds)
        return {id_: place for place, id_ in enumerate(ids)}

    def _record(self, id_: str) -> Party:
        if id_ not in self._records:
            (record, *_) = (one for kind in self._kinds for one in by_ids(self._index, kind, [id_]))
            self._records[id_] = cast("Party", record)
        return self._records[id_]
