"""Time by an event: what happened after it, before it and while it went on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.model.errors import SinoruError
from sinoru.query.filters import Filters
from sinoru.query.timeline import ask_timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
events:
  - {id: a, date: 1999-05-01, title: Long before}
  - {id: b, date: 1999-05-07, title: The day before}
  - {id: war, date: 1999-05-08/1999-05-20, title: The war}
  - {id: c, date: 1999-05-08, title: The same day}
  - {id: d, date: 1999-05-20, title: The last day}
  - {id: e, date: 1999-05-27, title: A week after}
  - {id: f, date: 2000-05-08, title: A year later}
  - {id: open, date: 1999-06-01/.., title: Still going on}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(after="war"), "d e open f"),
        (Filters(after="war", within="7d"), "d e"),
        (Filters(before="war"), "a b c"),
        (Filters(before="war", within="1d"), "b c"),
        (Filters(during="war"), "c d"),
        (Filters(during="war", query="last OR week"), "d"),
        (Filters(after="open"), ""),
        (Filters(query="date:05-08"), "c war open f"),
        (Filters(query='date:"8 May" -date:2000'), "c war open"),
        (Filters(query="-date:05-08"), "a b war d e open"),
    ],
)
def test_the_days_are_those_of_the_event(index: Index, filters: Filters, found: str) -> None:
    if filters.after == "open":
        with pytest.raises(SinoruError, match="no end that is known"):
            ask_timeline(index, filters)
        return
    assert [one.event.id for one in ask_timeline(index, filters).events] == found.split()


@pytest.mark.parametrize(
    ("filters", "why"),
    [
        (Filters(within="7d"), "--within needs an event"),
        (Filters(after="war", before="war"), "--before cannot be used with --after"),
        (Filters(during="war", within="7d"), "--within cannot be used with --during"),
        (Filters(after="war", start="1999"), "--from cannot be used with --after"),
        (Filters(after="peace"), "No event 'peace' in this corpus"),
        (Filters(after="war", within="soon"), "soon"),
    ],
)
def test_what_says_no_time_is_refused(index: Index, filters: Filters, why: str) -> None:
    with pytest.raises(SinoruError, match=why):
        ask_timeline(index, filters)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("date:02-29", "leap long far"),
        ("date:03-01", "march long far"),
        ("date:01-01", "turn long far"),
        ("-date:02-29", "march turn far long"),
    ],
)
def test_a_day_of_any_year_is_found_across_leap_days_ends_of_years_and_ages(
    index_of: Callable[[str], Index], typed: str, found: str
) -> None:
    index = index_of("""\
events:
  - {id: far, date: Y-12000, title: Long ago}
  - {id: leap, date: 1996-02-29, title: A leap day}
  - {id: march, date: 1997-02-28/1997-03-01, title: No leap day}
  - {id: turn, date: 1998-12-30/1999-01-02, title: The end of a year}
  - {id: long, date: 2001/2003, title: Some years}
""")
    assert {one.event.id for one in ask_timeline(index, Filters(query=typed)).events} == set(found.split())
