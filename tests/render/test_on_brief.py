from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.dates.edtf import day_bounds
from sinoru.model.records import Event
from sinoru.query.answers import EventAnswer, OfficeOfDay, Ref
from sinoru.render.document import Look
from sinoru.render.on import offices_document, on_document
from tests.render.brief_output import LOOKS, printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.answers import OnDay


@pytest.fixture
def day(day: OnDay) -> OnDay:
    """A day with the numbers that a corpus would give."""
    totals = dict.fromkeys(("happened_total", "under_way_total", "offices_total", "claims_total"), 1)
    return replace(day, verdicts={"contradicted": 1}, **totals)


def event(date: str, title: str = "An event") -> EventAnswer:
    first, last = day_bounds(date)
    return EventAnswer(event=Event(id=f"id-{title}", date=date, title=title), earliest=first, latest=last)


def office(title: str, name: str, state: str, **more: str) -> OfficeOfDay:
    person = Ref(id=name.casefold().replace(" ", "-"), name=name, kind="person")
    return OfficeOfDay(person=person, title=title, state=state, **{"in_office": "held"} | more)  # type: ignore[arg-type]


def in_office(day: OnDay, *offices: OfficeOfDay) -> list[str]:
    lines = printed(on_document, replace(day, offices=offices, offices_total=len(offices)))
    return lines[lines.index(next(line for line in lines if line.startswith("In office"))) :]


@pytest.mark.parametrize("look", LOOKS)
def test_a_day_looks_as_kept(golden: Callable[[str, str], None], day: OnDay, look: str) -> None:
    golden(f"on-brief-{look}", "\n".join(printed(on_document, day, LOOKS[look])))


@pytest.mark.parametrize("look", ["pipe", "80"])
def test_the_offices_of_a_day_look_as_kept(golden: Callable[[str, str], None], day: OnDay, look: str) -> None:
    golden(f"on-offices-{look}", "\n".join(printed(offices_document, day, LOOKS[look])))


def test_what_is_dated_to_a_longer_time_has_its_own_heading(day: OnDay) -> None:
    under_way = (event("1999-06", "In June"), event("1999-06-01/1999-06-30", "All June"))
    lines = printed(on_document, replace(day, under_way=under_way, under_way_total=2))
    assert lines[lines.index("Under way") + 1].startswith("  1–30 June 1999  All June")
    assert lines[lines.index("Dated to a longer time only") + 1].startswith("  June 1999  In June")


def test_what_is_dated_to_a_longer_time_is_counted_where_there_is_no_room(day: OnDay) -> None:
    months = tuple(event("1999-06", f"In June {number}") for number in range(9))
    lines = printed(on_document, replace(day, under_way=months, under_way_total=9))
    assert "Under way  and 9 dated to a month or a longer time only" in lines
    assert not [line for line in lines if "In June" in line]


def test_in_a_month_what_is_dated_to_the_day_comes_first(day: OnDay) -> None:
    first, last = day_bounds("1999-06")
    happened = (event("1999-06", "In June"), event("1999-06-09", "On the ninth"))
    month = replace(
        day,
        date="1999-06",
        earliest=first,
        latest=last,
        happened=happened,
        happened_total=2,
        under_way=(),
        under_way_total=0,
    )
    lines = printed(on_document, month)
    assert [line[:13].strip() for line in lines[3:5]] == ["9 June 1999", "June 1999"]


def test_in_a_year_what_is_dated_to_the_year_comes_last(day: OnDay) -> None:
    first, last = day_bounds("1999")
    dates = ("1999", "1999-01/1999-12", "1999-06", "1999-06-09")
    happened = tuple(event(date, f"Event {number}") for number, date in enumerate(dates))
    year = replace(day, date="1999", earliest=first, latest=last, happened=happened, under_way=())
    shown = [line for line in printed(on_document, year) if "Event " in line]
    assert ["".join(line.split("Event ")[1][:1]) for line in shown] == ["2", "3", "0", "1"]


def test_many_events_are_bounded_and_the_rest_has_a_command(day: OnDay) -> None:
    happened = tuple(event("1999-06-09", f"Number {number}") for number in range(300))
    many = replace(day, happened=happened, happened_total=300)
    lines = printed(on_document, many)
    assert lines[2] == "Happened  20 of 300 events shown"
    assert len([line for line in lines if "Number" in line]) == 20
    assert "--limit 40" in lines[-1]
    asked = printed(on_document, replace(many, limit=300))
    assert len([line for line in asked if "Number" in line]) == 300
    assert "--limit" not in asked[-1]


