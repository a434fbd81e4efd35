from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.dates.edtf import day_bounds
from sinoru.dates.periods import UNITS
from sinoru.model.records import Conflict, Event, Statement
from sinoru.query.answers import EventAnswer, Participation, Ref, Timeline
from sinoru.render.document import ASCII, Look
from sinoru.render.layout import plain_lines
from sinoru.render.listing import numbered, with_ids
from sinoru.render.timeline import GROUPS, STYLES, timeline_document
from tests.render.brief_output import too_wide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

UNDER_WAY = "Under way, or dated to a longer time only"


def on(date: str, title: str = "", kind: str = "visit") -> EventAnswer:
    first, last = day_bounds(date)
    event = Event(id=f"e-{date}", date=date, title=title or f"Event of {date}", kind=kind)
    return EventAnswer(event=event, earliest=first, latest=last)


def listed(*events: EventAnswer, first: str = "", last: str = "", total: int = 0) -> Timeline:
    """Return the answer for a range of days; without them, for all time."""
    return Timeline(
        events=events,
        total=total or len(events),
        first=day_bounds(first)[0] if first else None,
        last=day_bounds(last)[1] if last else None,
    )


def lines_of(answer: Timeline, width: int | None = None, **options: object) -> list[str]:
    """Return the lines as the command line prints them: numbered in a width, with ids in a pipe."""
    look = Look(width=width, is_numbered=width is not None)
    document = timeline_document(answer, look, **options)  # type: ignore[arg-type]
    return list(plain_lines(with_ids(document) if width is None else numbered(document), width))


def titles(lines: Iterable[str]) -> list[str]:
    return [line.partition("Event of ")[2].split()[0] for line in lines if "Event of " in line]


@pytest.fixture
def week(bombing: EventAnswer, hotline: EventAnswer) -> Timeline:
    """A week, as an engine returns it: in order of the first possible day."""
    people = (Participation(id="ann", name="Ann Lee", kind="person"),)
    visit = EventAnswer(
        event=Event(
            id="visit", date="1999-05-08/1999-05-19", title="Ann Lee visits a shipyard", kind="visit"
        ),
        earliest=bombing.earliest,
        latest=(bombing.latest or 0) + 11,
        people=people,
        places=(Ref(id="amoy", name="Amoy", kind="place"),),
    )
    war, month = on("1999-03-24/1999-06-10", "The war", "attack"), on("1999-05", "Talks fail", "decision")
    year = on("1999", "Russia contracts to sell 38 fighters", "sale")
    return listed(year, war, month, bombing, visit, hotline, first="1999-05-08", last="1999-05-15", total=9)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
def test_a_week_looks_as_kept(
    golden: Callable[[str, str], None], week: Timeline, style: str, width: int | None
) -> None:
    golden(f"timeline-brief-{style}-{width or 'pipe'}", "\n".join(lines_of(week, width, style=style)))


@pytest.mark.parametrize("style", STYLES)
def test_groups_look_as_kept(golden: Callable[[str, str], None], timeline: Timeline, style: str) -> None:
    golden(f"timeline-brief-{style}-groups", "\n".join(lines_of(timeline, 80, style=style, group="topic")))


@pytest.mark.parametrize("style", STYLES)
def test_ascii_output_draws_with_ascii(
    golden: Callable[[str, str], None], week: Timeline, style: str
) -> None:
    look = Look(glyphs=ASCII, width=80, is_numbered=True)
    text = "\n".join(plain_lines(numbered(timeline_document(week, look, style=style)), 80, ASCII.ellipsis))
    assert text.isascii()
    golden(f"timeline-brief-{style}-ascii", text)


