from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest

from sinoru.dates.edtf import day_bounds
from sinoru.model.records import Event
from sinoru.query.answers import EventAnswer, Timeline
from sinoru.render.document import ASCII
from sinoru.render.full.timeline import timeline_document
from sinoru.render.layout import cell_width, plain_lines
from sinoru.render.timeline import GROUPS, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(*events: EventAnswer, width: int | None = None, **options: str) -> str:
    answer = Timeline(events=events, total=len(events))
    return "\n".join(plain_lines(timeline_document(answer, width=width, **options), width))  # type: ignore[arg-type]


def on(date: str) -> EventAnswer:
    first, last = day_bounds(date)
    return EventAnswer(
        event=Event(id=f"e{date}", date=date, title=f"Event of {date}"), earliest=first, latest=last
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("width", [None, 40, 60, 80, 120, 200])
def test_styles_look_as_kept(
    golden: Callable[[str, str], None], timeline: Timeline, style: str, width: int | None
) -> None:
    document = timeline_document(timeline, style=style, width=width)
    golden(f"timeline-{style}-{width or 'pipe'}", "\n".join(plain_lines(document, width)))


def test_ascii_output_draws_with_ascii(
    golden: Callable[[str, str], None],
    timeline: Timeline,
    hotline: EventAnswer,
    visit: EventAnswer,
    partnership: EventAnswer,
) -> None:
    events = (partnership, hotline, visit)
    for style in STYLES:
        text = "\n".join(
            plain_lines(timeline_document(Timeline(events=events, total=3), style=style, glyphs=ASCII))
        )
        assert text.replace("“", "").replace("”", "").isascii()
    golden("timeline-ascii", "\n".join(plain_lines(timeline_document(timeline, glyphs=ASCII), 80)))


def test_months_are_headings(golden: Callable[[str, str], None], timeline: Timeline) -> None:
    golden("timeline-months", "\n".join(plain_lines(timeline_document(timeline, group="month"), 80)))


def test_no_events_are_said_to_be_none() -> None:
    assert shown() == "No events match."


def test_one_event_is_counted(hotline: EventAnswer) -> None:
    assert shown(hotline).endswith("\n1 event")


def test_what_is_left_out_is_counted(timeline: Timeline) -> None:
    assert list(plain_lines(timeline_document(timeline)))[-1] == "5 of 7 events shown"


@pytest.mark.parametrize("style", STYLES)
def test_an_event_without_date_is_shown(style: str, hotline: EventAnswer) -> None:
    undated = EventAnswer(event=Event(id="x", date="", title="Nobody dated this"), earliest=None, latest=None)
    assert "Nobody dated this" in shown(hotline, undated, style=style)


@pytest.mark.parametrize("style", STYLES)
def test_a_date_that_is_none_is_shown_as_it_stands(style: str) -> None:
    odd = EventAnswer(event=Event(id="odd", date="some day", title="Odd"), earliest=None, latest=None)
    assert "some day" in shown(odd, style=style)


@pytest.mark.parametrize("style", STYLES)
def test_every_event_names_its_source_and_locator(style: str, timeline: Timeline) -> None:
    text = "\n".join(plain_lines(timeline_document(timeline, style=style)))
    for answer in timeline.events:
        places = "; ".join(passage.at for passage in answer.event.evidence)
        assert f"[yu-1999q2, {places}]" in text


@pytest.mark.parametrize("style", ["vertical", "table"])
def test_contradictions_stand_with_their_event(style: str, bombing: EventAnswer) -> None:
    text = shown(bombing, style=style)
    assert "date: ✓ 8 May 1999 [yu-1999q2, The Role of an Accident, 1]" in text
    assert "7 May 1999, according to irish-times (reported) [irish-times-1999-05-08]" in text
    assert "— all can be true" in text


def test_a_conflict_in_a_row_is_one_line(bombing: EventAnswer) -> None:
    note = next(line for line in shown(bombing, style="table").splitlines() if "date:" in line)
    assert note.startswith(
        "    date: ✓ 8 May 1999 [yu-1999q2, The Role of an Accident, 1] · ✓ 7 May 1999, according"
    )
    assert note.endswith(" — all can be true")


@pytest.mark.parametrize("style", ["table", "gantt"])
def test_a_narrow_style_puts_ids_and_sources_under_each_row(style: str, hotline: EventAnswer) -> None:
    source = "  hotline-call-1999-05-10 [yu-1999q2, Chronology, May 10; The Role of an"
    assert source in shown(hotline, style=style, width=80)
    assert source not in shown(hotline, style=style, width=150)


@pytest.mark.parametrize(
    ("style", "flag"),
    [
        ("vertical", "≠ the source calls Valentin Korabelnikov “Chief of the General Staff”"),
        ("table", "≠ the source calls Valentin Korabelnikov “Chief of the General Staff”"),
        ("gantt", "≠ title of Valentin Korabelnikov"),
    ],
)
def test_a_title_that_was_not_held_is_flagged(style: str, flag: str, visit: EventAnswer) -> None:
    assert flag in shown(visit, style=style)


@pytest.mark.parametrize("style", STYLES)
def test_an_event_without_evidence_says_so(style: str) -> None:
    assert "[no source]" in shown(on("1999-05-10"), style=style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("width", [1, 2, 5, 10, 19, 20, 21, 33, 57, 99, 500])
def test_any_width_is_kept(style: str, width: int, timeline: Timeline) -> None:
    for line in plain_lines(timeline_document(timeline, style=style, width=width), width):
        assert cell_width(line) <= max(width, 2)
        assert line == line.rstrip()


def test_a_day_a_time_and_an_interval_differ_at_a_glance(long_visit: EventAnswer) -> None:
    lines = shown(on("1999-05-10"), on("1999-05"), long_visit).splitlines()
    assert [line[0] for line in lines if "  Event of" in line or "Zhang Wannian, vice" in line] == [
        "●",
        "○",
        "╭",
    ]


def test_an_interval_is_closed_before_the_next_event(long_visit: EventAnswer) -> None:
    lines = shown(long_visit, on("1999-06-18")).splitlines()
    assert lines[lines.index("╰") + 1].startswith("● 18 June 1999")


def test_silences_are_shown_from_a_week_on() -> None:
    assert "· 7 days ·" in shown(on("1999-05-10"), on("1999-05-17"))
    assert "days ·" not in shown(on("1999-05-10"), on("1999-05-16"))


def test_long_silences_are_rounded() -> None:
    assert "· 3 months ·" in shown(on("1999-05-10"), on("1999-08-12"))
    assert "· 8 years ·" in shown(on("1991-05-10"), on("1999-08-12"))


def test_a_silence_ends_with_the_last_event_not_with_the_one_before() -> None:
    assert "days ·" not in shown(on("1999-05-01/1999-05-20"), on("1999-05-02"), on("1999-05-22"))


def test_a_war_in_the_background_breaks_no_silence() -> None:
    assert "· 20 days ·" in shown(on("1998-03/1999-12"), on("1999-05-02"), on("1999-05-22"))


def test_silences_are_seen_backwards_too() -> None:
    assert "· 12 days ·" in shown(on("1999-05-22"), on("1999-05-10"))


@pytest.mark.parametrize(
    ("group", "headings"),
    [
        ("decade", ["1990s"]),
        ("year", ["1996", "1999"]),
        ("quarter", ["second quarter of 1996", "second quarter of 1999"]),
        (
            "week",
            [
                "week 18 of 1999",
                "week 19 of 1999",
                "week 22 of 1999",
                "week 23 of 1999",
                "dated to a longer time",
            ],
        ),
        ("month", ["April 1996", "May 1999", "June 1999"]),
        ("day", ["8 May 1999", "10 May 1999", "31 May 1999", "7 June 1999", "dated to a longer time"]),
        ("kind", ["milestone", "attack", "call", "visit"]),
        ("country", ["CN", "RU", "RS", "no country"]),
        ("place", ["Belgrade", "Beijing", "no place"]),
        ("person", ["Boris Yeltsin", "Jiang Zemin", "Valentin Korabelnikov", "Zhang Wannian", "no person"]),
        ("org", ["NATO", "no organisation"]),
        ("topic", ["partnership", "kosovo", "embassy-bombing", "no topic"]),
    ],
)
def test_events_stand_under_headings(timeline: Timeline, group: str, headings: list[str]) -> None:
    lines = list(plain_lines(timeline_document(timeline, group=group)))
    found = [line for line, below in pairwise(lines) if not below and line[:1] not in "│╰○●┃╭"]
    assert group in GROUPS
    assert found[: len(headings)] == headings


def test_bars_lie_where_their_time_is() -> None:
    lines = shown(on("1999-01-01"), on("1999-06-01/1999-12-31"), on("1999-12-31"), style="gantt").splitlines()
    start, end = lines[1].index(lines[1].lstrip()), len(lines[1])
    first, half, last = (line[start:end] for line in lines[2:5])
    assert first.startswith("◆")
    assert half.strip(" ┊") == "█" * half.count("█")
    assert 0.5 < half.count("█") / len(half) < 0.65
    assert last.endswith("◆")


def test_an_open_end_is_an_arrow() -> None:
    assert "█▶" in shown(on("1999-01-01"), on("1999-06-01/.."), on("2000-12-31"), style="gantt")


def test_the_axis_ends_where_what_was_asked_for_ends() -> None:
    events = (on("1999-01-01/1999-05-10"), on("1999-05-31"))
    may, june = (day_bounds(day)[0] for day in ("1999-05-08", "1999-06-30"))
    asked = Timeline(events=events, total=2, first=may, last=june)
    lines = list(plain_lines(timeline_document(asked, style="gantt")))
    whole, last = lines[2:4]
    assert "Jan" not in lines[0]
    assert "◀█" in whole
    assert "◆" in last


def test_a_chart_names_what_sources_disagree_on_and_the_verdicts(timeline: Timeline) -> None:
    lines = list(plain_lines(timeline_document(timeline, style="gantt")))
    assert any("≠ date (reconciled)" in line for line in lines)


def test_a_day_that_is_not_known_is_a_light_bar() -> None:
    assert "░░░" in shown(on("1999-05-01"), on("1999-05"), on("1999-06-10"), style="gantt")


def test_a_filter_of_one_day_has_an_axis(hotline: EventAnswer) -> None:
    assert "10 May" in shown(hotline, style="gantt").splitlines()[0]


def test_text_of_a_corpus_cannot_draw(hotline: EventAnswer) -> None:
    event = msgspec.structs.replace(hotline.event, title="\x1b[2Jgone", summary="a\nb")
    text = shown(EventAnswer(event=event, earliest=hotline.earliest, latest=hotline.latest))
    assert "^[[2Jgone" in text
    assert "│ a b" in text
