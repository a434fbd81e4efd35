"""Record numbers that sort by date, and what else the index makes numbers of.

A record's number in the index holds its first possible day, then its file, then its place in the file. SQLite
and FTS5 keep rows by number, so any listing in order of time is read straight off, however many rows match.
"""

from collections.abc import Sequence

from sinoru.loading.files import MAX_FILES

DAY_BITS, FILE_BITS, PLACE_BITS = 24, MAX_FILES.bit_length(), 24

MAX_RECORDS_IN_FILE = 1 << PLACE_BITS

DAY_SHIFT = FILE_BITS + PLACE_BITS
"""How far the day stands above the file and the place."""
_ZERO_DAY = 1 << (DAY_BITS - 1)
_UNDATED = (1 << DAY_BITS) - 1
_LAST_DAY = _UNDATED - 1

_MOST = (1 << 63) - 1
"""The largest number that an engine takes; no record has it."""
UNDATED = _UNDATED << DAY_SHIFT
"""The first number of records without a date: they come after all others."""


def number_of(day: int | None, file: int, place: int, *, dated: bool = True) -> int:
    """Make the number of a record; `day` is its first possible day, None where the start is open."""
    slot = _day_slot(day) if dated else _UNDATED
    return (slot << DAY_SHIFT) | (file << PLACE_BITS) | place


def first_number(day: int) -> int:
    """Return the lowest number that a record of this first day or a later one can have."""
    return _day_slot(day) << DAY_SHIFT


def after_day(day: int) -> int:
    """Return the lowest number of the days after this one."""
    return (_day_slot(day) + 1) << DAY_SHIFT


def first_day(number: int) -> int | None:
    """Return the first possible day of a record; None where its start is open."""
    slot = number >> DAY_SHIFT
    return slot - _ZERO_DAY if slot else None


def file_of(number: int) -> int:
    """Return the file's number out of a record's."""
    return (number >> PLACE_BITS) & MAX_FILES


def same_day_range(number: int) -> tuple[int, int]:
    """Return the lowest number of the record's first day, and the lowest after that day."""
    slot = number >> DAY_SHIFT
    return slot << DAY_SHIFT, min((slot + 1) << DAY_SHIFT, _MOST)


def _day_slot(day: int | None) -> int:
    """Days beyond 11,000 years from 1970 share the first or the last slot."""
    return 0 if day is None else min(max(day + _ZERO_DAY, 1), _LAST_DAY)


OPEN_END = 1 << 40
"""A day after all others: where an open end stands in an order."""
OPEN_SPAN = 32
"""The size of spans without a start or an end."""


def span_size(earliest: int | None, latest: int | None) -> int:
    """Return the power of two of days that a span does not exceed."""
    if earliest is None or latest is None:
        return OPEN_SPAN
    return min((latest - earliest).bit_length(), OPEN_SPAN)


def ref_token(term: int) -> str:
    """Return the word that stands in `refs` for a record referred to. Texts never mix letters and digits so."""
    return f"ref{term}"


def term_of_ref(token: str) -> int | None:
    """Return the term that a word of `refs` stands for; None for any other word."""
    digits = token.removeprefix("ref")
    return int(digits) if digits != token and digits.isascii() and digits.isdecimal() else None


def any_ref(terms: Sequence[int]) -> str:
    """Return the FTS5 expression for records that refer to any of these terms; -1 stands for none."""
    tokens = (f'"{ref_token(max(term, 0))}"' for term in terms)  # no term is 0
    return f"refs : ({' OR '.join(tokens)})"