@pytest.mark.parametrize(("style", "more"), [("vertical", 5), ("table", 5), ("gantt", 7)])
@pytest.mark.parametrize("width", [None, 80])
def test_an_event_is_one_line(week: Timeline, style: str, more: int, width: int | None) -> None:
    assert len(lines_of(week, width, style=style)) <= len(week.events) + more
    assert len(lines_of(listed(on("1999-05-08")), width, style=style)) <= 1 + more


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("width", [None, 80])
def test_a_heading_takes_two_lines(timeline: Timeline, style: str, group: str, width: int | None) -> None:
    lines = lines_of(timeline, width, style=style, group=group)
    counts = [int(line.split()[-3]) for line in lines[1:] if line.endswith(" shown")]
    assert counts
    assert len(lines) <= sum(counts) + len(counts) * 2 + 5


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("width", [1, 5, 20, 40, 60, 79, 100, 139, 140, 149, 150, 300])
def test_any_width_is_kept(style: str, width: int, week: Timeline, timeline: Timeline) -> None:
    for answer, group in ((week, ""), (timeline, "place")):
        lines = lines_of(answer, width, style=style, group=group)
        assert not too_wide(lines, width)
        assert all(line == line.rstrip() for line in lines)


def test_what_is_dated_to_the_day_comes_first(week: Timeline) -> None:
    lines = lines_of(week, 80)
    heading = lines.index(UNDER_WAY)
    assert "NATO bombs" in lines[2]
    assert [line.split(maxsplit=1)[0] for line in lines[2:5]] == ["1", "2", "3"]
    assert lines[5] == ""
    below = [next(t for t in ("war", "Talks", "Russia") if t in line) for line in lines[heading + 1 : -1]]
    assert below == ["war", "Talks", "Russia"]


def test_one_empty_line_precedes_the_first_heading() -> None:
    lines = lines_of(listed(on("1999-05"), first="1999-05-08", last="1999-05-15"))
    assert lines[1:3] == ["", UNDER_WAY]


@pytest.mark.parametrize(
    ("date", "is_to_the_day"),
    [
        ("1999-05-10", True),
        ("1999-05-10~", True),
        ("1999-05-10T07:00:00", True),
        ("1999-05-10/1999-05-12", True),
        ("1999-05-10/1999-06", True),
        ("1999-05-10/..", True),
        ("1999-05-01/1999-05-10", False),
        ("../1999-05-10", False),
        ("1999-05", False),
        ("1999-05/1999-06", False),
        ("1999-21", False),
        ("199X", False),
    ],
)
def test_an_interval_of_days_that_begins_in_the_range_is_dated_to_the_day(
    date: str, *, is_to_the_day: bool
) -> None:
    lines = lines_of(listed(on(date), first="1999-05-08", last="1999-05-15"))
    assert (UNDER_WAY not in lines) == is_to_the_day
    assert len(titles(lines)) == 1


def test_within_a_day_the_clock_counts_and_what_has_none_comes_after() -> None:
    events = [on(f"1999-05-08{rest}") for rest in ("", "T23:45:00+02:00", "T07:00:00")]
    answer = listed(*events, on("1999-05-09T01:00:00"), first="1999-05-08", last="1999-05-15")
    shown = ["1999-05-08T07:00:00", "1999-05-08T23:45:00+02:00", "1999-05-08", "1999-05-09T01:00:00"]
    assert titles(lines_of(answer)) == shown
    turned = listed(*reversed(answer.events), first="1999-05-08", last="1999-05-15")
    assert titles(lines_of(turned, newest_first=True)) == shown[::-1]
    assert titles(lines_of(turned)) == shown[::-1], "the library is not told the order, and sees it"


@pytest.mark.parametrize("last", ["1999-04-30", "1999-05-31", "1999-06-30"])
def test_up_to_a_quarter_what_is_dated_to_the_day_comes_first(last: str) -> None:
    events = (on("1998/2000"), on("1999"), on("1999-04"), on("1999-04-08"), on("1999-04-09/1999-07"))
    lines = lines_of(listed(*events, first="1999-04-01", last=last))
    assert titles(lines) == ["1999-04-08", "1999-04-09/1999-07", "1998/2000", "1999-04", "1999"]
    assert lines.index(UNDER_WAY) == 5


def test_a_longer_range_ends_with_what_began_before_it_or_fills_it() -> None:
    events = (on("1998/2000"), on("1999"), on("1999-05"), on("1999-05-08"))
    lines = lines_of(listed(*events, first="1999-01-01", last="1999-12-31"))
    assert titles(lines) == ["1999-05", "1999-05-08", "1998/2000", "1999"]
    assert lines.index(UNDER_WAY) == 5
    assert titles(lines_of(listed(*events, first="1999-01-01")))[-1] == "1998/2000"
    assert titles(lines_of(listed(*events, last="1999-12-31"))) == [one.event.date for one in events]
    assert titles(lines_of(listed(*events))) == [one.event.date for one in events]