def test_the_year_is_left_out_only_in_a_terminal_and_where_the_first_line_has_it(day: OnDay) -> None:
    under_way = (event("1999-06-01/1999-06-30", "June"), event("1998-12-31/1999-06-30", "Longer"))
    answer = replace(day, under_way=under_way, under_way_total=2)
    terminal = "\n".join(printed(on_document, answer, LOOKS["80"]))
    assert " 1–30 June  " in terminal
    assert "31 December 1998 – 30 June 1999" in terminal
    assert "1–30 June 1999" in "\n".join(printed(on_document, answer))


def test_officials_are_named_once_by_state_and_rank_with_short_titles(day: OnDay) -> None:
    lines = in_office(
        day,
        office("President of Russia", "Boris Yeltsin", "Russia"),
        office("Minister of Foreign Affairs of Russia", "Igor Ivanov", "Russia"),
        office("Director of the Federal Security Service", "Vladimir Putin", "Russia"),
        office("Secretary of the Security Council of Russia", "Vladimir Putin", "Russia"),
        office("President of the United States", "Bill Clinton", "United States"),
        office("Secretary of State", "Madeleine Albright", "United States"),
    )
    assert lines[0] == "In office  (6 offices of 5 people; --offices shows all, with sources)"
    assert lines[1] == (
        "  Russia     Boris Yeltsin, President · Igor Ivanov, Foreign Affairs"
        " · Vladimir Putin, Director of the Federal Security Service"
    )
    assert lines[2] == (
        "  elsewhere  Bill Clinton, President of the United States"
        " · Madeleine Albright, Secretary of State (United States)"
    )


def test_those_perhaps_in_office_stand_apart_with_what_is_not_known(day: OnDay) -> None:
    minister = office("Vice Minister", "Wang Guangya", "China", end="2003-08", in_office="perhaps")
    lines = in_office(day, office("Premier", "Zhu Rongji", "China"), minister)
    assert lines[1].endswith("Zhu Rongji, Premier (China)")
    assert lines[2] == (
        "  perhaps  dates not exact: Wang Guangya, Vice Minister (China)"
        " (until August 2003; first day not known)"
    )


def test_on_the_day_of_a_hand_over_each_has_the_bound(day: OnDay) -> None:
    lines = in_office(
        day,
        office("Prime Minister of Russia", "Yevgeny Primakov", "Russia", end="1999-06-09"),
        office("Prime Minister of Russia", "Sergei Stepashin", "Russia", start="1999-06-09"),
    )
    assert "Yevgeny Primakov, Prime Minister of Russia (until 9 June 1999)" in lines[1]
    assert "Sergei Stepashin, Prime Minister of Russia (from 9 June 1999)" in lines[1]


def test_those_for_whom_there_is_no_room_are_counted(day: OnDay) -> None:
    ministers = [office(f"Minister number {number}", f"Name {number}", "Russia") for number in range(50)]
    line = in_office(day, *ministers)[1]
    assert line.endswith(" more people")
    assert line.count(" · ") + int(line.split(" · ")[-1].split()[0]) == 50


def test_claims_are_counted_over_all_of_the_day(day: OnDay) -> None:
    answer = replace(day, claims_total=40, verdicts={"supported": 30, "": 10})
    assert "Claims  40: ✓ 30 supported · 10 not assessed" in printed(on_document, answer)


def test_a_day_without_events_says_so(day: OnDay) -> None:
    bare = replace(
        day,
        happened=(),
        happened_total=0,
        under_way=(),
        under_way_total=0,
        offices=(),
        claims_total=0,
    )
    lines = printed(on_document, bare)
    assert lines[2] == "No event is recorded for this day."
    assert lines[3:] == ["--full"]
    assert printed(on_document, replace(bare, filtered_by=("topic",)))[2] == (
        "No event of this day matches the filters."
    )


def test_with_full_everything_is_shown(day: OnDay) -> None:
    assert "  zhang-visits" not in "\n".join(printed(on_document, day))
    assert "[government-ru]" in "\n".join(printed(on_document, day, Look(full=True)))
