from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.model.errors import UnknownValue
from sinoru.query import export_selection as selecting
from sinoru.query.export_selection import Pair, Selection, pairs_in_touch
from sinoru.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
corpus: {title: Small}
sources: [{id: page, title: Page}, {id: book, title: Book}, {id: idle, title: Idle}]
organisations:
  - {id: union, name: Union}
  - {id: state, name: State, part_of: union}
  - {id: ministry, name: Ministry, part_of: state, evidence: [{source: book}]}
people:
  - {id: zed, name: Zed, offices: [{title: Minister, org: ministry}]}
  - {id: ann, name: Ann}
events:
  - {id: b-day, date: 1999-05-08, title: B, participants: [{person: zed}, {person: ann}], kind: call}
  - {id: a-day, date: 1999-05-08, title: A, participants: [{person: zed}, {person: ann}, {org: union}]}
  - {id: month, date: 1999-05, title: Month, evidence: [{source: page}], part_of: year}
  - {id: year, date: 1999, title: Year}
  - {id: no-start, date: ../1999-05-01, title: No start}
claims:
  - {id: undated, text: Undated., by: ann, about: [year]}
  - {id: dated, text: Dated., holds: 1999-05-08, contradicts: [undated]}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


def ids(selection: Selection, kind: str) -> list[str]:
    return [record.id for record in selection.records(kind)]


def test_everything_is_chosen_without_filters(index: Index) -> None:
    selection = Selection(index, Filters())
    assert selection.count() == 15
    assert selection.count(("event", "claim")) == 7
    assert selection.corpus().title == "Small"


def test_order_is_by_first_day_then_last_then_id(index: Index) -> None:
    selection = Selection(index, Filters())
    assert ids(selection, "event") == ["no-start", "year", "month", "a-day", "b-day"]
    assert [one.event.id for one in selection.events()] == ids(selection, "event")
    assert [one.claim.id for one in selection.claims()] == ["dated", "undated"]
    assert ids(selection, "person") == ["ann", "zed"]


def test_records_are_read_some_at_a_time_in_one_order(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = ids(Selection(index, Filters()), "event")
    monkeypatch.setattr(selecting, "BATCH", 1)
    assert ids(Selection(index, Filters()), "event") == at_once


def test_what_is_named_comes_along_and_what_that_names_too(index: Index) -> None:
    selection = Selection(index, Filters(kind=("call",)))
    assert ids(selection, "event") == ["b-day"]
    assert ids(selection, "person") == ["ann", "zed"]
    assert ids(selection, "organisation") == ["ministry", "state", "union"]
    assert ids(selection, "source") == ["book"]
    assert selection.count(("organisation",), with_named=False) == 0


def test_events_and_claims_do_not_come_along(index: Index) -> None:
    selection = Selection(index, Filters(kind=("claim",)))
    assert ids(selection, "event") == []
    assert ids(selection, "claim") == ["dated", "undated"]
    assert selection.has("ann")
    assert not selection.has("year")


def test_chosen_records_come_without_those_that_come_along(index: Index) -> None:
    chosen = list(Selection(index, Filters(kind=("person",))).chosen())
    assert [getattr(one, "id", "") for one in chosen] == ["ann", "zed"]


@pytest.mark.parametrize(("limit", "expected"), [(1, ["no-start"]), (3, ["no-start", "year", "month"])])
def test_a_limit_takes_the_earliest(index: Index, limit: int, expected: list[str]) -> None:
    assert ids(Selection(index, Filters(limit=limit)), "event") == expected


def test_a_filter_that_names_nothing_is_told(index: Index) -> None:
    with pytest.raises(UnknownValue):
        Selection(index, Filters(topic=("nothing",)))


def test_conflicts_are_those_on_chosen_records(index: Index) -> None:
    assert [one.record for one in Selection(index, Filters()).conflicts()] == ["dated"]
    assert list(Selection(index, Filters(kind=("call",))).conflicts()) == []


def test_any_record_is_found_by_its_id(index: Index) -> None:
    selection = Selection(index, Filters(limit=1))
    assert getattr(selection.find("idle"), "title", "") == "Idle"
    assert selection.find("nobody") is None


def test_people_in_touch_are_counted_once_for_each_event(index: Index) -> None:
    assert list(pairs_in_touch(Selection(index, Filters()))) == [
        Pair(one="ann", other="zed", how="together", times=2)
    ]
    assert list(pairs_in_touch(Selection(index, Filters(limit=4)))) == [
        Pair(one="ann", other="zed", how="together", times=1)
    ]


def test_progress_is_told_up_to_the_end(index: Index) -> None:
    told: list[tuple[int, int]] = []
    selection = Selection(index, Filters())
    selection.progress = lambda done, total: told.append((done, total))
    for kind in ("event", "claim", "person", "organisation", "place", "source"):
        ids(selection, kind)
    assert told[-1] == (15, 15)
    assert told == sorted(told)