@pytest.mark.parametrize("style", STYLES)
def test_undated_events_come_last(style: str) -> None:
    events = (on("", "Undated one"), on("1999-05-08"))
    lines = lines_of(listed(*events), style=style)
    assert next(i for i, line in enumerate(lines) if "Undated one" in line) == len(lines) - 2
    assert ("Undated" in lines) == (style == "vertical")
    assert any("undated" in line for line in lines) == (style == "gantt")


def test_a_date_without_a_year_is_called_so() -> None:
    lines = lines_of(listed(on("1999-05-08"), on("XXXX-05-08"), on("some day")))
    assert "Undated, or of an unknown year" in lines
    assert any("8 May, year unknown" in line for line in lines)
    assert any("some day" in line for line in lines)


@pytest.mark.parametrize("style", STYLES)
def test_undated_events_alone_have_no_scale(style: str) -> None:
    text = "\n".join(lines_of(listed(on("", "Undated one")), style=style))
    assert "Undated one" in text
    assert "Jan" not in text
    assert text.startswith("1 event\n")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1999-05-08", "1999-05-15", "1 event, 8–15 May 1999"),
        ("1999-05", "1999-06", "1 event, May–June 1999"),
        ("1999-05-08", "", "1 event, from 8 May 1999"),
        ("", "1999-05-15", "1 event, until 15 May 1999"),
        ("", "", "1 event"),
    ],
)
def test_the_first_line_names_the_time_asked_for(first: str, last: str, said: str) -> None:
    assert lines_of(listed(on("1999-05-10"), first=first, last=last))[0] == said


def test_a_chart_always_names_its_time() -> None:
    assert lines_of(listed(on("1999-05-10"), on("1999-06-02")), style="gantt")[0] == "2 events, May–June 1999"
    assert lines_of(listed(on("1949-05-10"), on("2002")), style="gantt")[0] == "2 events, 1949–2002"


def test_a_year_is_left_out_only_where_the_first_line_names_it() -> None:
    events = (on("1999-12-29"), on("1999-12-30/2000-01-02"))
    answer = listed(*events, first="1999-12-28", last="1999-12-31")
    assert "29 December  " in "\n".join(lines_of(answer, 120))
    assert "30 December 1999 – 2 January 2000  " in "\n".join(lines_of(answer, 120))
    assert "29 December 1999  " in "\n".join(lines_of(answer))
    over = listed(*events, first="1999-12-28", last="2000-01-03")
    assert "29 December 1999  " in "\n".join(lines_of(over, 120))
    assert "29 December 1999  " in "\n".join(lines_of(listed(*events), 120))


def test_what_is_left_out_is_counted_and_the_last_line_says_how_to_see_it(week: Timeline) -> None:
    lines = lines_of(week, 80)
    assert lines[0].startswith("6 of 9 events shown, 8–15 May 1999")
    assert lines[-1] == "sinoru show 1 · --limit 9 · --full"
    assert lines_of(week)[-1] == "sinoru show ID · --limit 9 · --full"
    assert lines_of(listed(on("1999")), 80)[-1] == "sinoru show 1 · --full"


def test_the_mark_is_explained_where_it_occurs(
    bombing: EventAnswer, hotline: EventAnswer, visit: EventAnswer
) -> None:
    open_ = Conflict(field="date", statements=(Statement(value="1999-05-31"), Statement(value="1999-06-01")))
    open_visit = replace(visit, event=replace(visit.event, conflicts=(open_,)))
    disputed, *_ = lines_of(listed(open_visit))
    assert disputed == "1 event    ≠ sources disagree"
    assert [line.endswith("≠") for line in lines_of(listed(hotline, open_visit), 120)[2:4]] == [False, True]
    assert "≠" not in "\n".join(lines_of(listed(visit))), "a title as printed is no conflict"
    assert "≠" not in "\n".join(lines_of(listed(hotline))), "nothing is disputed"
    assert "≠" not in "\n".join(lines_of(listed(bombing))), "its conflict is reconciled"


