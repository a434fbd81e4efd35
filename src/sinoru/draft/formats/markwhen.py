"""`import markwhen`: the text format of markwhen.com, its dated lines with the lines below each."""

import re

from msgspec.structs import replace

from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.draft.tables import RowDate, RowDates
from sinoru.text.lines import split_lines

_EVENT = re.compile(r"(?:[-*]\s+)?([^:#]{1,60}?(?:T\d{1,2}:\d{2}(?::\d{2})?Z?[^:]{0,40}?)?)\s*:\s+(\S.*)")
_TAG = re.compile(r"(?<!\w)#([\w-]+)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:  # noqa: ARG001  all readers have one signature
    """Return the events of a text; the lines below an event, up to the next one, belong to it."""
    lines = split_lines(text)
    dates = RowDates([line[:60] for line in lines])
    rows: list[Row] = []
    below: list[list[str]] = []
    """The lines below each row."""
    left_out: list[LeftOut] = []
    title = ""
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        match = _EVENT.fullmatch(stripped[:20_000])
        date = dates.read(match.group(1)) if match else RowDate("")
        if match and date.edtf:
            topics = tuple(_TAG.findall(match.group(2)))
            summary = " ".join(_LINK.sub(r"\1", _TAG.sub("", match.group(2))).split())
            rows.append(
                Row(
                    date.edtf,
                    summary,
                    number,
                    stripped,
                    match.group(1).strip(),
                    topics=topics,
                    doubts=date.doubts,
                )
            )
            below.append([])
        elif stripped.startswith("title:"):
            title = stripped.removeprefix("title:").strip()
        elif not stripped or stripped.startswith(("//", "#", "---", "group", "section", "end", "...")):
            continue
        elif rows and not match:
            below[-1].append(_LINK.sub(r"\1", stripped))
        else:
            left_out.append(LeftOut(number, stripped, date.why or "no readable date at the start"))
    whole = (
        replace(row, summary=" ".join((row.summary, *more))) for row, more in zip(rows, below, strict=True)
    )
    return Rows(tuple(whole), tuple(left_out), title)
