from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sinoru.export import shapes
from sinoru.query.answers import Timeline

if TYPE_CHECKING:
    from sinoru.query.answers import Card, OnDay


def lines(answer: object) -> list[Any]:
    return [json.loads(line) for line in "".join(shapes.export_jsonl(answer)).splitlines()]


def test_every_line_is_an_object(answer: object) -> None:
    assert lines(answer)
    assert all(isinstance(line, dict) for line in lines(answer))


def test_one_event_stands_on_each_line(timeline: Timeline) -> None:
    assert [line["id"] for line in lines(timeline)] == ["hotline-call-1999-05-10", "bare"]


def test_nothing_found_is_no_line() -> None:
    assert lines(Timeline(events=(), total=0)) == []


def test_a_card_is_one_line(card: Card) -> None:
    assert len(lines(card)) == 1


def test_the_lines_of_a_day_say_what_they_are(day: OnDay) -> None:
    assert [line["section"] for line in lines(day)] == ["happened", "under_way", "offices", "claims"]
