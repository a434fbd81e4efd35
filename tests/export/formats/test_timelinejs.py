"""Slides, held against the fields that the documentation of TimelineJS lists.

https://timeline.knightlab.com/docs/json-format.html
"""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.dates.edtf import parse_edtf
from sinoru.export.formats.timelinejs import _dates

if TYPE_CHECKING:
    from collections.abc import Callable

SLIDE = {
    "start_date",
    "end_date",
    "text",
    "media",
    "group",
    "display_date",
    "background",
    "autolink",
    "unique_id",
}
DATE = {"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date"}


def slides(text: str) -> dict[str, dict[str, Any]]:
    timeline = json.loads(text)
    assert set(timeline) <= {"events", "title", "eras", "scale"}
    assert timeline["scale"] in ("human", "cosmological")
    for slide in timeline["events"]:
        assert set(slide) - SLIDE == {"edtf"}  # ours, which TimelineJS passes over
        assert {"start_date", "unique_id", "text"} <= set(slide)
        assert set(slide["text"]) == {"headline", "text"}
        for name in ("start_date", "end_date"):
            date = slide.get(name, {"year": 0})
            assert set(date) <= DATE
            assert all(type(value) is int for key, value in date.items() if key != "display_date")
            assert "day" not in date or "month" in date
    return {slide["unique_id"]: slide for slide in timeline["events"]}


def test_the_title_is_that_of_the_corpus(text_of: Callable[..., str]) -> None:
    title = json.loads(text_of("timelinejs"))["title"]
    assert title == {"text": {"headline": "A few weeks of 1999", "text": "<p>What was said.</p>"}}


def test_an_event_tells_date_people_evidence_and_conflict(text_of: Callable[..., str]) -> None:
    bombing = slides(text_of("timelinejs"))["embassy-bombing"]
    assert bombing["start_date"] == {"year": 1999, "month": 5, "day": 8, "display_date": "8 May 1999"}
    assert "end_date" not in bombing
    assert bombing["group"] == "attack"
    text = bombing["text"]["text"]
    assert "<em>With</em> NATO (attacker)" in text
    assert '<a href="https://cc.pacforum.org/1999/07/a.html"' in text
    assert "[yu-1999q2: Chronology, May 8]" in text
    assert "[all can be true: time zones]" in text


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("1999", {"year": 1999}, None),
        ("1999-05", {"year": 1999, "month": 5}, None),
        ("1999-05-08T05:45:00Z", {"year": 1999, "month": 5, "day": 8}, None),
        ("195X", {"year": 1950, "month": 1, "day": 1}, {"year": 1959, "month": 12, "day": 31}),
        ("1999-23", {"year": 1999, "month": 9, "day": 1}, {"year": 1999, "month": 11, "day": 30}),
        ("1999-05/1999-06", {"year": 1999, "month": 5}, {"year": 1999, "month": 6, "day": 30}),
        ("1999-05/..", {"year": 1999, "month": 5}, None),
        ("../1999-05-08", {"year": 1999, "month": 5, "day": 8}, None),
        ("-0043", {"year": -43}, None),
    ],
)
def test_a_date_is_as_close_as_it_is_known(
    edtf: str, start: dict[str, int], end: dict[str, int] | None
) -> None:
    dates = _dates(parse_edtf(edtf)) or {}
    assert dates["start_date"].pop("display_date")
    assert (dates["start_date"], dates.get("end_date")) == (start, end)


@pytest.mark.parametrize("edtf", ["XXXX-05-08", "Y-300000", "Y300000"])
def test_a_date_that_no_timeline_has(edtf: str) -> None:
    assert _dates(parse_edtf(edtf)) is None


class _Tags(HTMLParser):
    """Collects what a browser would make elements of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_no_text_becomes_markup(text_of: Callable[..., str], hostile: str) -> None:
    text = text_of("timelinejs", corpus=hostile.replace("url: ", "url: https://a.org/?, language: "))
    parser = _Tags()
    for slide in slides(text).values():
        parser.feed(slide["text"]["headline"] + slide["text"]["text"])
    assert {tag for tag, _ in parser.found} <= {"p", "em", "small", "a"}
    assert all(re.match("https?://", attrs["href"] or "") for tag, attrs in parser.found if tag == "a")
    assert not [char for char in text if not char.isprintable() and char != "\n"]


def test_a_link_that_is_no_web_address_is_none(text_of: Callable[..., str]) -> None:
    corpus = (
        'sources:\n  - {id: s, title: S, url: "javascript:alert(1)"}\n'
        "events:\n  - {id: e, date: 1999, title: E, evidence: [{source: s}]}\n"
    )
    assert "javascript" not in text_of("timelinejs", corpus=corpus)


@pytest.mark.parametrize(
    "kind", ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;", "R&D"]
)
def test_no_kind_becomes_markup(text_of: Callable[..., str], kind: str) -> None:
    corpus = f"events:\n  - {{id: e, date: 1999, title: E, kind: {json.dumps(kind)}}}\n"
    group = slides(text_of("timelinejs", corpus=corpus))["e"]["group"]
    label = unescape(group)  # what is left when TimelineJS has taken the markup out
    parser = _Tags()
    parser.feed(f"{group} {label}")
    assert not parser.found
    assert unescape(label) == kind
