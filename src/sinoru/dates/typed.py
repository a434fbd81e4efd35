"""Dates as people type them: EDTF, or English words and figures."""

from sinoru.dates.edtf_date import DateError, EdtfDate
from sinoru.dates.parse import parse_edtf
from sinoru.dates.periods import UNITS, Unit, period_of
from sinoru.dates.typed_date import Words, read_words
from sinoru.dates.typed_words import RANGE, split_words

_LONGEST = 100
_SHOWN = 40
_LEAP_YEAR = "2000"
_BETWEEN = {RANGE, "to", "until", "till", "through", "and"}
_ENDS = {"unknown": "", "open": "..", "present": "..", "now": ".."}
_OF_EDTF = set("0123456789-/.X~?%YTZ:+")
_FORMS = (
    "write 1999, May 1999, 8 May 1999, 1999-05-08, 22-29 May 1999, 22 May - 3 June 1999, spring 1999, 1999-Q2, "
    "late 1998, c. 1994, 1990s, 44 BC, 20th century, before 1999, since May 1999, or EDTF"
)


def parse_typed(text: str) -> EdtfDate:
    """Read a date as a person types it; case, abbreviated months and the kind of dash are free.

    `before` and `after` leave out the date they name, `until` and `since` take it in. Raises DateError, also
    where a date may mean two days, as 8/5/1999 does.
    """
    written = " ".join(text[: _LONGEST + 1].split())
    if len(written) > _LONGEST:
        raise DateError(f"{written[:_SHOWN]!r}... is too long for a date: {_FORMS}")
    try:
        return parse_edtf(written.upper())
    except DateError as error:
        fault = error
    words = split_words(written)
    edtf = _read_phrase(words)
    if edtf is not None:
        return parse_edtf(edtf)
    if words and _read_phrase([*words, _LEAP_YEAR]) is not None:
        raise DateError(f"{written!r} has no year: write {written} 1999, with the year that is meant")
    if set(written.upper()) <= _OF_EDTF:
        raise fault
    raise DateError(f"{written[:_SHOWN]!r} is no date that can be read: {_FORMS}")


def _read_phrase(words: Words) -> str | None:
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
    raise DateError(f"a date without a known {'start' if before else 'end'} has nothing beside it: {_FORMS}")


def _read_range(words: Words) -> str | None:
    places = [place for place, word in enumerate(words) if word in _BETWEEN]
    if len(places) != 1:
        return None
    left, right = words[: places[0]], words[places[0] + 1 :]
    return _join(_read_first(left, right), _read_last(left, right))


def _read_first(left: Words, right: Words) -> str | None:
    """Read the first date, which may leave out what the last one ends with: `22-29 May 1999`."""
    borrowed = [left + right[place:] for place in range(1, len(right))]
    return _read_end(left, [*borrowed, left])


def _read_last(left: Words, right: Words) -> str | None:
    """Read the last date, which may leave out what the first one has: `May 22-29, 1999`, `1939–45`."""
    begun = [left[:place] + right for place in range(len(left) - 1, 0, -1)]
    ended = [right + left[place:] for place in range(len(left) - 1, 0, -1)]
    return _read_end(right, [right, *begun, *ended, [_century(left) + word for word in right]])


def _read_end(words: Words, fuller: list[Words]) -> str | None:
    """Read the first that is a date of the fuller wordings of one end, unless it is open or unknown."""
    if not words or " ".join(words) in _ENDS:
        return _ENDS.get(" ".join(words))
    return next((edtf for wording in fuller if (edtf := read_words(wording)) is not None), None)


def _century(words: Words) -> str:
    year = words[-1] if words else ""
    return year[:2] if year.isdecimal() and len(year) == len("1939") else ""
