"""Inputs that take more than their share: what is read n times must take about n times as long.

The first line of an input is what begins the text, the second what ends it; the rest is repeated.
"""

from collections.abc import Callable
from contextlib import suppress
from time import process_time

from sinoru.dates.edtf import DateError
from sinoru.dates.written import parse_typed
from sinoru.draft.formats.csv import read_rows as read_csv
from sinoru.draft.formats.ics import read_rows as read_ics
from sinoru.draft.formats.jsonl import read_rows as read_jsonl
from sinoru.draft.formats.markwhen import read_rows as read_markwhen
from sinoru.draft.formats.timelinejs import read_rows as read_timelinejs
from sinoru.draft.prose import read_chronology
from sinoru.edit.yaml_text import scalar
from sinoru.index.index import no_progress
from sinoru.messages import without_password
from sinoru.model.errors import SinoruError
from sinoru.model.records import Source
from sinoru.query.read_query import query_in
from sinoru.text.hidden import escape_hidden, one_line
from sinoru.verify.copies import read_html
from sinoru.verify.passages import read_passages

Reader = Callable[[str], object]

READERS: dict[str, Reader] = {
    "chronology": lambda text: read_chronology(text, None, no_progress),
    "copy": lambda text: read_passages(text, Source(id="s", title="t")),
    "csv": lambda text: read_csv(text, "x", {}),
    "date": parse_typed,
    "html": lambda text: read_passages(
        read_html("x", text.encode("utf-8", "replace")), Source(id="s", title="t")
    ),
    "ics": lambda text: read_ics(text, "x", {}),
    "jsonl": lambda text: read_jsonl(text, "x", {}),
    "markwhen": lambda text: read_markwhen(text, "x", {}),
    "query": query_in,
    "texts": lambda text: (one_line(text), escape_hidden(text), scalar(text), without_password(text)),
    "timelinejs": lambda text: read_timelinejs(text, "x", {}),
}
SMALL, LARGE = 5_000, 20_000
"""Characters of the two inputs that are compared."""
_SHARE = LARGE / SMALL * 2.5
_NOTICED = 0.5
"""Seconds of the larger input from which on its share counts."""

SEEDS = (
    b"\n\n x",
    b"date,title\n\n1999,t\r",
    b"May 8, 1999: \nx\n ",
    b"<p>\n\n<i>x<u></u>",
    b"\n\nx\r\r",
    b"1999-05: x\r\nbelow\r",
)


def text_of(begin: str, unit: str, end: str, size: int) -> str:
    """Return a text of about this size; CR in the parts stands for a line end."""
    repeated = unit * max(1, size // max(1, len(unit)))
    return f"{begin}{repeated}{end}".replace("\r", "\n")


def seconds(read: Reader, text: str) -> float:
    """Return the CPU time that a text takes; one that is refused took it as well."""
    began = process_time()
    with suppress(SinoruError, DateError):
        read(text)
    return process_time() - began


def is_out_of_bounds(read: Reader, begin: str, unit: str, end: str) -> bool:
    """Return whether a text of four times the size takes far more than four times as long, three times in a row."""
    for _ in range(3):
        large = seconds(read, text_of(begin, unit, end, LARGE))
        if large < _NOTICED or large < _SHARE * max(seconds(read, text_of(begin, unit, end, SMALL)), 0.005):
            return False
    return True


def target(data: bytes) -> None:
    """Read a text that repeats a part with each reader."""
    begin, _, rest = data.decode("utf-8", "replace").partition("\n")
    end, _, unit = rest.partition("\n")
    for name, read in READERS.items():
        assert not is_out_of_bounds(read, begin, unit, end), name
