from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sinoru.export.formats.ics import Text
from sinoru.export.record_rows import safe_text

TEXTS = st.text(st.characters(codec="utf-8"))


@given(TEXTS)
def test_any_text_can_stand_in_xml(text: str) -> None:
    safe = safe_text(text)
    element = ET.fromstring(f"<a>{escape(safe)}</a>")  # noqa: S314  we wrote it
    assert (element.text or "") == safe


@given(TEXTS)
def test_any_text_comes_back_out_of_a_calendar(text: str) -> None:
    safe = safe_text(text)
    value = Text(safe).to_ical().decode()
    calendar = Calendar.from_ical(f"BEGIN:VCALENDAR\r\nSUMMARY:{value}\r\nEND:VCALENDAR\r\n")
    assert str(calendar["summary"]) == safe


@given(TEXTS)
def test_nothing_hidden_is_left(text: str) -> None:
    assert all(char.isprintable() or char == "\n" or char.isspace() for char in safe_text(text))
    assert not set(safe_text(text)) & set("\r\x00\x1b\u202e\u2028\x85\ufffe")


def test_line_ends_become_line_feeds() -> None:
    assert safe_text("a\r\nb\rc\nd") == "a\nb\nc\nd"
