"""`import timelinejs`: the JSON of TimelineJS 3 (timeline.knightlab.com/docs/json-format.html)."""

import re
from html import unescape
from typing import Any

import msgspec

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.draft.formats.jsonl import MALFORMED
from sinoru.draft.partial_dates import PartialDate
from sinoru.messages import clause
from sinoru.verify.copies import UnreadableCopy

_MOST_DIGITS = 12


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:  # noqa: ARG001  all readers have one signature
    """Return the events of a timeline, with their number as `line`. Raises UnreadableCopy."""
    try:
        timeline = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnreadableCopy(path, f"is not JSON: {clause(str(error).removeprefix(MALFORMED))}") from None
    events = timeline.get("events") if isinstance(timeline, dict) else None
    if not isinstance(events, list):
        raise UnreadableCopy(path, "is not a timeline of TimelineJS: the list 'events' is missing")
    eras = timeline.get("eras")
    read = [
        _make_row(number, event)
        for number, event in enumerate([*events, *(eras if isinstance(eras, list) else ())], 1)
    ]
    title = _read_text(timeline.get("title"))[0]
    rows = tuple(row for row in read if isinstance(row, Row))
    return Rows(rows, tuple(row for row in read if isinstance(row, LeftOut)), title)


def _make_row(number: int, event: Any) -> Row | LeftOut:
    if not isinstance(event, dict):
        return LeftOut(number, str(event)[:200], "not an object with fields")
    headline, text = _read_text(event)
    shown = " | ".join(filter(None, (headline, text)))
    start, time = _read_date(event.get("start_date"))
    end, _ = _read_date(event.get("end_date"))
    if not start or not shown:
        return LeftOut(number, shown, "no readable start date" if shown else "no text")
    date = f"{start}/{end}" if end and end != start else start
    doubts = [f"the time of day is left out: {time}"] if time else []
    try:
        parse_edtf(date)
    except DateError as error:
        date, doubts = start, [*doubts, str(error)]
    group = event.get("group")
    topics = (group,) if isinstance(group, str) and group else ()
    return Row(date, text or headline, number, shown, start, headline, topics=topics, doubts=tuple(doubts))


def _read_text(event: Any) -> tuple[str, str]:
    """Return the headline and the text below it."""
    text = event.get("text") if isinstance(event, dict) else None
    if not isinstance(text, dict):
        return "", ""
    return _plain(text.get("headline")), _plain(text.get("text"))


def _plain(html: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", str(html or ""))).split())


def _read_date(fields: Any) -> tuple[str, str]:
    """Return EDTF text and the time of day that it leaves out; either may be empty."""
    if not isinstance(fields, dict):
        return "", ""
    year, month, day = (_read_int(fields.get(name)) for name in ("year", "month", "day"))
    text = "" if year is None else PartialDate(year=year, month=month, day=day).edtf()
    try:
        parse_edtf(text)
    except DateError:
        return "", ""
    hour = fields.get("hour")
    return text, f"{hour}:{fields.get('minute') or 0:0>2}" if hour not in (None, "") else ""


def _read_int(value: Any) -> int | None:
    try:
        return int(value) if value not in (None, "") and len(str(value)) <= _MOST_DIGITS else None
    except (TypeError, ValueError):
        return None
