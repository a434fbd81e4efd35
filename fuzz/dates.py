"""Dates as files write them and as people type them."""

from contextlib import suppress

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.periods import parse_duration
from sinoru.dates.wording import in_words
from sinoru.dates.written import parse_typed

SEEDS = (
    b"1999-05-08",
    b"1999-05~/2000-XX?",
    b"22 May - 3 June 1999",
    b"late 1998",
    b"44 BC",
    b"8/5/1999",
    b"Y170000002",
    b"1999-05-08T12:30:00Z",
    b"3d",
    b"second half of the 20th century",
)


def target(data: bytes) -> None:
    """Read a date in each way: a date that can be put in words, or DateError."""
    text = data.decode("utf-8", "surrogateescape")
    for read in (parse_edtf, parse_typed):
        with suppress(DateError):
            date = read(text)
            assert date.earliest is None or date.latest is None or date.earliest <= date.latest, text
            assert in_words(date), text
    with suppress(DateError):
        parse_duration(text)
