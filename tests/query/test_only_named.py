"""A timeline of someone: it flags the events that only name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.query.filters import Filters
from sinoru.query.timeline import ask_timeline
from sinoru.render.layout import plain_lines
from sinoru.render.timeline import timeline_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
people:
  - {id: ana, name: Ana Lee}
  - {id: bo, name: Bo Ray}
organisations:
  - {id: navy, name: The Navy}
events:
  - {id: met, date: 1999-01-01, title: They meet, kind: visit,
     participants: [{person: ana, role: host}, {person: bo, org: navy, role: visitor}]}
  - {id: away, date: 1999-01-02, title: She stays away, kind: visit,
     participants: [{person: ana, role: Absent}, {person: bo, role: host}]}
  - {id: said, date: 1999-01-03, title: How many came, kind: visit,
     conflicts: [{field: count, statements: [{value: "2", by: ana}, {value: "3", by: bo}]}]}
  - {id: both, date: 1999-01-04, title: She is absent and comes, kind: call,
     participants: [{person: ana, role: absent}, {person: ana, role: caller}]}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


@pytest.mark.parametrize(
    ("filters", "only_named"),
    [
        (Filters(person=("ana",)), "away said"),
        (Filters(query="person:ana"), "away said"),
        (Filters(person=("ana", "bo")), "away said"),
        (Filters(query="person:ana OR person:bo"), "said"),
        (Filters(query="person:ana OR kind:visit"), ""),
        (Filters(query="-person:bo"), ""),
        (Filters(org=("navy",)), ""),
        (Filters(kind=("visit",)), ""),
    ],
)
def test_events_without_part_of_those_asked_for_are_flagged(
    index: Index, filters: Filters, only_named: str
) -> None:
    events = ask_timeline(index, filters).events
    assert [one.event.id for one in events if one.only_named] == only_named.split()


def test_their_lines_are_marked_and_counted(index: Index) -> None:
    first, *lines = plain_lines(timeline_document(ask_timeline(index, Filters(person=("ana",)))))
    assert first.endswith("◇ only named (2)")
    assert [line.split("  ")[0] for line in lines if "◇" in line] == ["2 January 1999", "3 January 1999"]
