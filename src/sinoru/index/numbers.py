"""Record numbers that sort by date, and the numbers and tokens for spans and references.

A record's number in the index consists of its first possible day, its file, and its position in the file. SQLite and
FTS5 keep rows by number, so any listing in order of time is read directly, however many rows match
(docs/decisions/0003-numbers-that-sort-by-date.md).
"""

from collections.abc import Iterable, Sequence

from sinoru.loading.files import MAX_FILES

DAY_BITS, FILE_BITS, PLACE_BITS = 24, MAX_FILES.bit_length(), 24

MAX_RECORDS_IN_FILE = 1 << PLACE_BITS

DAY_SHIFT = FILE_BITS + PLACE_BITS
"""Bits below the day."""
_ZERO_DAY = 1 << (DAY_BITS - 1)
_UNDATED_SLOT = (1 << DAY_BITS) - 1
_LAST_SLOT = _UNDATED_SLOT - 1

_MAX_NUMBER = (1 << 63) - 1
"""The largest integer of an engine; no record has it."""
UNDATED = _UNDATED_SLOT << DAY_SHIFT
"""The lowest number of records without a date: they come after all others."""

FAR_AWAY = ((1 << DAY_SHIFT, 2 << DAY_SHIFT), (_LAST_SLOT << DAY_SHIFT, UNDATED))
"""The bounds of the numbers of records in the first and the last slot, which days far away share."""
OPEN_END = 1 << 40
"""A day after all others: it represents an open end in an order."""
OPEN_SPAN = 32
"""The size of spans without a start or an end."""
_REF = "ref"
"""The beginning of the tokens in `refs` for terms."""
_KIND = "0"
"""The beginning of those for kinds of record: no token of a text combines digits and letters."""


def number_of(day: int | None, file: int, place: int, *, dated: bool = True) -> int:
    """Return the number of a record; `day` is its first possible day, None if the start is open."""
    slot = _day_slot(day) if dated else _UNDATED_SLOT
    return (slot << DAY_SHIFT) | (file << PLACE_BITS) | place


def first_number(day: int) -> int:
    """Return the lowest number of records whose first day is this or a later one."""
    return _day_slot(day) << DAY_SHIFT


def after_day(day: int) -> int:
    """Return the lowest number of records whose first day is after this one."""
    return (_day_slot(day) + 1) << DAY_SHIFT


def first_day(number: int) -> int | None:
    """Return the first possible day of a dated record; None if its start is open."""
    slot = number >> DAY_SHIFT
    return slot - _ZERO_DAY if slot else None


def is_undated(day: int) -> bool:
    """Return whether this is the first day that the number of an undated record seems to have."""
    return day + _ZERO_DAY == _UNDATED_SLOT


def file_of(number: int) -> int:
    """Return the number of a record's file."""
    return (number >> PLACE_BITS) & MAX_FILES


def same_day_range(number: int) -> tuple[int, int]:
    """Return the lowest number of the record's first day, and the lowest number after that day."""
    slot = number >> DAY_SHIFT
    return slot << DAY_SHIFT, min((slot + 1) << DAY_SHIFT, _MAX_NUMBER)


def _day_slot(day: int | None) -> int:
    """Return the slot of a day; days more than 22,900 years from 1970 share the first or the last slot."""
    return 0 if day is None else min(max(day + _ZERO_DAY, 1), _LAST_SLOT)


def span_size(earliest: int | None, latest: int | None) -> int:
    """Return the exponent of the smallest power of two that is at least the number of days; 0 for a single day."""
    if earliest is None or latest is None:
        return OPEN_SPAN
    return min((latest - earliest).bit_length(), OPEN_SPAN)


def ref_token(term: int) -> str:
    """Return the token in `refs` for a term. No token of a text combines letters and digits."""
    return f"{_REF}{term}"


def kind_token(kind: str) -> str:
    """Return the token in `refs` that every record of a kind has."""
    return f"{_KIND}{kind}"


def any_kind(kinds: Iterable[str]) -> str:
    """Return the FTS5 expression for records of any of these kinds."""
    tokens = (f'"{kind_token(kind)}"' for kind in kinds)
    return f"refs : ({' OR '.join(tokens)})"


def may_begin_ref(beginning: str) -> bool:
    """Return whether a token in `refs` may begin like this, as a word may."""
    return _REF.startswith(beginning)


def term_of_ref(token: str) -> int | None:
    """Return the term of a token in `refs`; None for any other token."""
    digits = token.removeprefix(_REF)
    return int(digits) if digits != token and digits.isascii() and digits.isdecimal() else None


def any_ref(terms: Sequence[int]) -> str:
    """Return the FTS5 expression for records that refer to any of these terms; -1 matches nothing."""
    tokens = (f'"{ref_token(max(term, 0))}"' for term in terms)  # no term has the number 0
    return f"refs : ({' OR '.join(tokens)})"
