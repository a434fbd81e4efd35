from __future__ import annotations

import pytest

from sinoru.dates.edtf import day_bounds
from sinoru.model.records import Event
from sinoru.query.answers import EventAnswer
from sinoru.render.axis import axis_for, axis_over, bar_of, draw_bar
from sinoru.render.document import UNICODE


def on(date: str) -> EventAnswer:
    first, last = day_bounds(date)
    return EventAnswer(event=Event(id="e", date=date, title="E"), earliest=first, latest=last)


def drawn(date: str, first: str = "1999-05-01", last: str = "1999-05-10", width: int = 10) -> str:
    low, high = day_bounds(first)[0], day_bounds(last)[1]
    assert low is not None
    assert high is not None
    bar = "".join(
        span.text
        for span in draw_bar(
            bar_of(on(date), axis_for(low, high, width)), axis_for(low, high, width), UNICODE
        )
    )
    assert len(bar) == width
    return bar.replace("┊", " ").rstrip()


@pytest.mark.parametrize(
    ("date", "bar"),
    [
        ("1999-05-03", "  ◆"),
        ("1999-05-03/1999-05-05", "  ███"),
        ("1999-05-03/1999-06-05", "  ███████▶"),
        ("1999-04-03/1999-05-05", "◀████"),
        ("1999-05", "░░░░░░░░░▶"),
        ("1999", "◀░░░░░░░░▶"),
        ("1999-05-03/..", "  ███████▶"),
        ("../1999-05-05", "◀████"),
        ("1999-04/1999-05-05", "◀████"),
        ("1999-05-03/1999-05", "  █░░░░░░▶"),
        ("1999-05/1999-05-05", "░░░░█"),
        ("1999-04/1999-05", "◀░░░░░░░░▶"),
        ("1998/2000", "◀████████▶"),
    ],
)
def test_a_bar_is_solid_only_where_the_event_was_certainly_under_way(date: str, bar: str) -> None:
    assert drawn(date) == bar


def test_a_bar_reaches_to_the_end_of_its_last_day() -> None:
    assert drawn("1999-05-02/1999-05-03", width=40) == " " * 4 + "█" * 8


def test_a_label_without_room_at_the_end_is_left_out() -> None:
    first, last = day_bounds("1999-05-08")[0], day_bounds("1999-05-15")[0]
    assert first is not None
    assert last is not None
    axis = axis_for(first, last, 32)
    assert axis.labels() == "    9 May   11 May  13 May"
    assert axis.rule(UNICODE).count("┊") == 4


def test_an_axis_of_no_days_has_a_cell() -> None:
    assert axis_over((), 0).width == 1
