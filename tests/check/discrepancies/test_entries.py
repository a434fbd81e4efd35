"""The three rules about lists of dated entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.check.discrepancies import entry_outside_period
from sinoru.locators.entries import entries_of
from sinoru.model.records import Section, Source
from sinoru.query import citing
from sinoru.query.fetch import by_ids
from sinoru.query.select import first_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index, Scope
    from sinoru.model.records import ConflictRecord

IN_ORDER = "February 24-27, April 8, April 14, May 22-29, May 27, June 19-26, June 21-22"


def chronology(entries: str, period: str = "from: 1999-04, to: 1999-06", rest: str = "") -> str:
    section = f"{{title: Chronology, {period}, entries: [{entries}]}}"
    return f"sources: [{{id: yu, title: Article, published: 1999-07, sections: [{section}]}}]\n{rest}"


def event(date: str, at: str = "Chronology, May 10", more: str = "") -> str:
    return (
        f"events: [{{id: call, title: A call, date: {date}, evidence: [{{source: yu, at: {at!r}}}{more}]}}]\n"
    )


def says(conflict: ConflictRecord) -> list[str]:
    return [said.value for said in conflict.statements]


def test_an_entry_outside_the_time_of_its_heading_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    (conflict,) = found_by("entry-outside-period", chronology(IN_ORDER))
    assert says(conflict) == ["1999-04/1999-06", "1999-02-24/1999-02-27"]
    assert [said.evidence[0].at for said in conflict.statements] == [
        "Chronology",
        "Chronology, February 24-27",
    ]
    assert (conflict.about, conflict.field) == (("yu",), "range")


@pytest.mark.parametrize("entry", ["April 1", "June 30", "March 28 - April 2", "June 28 - July 3", "May"])
def test_an_entry_that_reaches_into_the_time_is_not_found(
    found_by: Callable[[str, str], list[ConflictRecord]], entry: str
) -> None:
    assert found_by("entry-outside-period", chronology(entry)) == []


def test_without_a_heading_no_entry_is_outside(found_by: Callable[[str, str], list[ConflictRecord]]) -> None:
    assert found_by("entry-outside-period", chronology("February 24-27, May 1", "paragraphs: 2")) == []


def test_entries_without_a_year_are_of_the_year_that_fits(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    text = chronology("November 3, December 28, January 5, March 2", "from: 1998-10, to: 1999-03")
    assert found_by("entry-outside-period", text) == []


def test_an_entry_after_a_later_one_is_found(found_by: Callable[[str, str], list[ConflictRecord]]) -> None:
    (conflict,) = found_by("entry-out-of-order", chronology("April 14, April 8, May 10, May 22-29, May 27"))
    assert says(conflict) == ["1999-04-14", "1999-04-08"]
    assert (conflict.id, conflict.field) == ("yu-entry-out-of-order-1999-04-08", "order")


@pytest.mark.parametrize(
    "entries",
    [
        "April 8, April 14, May 22-29, May 27, June 19-26, June 21-22",  # one within another
        "June 21-22, June 19-26, May 27, May 22-29, April 14",  # the latest first
        "May 10, May 10",
        "May 10",
    ],
)
def test_entries_that_run_one_way_are_not_found(
    found_by: Callable[[str, str], list[ConflictRecord]], entries: str
) -> None:
    assert found_by("entry-out-of-order", chronology(entries)) == []


def test_against_a_list_that_begins_with_the_latest_the_odd_one_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    text = chronology("June 21, May 10, May 27, April 14, April 8")
    (conflict,) = found_by("entry-out-of-order", text)
    assert says(conflict) == ["1999-05-10", "1999-05-27"]


def test_entries_without_a_date_are_left_out(found_by: Callable[[str, str], list[ConflictRecord]]) -> None:
    text = chronology("April 8, Undated, April 14, 31 June, ~~~, '', May 10")
    assert found_by("entry-out-of-order", text) == []


@pytest.mark.parametrize("date", ["1999-05-12", "1999-05-10/1999-05-12", "1998-05-10", "1999-06"])
def test_an_event_dated_otherwise_than_its_entry_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]], date: str
) -> None:
    (conflict,) = found_by("entry-date", chronology("May 10", rest=event(date)))
    assert says(conflict) == [date, "1999-05-10"]
    assert conflict.about == ("call", "yu")


@pytest.mark.parametrize("date", ["1999-05-10", "1999-05", "1999", "1999-05-12~"])
def test_an_event_that_may_be_of_its_entry_is_not_found(
    found_by: Callable[[str, str], list[ConflictRecord]], date: str
) -> None:
    assert found_by("entry-date", chronology("May 10", rest=event(date))) == []


def test_what_an_entry_only_mentions_may_be_of_other_days(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    text = """\
events:
  - {id: call, title: A call, date: 1999-05-10, evidence: [{source: yu, at: "Chronology, May 10"}]}
  - {id: talks, title: Talks, date: 1998-11-23, evidence: [{source: yu, at: "Chronology, May 10"}]}
"""
    assert found_by("entry-date", chronology("May 10", rest=text)) == []


def test_an_event_told_elsewhere_first_is_not_held_against_the_entry(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    text = event("1999-05-08", "The Role of an Accident, 1", ", {source: yu, at: 'Chronology, May 10'}")
    assert found_by("entry-date", chronology("May 10", rest=text)) == []


def test_what_a_curator_has_put_down_on_an_event_is_not_found_on_the_source(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    recorded = """\
events:
  - id: talks
    title: Talks
    date: 1999-04-14
    conflicts:
      - field: order
        statements:
          - {value: stands before 8 April, evidence: [{source: yu, at: "Chronology, April 14"}]}
          - {value: would be in order on 28 April, evidence: [{source: other}]}
"""
    assert found_by("entry-out-of-order", chronology("April 14, April 8, May 10", rest=recorded)) == []


def test_a_source_without_any_year_has_no_dated_entries() -> None:
    section = Section(title="Chronology", entries=("May 10", "8 May 1999"))
    assert [entry.date.text for entry in entries_of(Source(id="a", title="A"), section)] == ["1999-05-08"]


def test_records_that_cite_a_source_are_read_once_for_all_its_entries(
    index_of: Callable[[str], Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = ", ".join(f"May {day}" for day in (9, 8, 12, 11, 15, 14))
    index = index_of(
        "sources: [{id: s, title: S, sections:"
        f" [{{title: A, from: 1999-01, to: 1999-04, entries: [{entries}]}}]}}]\n"
        "events: [{id: e, date: 1999-05-08, title: T, evidence: [{source: s, at: 'A, May 8'}],"
        " conflicts: [{field: place, statements: [{value: a}, {value: b}]}]}]\n"
    )
    (source,) = by_ids(index, "source", ["s"])
    assert isinstance(source, Source)
    scopes: list[Scope] = []

    def counted(index: Index, scope: Scope, most: int) -> list[int]:
        scopes.append(scope)
        return first_numbers(index, scope, most)

    monkeypatch.setattr(citing, "first_numbers", counted)
    found = list(entry_outside_period.find(index, [source]))
    assert [dispute.recorded_on for dispute in found] == [(), ("e",), (), (), (), ()]
    assert len(scopes) == 1
