"""Typed dates joined to ranges, or with what comes before or after them."""

from sinoru.dates.edtf_date import DateError
from sinoru.dates.parse import parse_edtf
from sinoru.dates.periods import UNITS, Unit, period_of
from sinoru.dates.typed_date import Words, read_words
from sinoru.dates.typed_words import RANGE

_BETWEEN = {RANGE, "to", "until", "till", "through", "and"}
_ENDS = {"unknown": "", "open": "..", "present": "..", "now": ".."}


def read_phrase(words: Words) -> str | None:
    """Give the EDTF text of a date or a range of dates in words; None where they are none. Raises DateError."""
    match words:
        case ["before", *rest]:
            return _read_beside(rest, before=True)
        case ["after", *rest]:
            return _read_beside(rest, before=False)
        case ["between", *rest]:
            return _read_range(rest)
        case ["from" | "since", *rest] | [*rest, "onwards" | "onward"]:
            return _read_range(rest) or _join(read_words(rest), "..")
        case ["until" | "till" | "to" | "through" | "by", *rest]:
            return _join("..", read_words(rest))
    return _read_range(words) or read_words(words)


def _join(first: str | None, last: str | None) -> str | None:
    """Make an interval; of ends that are intervals themselves, from the start of one to the end of the other."""
    if first is None or last is None:
        return None
    return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


def _read_beside(words: Words, *, before: bool) -> str | None:
    """Read all time before or after a date, as precise as the date is."""
    edtf = read_words(words)
    if edtf is None:
        return None
    date = parse_edtf(edtf)
    unit: Unit = next((unit for unit in UNITS if unit == date.precision), "day")
    mark = edtf[len(edtf.rstrip("~?%")) :]
    if before and date.earliest is not None:
        return f"../{period_of(date.earliest - 1, unit)}{mark}"
    if not before and date.latest is not None:
        return f"{period_of(date.latest + 1, unit)}{mark}/.."
    limit = "start" if before else "end"
    raise DateError(f"this date has no known {limit}: write a whole date, as before 1999 or after May 1999")


def _read_range(words: Words) -> str | None:
    places = [place for place, word in enumerate(words) if word in _BETWEEN]
    if len(places) != 1:
        return None
    left, right = words[: places[0]], words[places[0] + 1 :]
    return _join(_read_first(left, right), _read_last(left, right))


def _read_first(left: Words, right: Words) -> str | None:
    """Read the first date, which may leave out what the last one ends with: `22-29 May 1999`."""
    before_christ = [[*left, right[-1]]] if right and right[-1] in {"bc", "bce"} else []
    borrowed = [left + right[place:] for place in range(1, len(right))]
    return _read_end(left, [*before_christ, left, *borrowed])


def _read_last(left: Words, right: Words) -> str | None:
    """Read the last date, which may leave out what the first one has: `May 22-29, 1999`, `1939–45`."""
    begun = [left[:place] + right for place in range(len(left) - 1, 0, -1)]
    ended = [right + left[place:] for place in range(len(left) - 1, 0, -1)]
    return _read_end(right, [right, *begun, *ended, [_century(left) + "".join(right)]])


def _read_end(words: Words, fuller: list[Words]) -> str | None:
    """Read the first that is a date of the fuller wordings of one end, unless it is open or unknown."""
    if not words or " ".join(words) in _ENDS:
        return _ENDS.get(" ".join(words))
    return next((edtf for wording in fuller if (edtf := read_words(wording)) is not None), None)


def _century(words: Words) -> str:
    """Give the first two digits of the year that the words end with."""
    year = words[-1] if words else ""
    return year[:2] if year.isdecimal() and len(year) == len("1939") else ""
