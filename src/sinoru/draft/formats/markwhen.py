"""`import markwhen`: the text format of markwhen.com, its dated lines and what stands below them."""

import re

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.draft.tables import RowDates

_EVENT = re.compile(r"\s*(?:[-*]\s+)?([^:#]{1,60}?(?:T\d{1,2}:\d{2}(?::\d{2})?Z?[^:]{0,40}?)?)\s*:\s+(\S.*)")
_TAG = re.compile(r"(?<!\w)#([\w-]+)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_BETWEEN = re.compile(r"(?<=[\w)])\s*(?:/|\s-\s|–|—)\s*(?=[\w])")
_OPEN = {"now": "..", "present": ".."}


def read_rows(text: str, path: str, given: dict[str, str]) -> Rows:  # noqa: ARG001  every kind takes a map
    """Return the events of a text; what stands below one, up to the next, belongs to it."""
    lines = text.splitlines()
    dates = RowDates([line[:60] for line in lines])
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    title = ""
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        match = _EVENT.fullmatch(line[:20_000])
        date, doubts = _read(match.group(1), dates) if match else ("", ())
        if match and date:
            topics = tuple(_TAG.findall(match.group(2)))
            said = " ".join(_LINK.sub(r"\1", _TAG.sub("", match.group(2))).split())
            rows.append(
                Row(date, said, number, stripped, match.group(1).strip(), topics=topics, doubts=doubts)
            )
        elif stripped.startswith("title:"):
            title = stripped.removeprefix("title:").strip()
        elif not stripped or stripped.startswith(("//", "#", "---", "group", "section", "end", "...")):
            continue
        elif rows and not match:
            last = rows[-1]
            said = f"{last.summary} {_LINK.sub(lambda found: found.group(1), stripped)}"
            rows[-1] = Row(
                last.date, said, last.line, last.text, last.printed, topics=last.topics, doubts=last.doubts
            )
        else:
            left_out.append(LeftOut(number, stripped, "no date that can be read begins it"))
    return Rows(tuple(rows), tuple(left_out), title)


def _read(text: str, dates: RowDates) -> tuple[str, tuple[str, ...]]:
    first, *rest = _BETWEEN.split(text.strip(), maxsplit=1) if text.count("/") == 1 else [text.strip()]
    if not rest:
        return dates.read(first)
    if rest[0].strip().casefold() in _OPEN:
        start, doubts = dates.read(first)
        return (f"{start}/..", doubts) if start else ("", ())
    whole = f"{first.strip()}/{rest[0].strip()}"
    try:
        return parse_edtf(whole).text, ()
    except DateError:
        start, doubts = dates.read(first, rest[0])
        return (start, doubts) if start else dates.read(text)