def test_a_legend_has_the_marks_that_occur() -> None:
    assert lines_of(listed(on("1999-05-10")), style="gantt")[1] == "◆ one day"
    week = listed(on("1999-05-10/.."), on("1999-05"), first="1999-05-08", last="1999-05-15")
    assert lines_of(week, style="gantt")[1] == "█ under way  ░ day not known  ◀ ▶ reaches beyond"


def test_an_event_under_several_headings_is_listed_under_each_and_that_is_said(timeline: Timeline) -> None:
    lines = lines_of(timeline, group="topic")
    assert "some repeated" in lines[0]
    assert "kosovo  2 events shown" in lines
    assert "embassy-bombing  2 events shown" in lines
    assert sum("hotline-call-1999-05-10" in line for line in lines) == 2
    assert "some repeated" not in lines_of(timeline, group="kind")[0]


def test_what_is_dated_to_a_longer_time_is_under_no_day() -> None:
    lines = lines_of(listed(on("1999"), on("1999-01-01/1999-02"), on("")), group="day")
    assert lines[2].startswith("1 January 1999  1 event")
    assert lines[5].startswith("dated to a longer time  1 event")
    assert lines[8].startswith("no date  1 event")


def test_periods_are_in_order_of_time_also_in_a_week(week: Timeline) -> None:
    lines = lines_of(week, group="month")
    headings = [line.partition("  ")[0] for line in lines if line.endswith(" shown")]
    assert headings == ["May 1999", "under way, or dated to a longer time"]
    assert "NATO bombs" in lines[lines.index("May 1999  4 events shown") + 1]


@pytest.mark.parametrize("group", UNITS)
@pytest.mark.parametrize("is_full", [False, True])
def test_no_period_before_the_range_is_a_heading(group: str, *, is_full: bool) -> None:
    events = (on("1988-03-24/2000-06-10", "The war"), on("1999-05-08", "One day"))
    look = Look(full=is_full)
    answer = listed(*events, first="1999-05-08", last="1999-05-15")
    lines = list(plain_lines(timeline_document(answer, look, group=group), None))
    where = {name: next(i for i, line in enumerate(lines) if name in line) for name in ("The war", "One day")}
    heading = next(i for i, line in enumerate(lines) if "under way, or dated to a longer time" in line)
    assert where["One day"] < heading < where["The war"]
    all_time = list(plain_lines(timeline_document(listed(*events), look, group=group), None))
    assert not any("under way" in line for line in all_time)


def test_kinds_are_left_out_where_titles_have_no_room(week: Timeline) -> None:
    assert "attack" in lines_of(week, 80)[2]
    assert "attack" not in "\n".join(lines_of(week, 60))
    wide, narrow = (lines_of(week, width, style="table")[2].split() for width in (80, 60))
    assert (wide, narrow) == (["Date", "Kind", "Event"], ["Date", "Event"])
    assert lines_of(week, 200, style="table")[2].split()[-3:] == ["People", "and", "places"]
    assert any("Ann Lee · Amoy" in line for line in lines_of(week, 200, style="table"))


def test_columns_of_a_table_are_aligned_in_a_pipe(week: Timeline) -> None:
    lines = lines_of(week, style="table")
    start = lines[2].index("Id")
    assert {one.event.id for one in week.events} == {line[start:] for line in lines[3:-1]}


@pytest.mark.parametrize("style", STYLES)
def test_a_picture_suggests_no_commands(week: Timeline, style: str) -> None:
    text = "\n".join(plain_lines(timeline_document(week, Look(width=96, suggests=False), style=style), 96))
    assert "sinoru show" not in text
    assert "--" not in text


@pytest.mark.parametrize("style", STYLES)
def test_text_of_a_corpus_stays_in_its_line(style: str) -> None:
    for width in (None, 80):
        lines = lines_of(listed(on("1999-05-08", "\x1b[2Jgone\nforged line")), width, style=style)
        assert sum("^[[2Jgone forged line" in line for line in lines) == 1


def test_no_events_are_said_to_be_none() -> None:
    assert lines_of(listed()) == ["No events match."]


def test_everything_is_shown_when_asked(week: Timeline) -> None:
    text = "\n".join(plain_lines(timeline_document(week, Look(full=True))))
    assert "[yu-1999q2, Chronology, May 10" in text
    assert "╭" in text
