"""Typed dates in English words and figures, turned into EDTF text.

A text is split into words first, where dashes, commas, dots and hyphens have the meaning that they have between
dates. `read_phrase` reads ranges and open ranges, `read_words` the single dates in them. Each of `_READERS` knows one
form of a date, and returns None for all others.
"""

from collections.abc import Callable
from itertools import zip_longest
from typing import cast

from sinoru.dates.days import (
    civil_of_day,
    day_of_civil,
    days_in_month,
    iso_day,
    iso_week,
    monday_of_week,
    year_text,
)
from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.periods import UNITS, Unit, period_of
from sinoru.dates.wording import MONTHS, SEASONS, THIRDS, THIRDS_OF_CENTURY, THIRDS_OF_DECADE, THIRDS_OF_MONTH

Words = list[str]

RANGE = "-"
"""The word for a dash between two dates."""

_DASHES = str.maketrans(dict.fromkeys("\u2013\u2014\u2015", f" {RANGE} "))
_PUNCTUATION = str.maketrans({"\u2019": "'", "(": " ", ")": " "})
_FILLERS = {"the", "of", "in"}
_DIGITS_OF_GROUP = 3
_DIGITS_OF_YEAR = 4
_MOST_DIGITS_OF_DAY = 2
_LETTERS_OF_MONTH = 3

_RANGE_WORDS = {RANGE, "to", "until", "till", "through", "and"}
_UNDATED_ENDS = {"unknown": "", "open": "..", "present": "..", "now": ".."}
_DOUBTS = {
    **dict.fromkeys(("c", "ca", "circa", "about", "around", "approximately"), "~"),
    **dict.fromkeys(("perhaps", "possibly", "probably"), "?"),
}
_ERAS = {"bc", "bce", "ad", "ce"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINAL_ENDINGS = {"st", "nd", "rd", "th"}
_PART_CODES = {
    **{name: code for code, name in (SEASONS | THIRDS).items()},
    "fall": 23,
    **{f"q{number}": 32 + number for number in range(1, 5)},
    **{f"h{number}": 39 + number for number in range(1, 3)},
}
"""EDTF codes of the parts of a year that are one word."""


def split_words(text: str) -> Words:
    """Split a typed date into words in lower case: `22-29 May` into `22`, RANGE, `29`, `may`."""
    words: Words = []
    for word in text.lower().translate(_DASHES).translate(_PUNCTUATION).replace("'s", "s").split():
        for piece in _split_commas(word):
            for part in _split_dots(piece):
                words += _split_hyphens(part)
    return _join_winters([word for word in words if word and word not in _FILLERS])


def is_edtf(word: str) -> bool:
    """Return whether a word in upper case is an EDTF date."""
    try:
        parse_edtf(word.upper())
    except DateError:
        return False
    return True


def _split_commas(word: str) -> list[str]:
    """Split at commas, except those between the thousands of a number."""
    first, *groups = word.rstrip("?").split(",")
    if first.isdecimal() and all(len(group) == _DIGITS_OF_GROUP and group.isdecimal() for group in groups):
        return [word]
    return word.split(",")


def _split_dots(word: str) -> list[str]:
    """Drop the dots of `Sept.`, `B.C.` and `8.`, split `c.1994`; keep the dots of `8.5.1999` and `..`."""
    letters = word.replace(".", "")
    if letters.isalpha():
        return [letters]
    if letters.isdecimal() or word.startswith("."):
        return [word.rstrip(".") or word]
    return word.split(".")


def _split_hyphens(word: str) -> list[str]:
    pieces = word.split("-")
    if not all(piece.isalnum() for piece in word.rstrip("?").split("-")) or is_edtf(word):
        return [word]
    if len(pieces) == len(("first", "last")) and _is_range(*pieces):
        return [pieces[0], RANGE, pieces[1]]
    return [word] if word.replace("-", "").isdigit() else pieces


def _is_range(first: str, last: str) -> bool:
    """Distinguish `22-29`, `April-May` and `1990s-2000s` from `mid-May`, `May-1999` and `05-1999`.

    `1939-45` is not a range, as `1939-41` cannot be one: in EDTF it is the second half of 1939.
    """
    if first.isdigit() and last.isdigit():
        lengths = {len(first), len(last)}
        return _DIGITS_OF_YEAR not in lengths or min(lengths) >= _DIGITS_OF_GROUP
    return first[0].isdigit() == last[0].isdigit() and first not in THIRDS_OF_MONTH


def _join_winters(words: Words) -> Words:
    """Replace the two years of `winter 1998-99`, however they are joined, by the first."""
    if "winter" not in words:
        return words
    after = words.index("winter") + 1
    for length in (1, 3):  # `1998-99` is one word, `1998 - 1999` is three
        first, _, last = "".join(words[after : after + length]).replace("/", "-").partition("-")
        mark = last[len(last.rstrip("?")) :]
        if _is_next_year(first, last.rstrip("?")):
            return [*words[:after], first + mark, *_join_winters(words[after + length :])]
    return [*words[:after], *_join_winters(words[after:])]


def _is_next_year(first: str, last: str) -> bool:
    if not (first.isdecimal() and len(first) == _DIGITS_OF_YEAR and len(last) in {2, _DIGITS_OF_YEAR}):
        return False
    return str(int(first) + 1).endswith(last)


def read_phrase(words: Words) -> str | None:
    """Return the EDTF text of a date or a range of dates; None if the words are neither. Raises DateError."""
    match words:
        case ["before", *rest]:
            return _read_open_range(rest, before=True)
        case ["after", *rest]:
            return _read_open_range(rest, before=False)
        case ["between", *rest]:
            return _read_range(rest)
        case ["from" | "since", *rest] | [*rest, "onwards" | "onward"]:
            return _read_range(rest) or _join_range(read_words(rest), "..")
        case ["until" | "till" | "to" | "through" | "by", *rest]:
            return _join_range("..", read_words(rest))
    return _read_range(words) or read_words(words)


def _join_range(first: str | None, last: str | None) -> str | None:
    """Join two dates to an interval: from the start of the first, if that is an interval, to the end of the last."""
    if first is None or last is None:
        return None
    return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


def _read_open_range(words: Words, *, before: bool) -> str | None:
    """Read all time before or after a date, with the precision of that date."""
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
    raise DateError(
        f"its date has no known {limit}", "use a complete date, as in before 1999 or after May 1999"
    )


def _read_range(words: Words) -> str | None:
    separators = [index for index, word in enumerate(words) if word in _RANGE_WORDS]
    if len(separators) != 1:
        return None
    left, right = words[: separators[0]], words[separators[0] + 1 :]
    return _join_range(_read_start(left, right), _read_end(left, right))


def _read_start(left: Words, right: Words) -> str | None:
    """Read the first date, which may omit the last words of the other: `22-29 May 1999`."""
    before_christ = [[*left, right[-1]]] if right and right[-1] in {"bc", "bce"} else []
    borrowed = [left + right[start:] for start in range(1, len(right))]
    return _read_endpoint(left, [*before_christ, left, *borrowed])


def _read_end(left: Words, right: Words) -> str | None:
    """Read the last date, which may omit words or digits of the other: `May 22-29, 1999`, `1939–45`."""
    prefixed = [left[:end] + right for end in range(len(left) - 1, 0, -1)]
    suffixed = [right + left[start:] for start in range(len(left) - 1, 0, -1)]
    return _read_endpoint(right, [right, *prefixed, *suffixed, [_century_digits(left) + "".join(right)]])


def _read_endpoint(words: Words, fuller: list[Words]) -> str | None:
    """Read one end of a range: open, unknown, or the first of its fuller wordings that is a date."""
    if not words or " ".join(words) in _UNDATED_ENDS:
        return _UNDATED_ENDS.get(" ".join(words))
    return next((edtf for wording in fuller if (edtf := read_words(wording)) is not None), None)


def _century_digits(words: Words) -> str:
    """Return the first two digits of the year at the end of the words; empty if they do not end with a year."""
    year = words[-1] if words else ""
    return year[:2] if year.isdecimal() and len(year) == _DIGITS_OF_YEAR else ""


def read_words(words: Words) -> str | None:
    """Return the EDTF text of a single date, doubt included; None if the words are not a date with a year.

    Raises DateError if they may mean two dates.
    """
    marks = set()
    while words and words[0] in _DOUBTS:
        marks.add(_DOUBTS[words[0]])
        words = words[1:]
    if words and words[-1].endswith("?"):
        marks.add("?")
        words = [*words[:-1], words[-1].rstrip("?")]
    edtf = _read_unmarked(_join_eras([word for word in words if word]))
    return None if edtf is None else "/".join(_add_marks(end, marks) for end in edtf.split("/"))


def _read_unmarked(words: Words) -> str | None:
    return next((edtf for read in _READERS if (edtf := read(words)) is not None), None)


def _add_marks(edtf: str, marks: set[str]) -> str:
    plain = edtf.rstrip("~?")
    both = marks | set(edtf[len(plain) :])
    return plain + ("%" if len(both) > 1 else "".join(both))


def _join_eras(words: Words) -> Words:
    """Join a year and its era to one word: `44bc`, `800ad`."""
    joined: Words = []
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        before_year = word == "ad" and following[:1].isdecimal()
        if joined and joined[-1] == "ad":
            joined[-1] = f"{word}ad"
        elif joined and joined[-1][0].isdecimal() and word in _ERAS and not before_year:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _read_edtf(words: Words) -> str | None:
    return words[0].upper() if len(words) == 1 and is_edtf(words[0]) else None


def _read_third(words: Words) -> str | None:
    """Read `early`, `mid` or `late` before a month, decade or century; before a year, `read_fields` does."""
    if not words or words[0] not in THIRDS_OF_MONTH:
        return None
    third, whole = words[0], _read_unmarked(words[1:])
    if whole is None:
        return None
    match parse_edtf(whole).precision:
        case "month":
            return _third_of_month(whole, *THIRDS_OF_MONTH[third])
        case "decade":
            return _third_of_years(whole.removesuffix("X"), *THIRDS_OF_DECADE[third])
        case "century":
            return _third_of_years(whole.removesuffix("XX"), *THIRDS_OF_CENTURY[third])
    return None


def _third_of_month(month: str, first: int, last: int) -> str:
    length = days_in_month(*civil_of_day(cast("int", parse_edtf(month).earliest))[:2])
    return f"{month}-{first:02d}~/{month}-{min(last, length)}~"


def _third_of_years(stem: str, first: int, last: int) -> str | None:
    width = _DIGITS_OF_YEAR - len(stem)
    return None if stem.startswith("-") else f"{stem}{first:0{width}d}~/{stem}{last:0{width}d}~"


def _read_unknown_part(words: Words) -> str | None:
    """Read `May 1999, day unknown`, `1999, month unknown` and `24 May, year unknown`."""
    if len(words) < len(("1999", "day", "unknown")) or words[-1] != "unknown":
        return None
    *known, field, _ = words
    if field == "year":
        return read_fields([*known, "xxxx"])
    edtf = read_fields(known)
    if edtf is None or field not in {"month", "day"}:
        return None
    return f"{edtf}-XX-XX" if field == "day" and len(known) == 1 else f"{edtf}-XX"


def _read_ordinal_period(words: Words) -> str | None:
    """Read `second quarter of 1999`, `1st half of 1999`, `20th century` and `1st millennium BC`."""
    match words:
        case [nth, ("quarter" | "half") as part, *year]:
            return read_fields([f"{part[0]}{read_ordinal(nth)}", *year])
        case [nth, ("century" | "millennium") as span]:
            return _century_or_millennium(read_ordinal(nth) - 1, span, "")
        case [nth, ("century" | "millennium") as span, era] if era in _ERAS:
            return _century_or_millennium(read_ordinal(nth) - 1, span, "-" if era.startswith("b") else "")
    return None


def _century_or_millennium(before: int, span: str, sign: str) -> str | None:
    """Return the EDTF text of the century or millennium after `before` others of its era."""
    width, unknown = {"century": (2, "XX"), "millennium": (1, "XXX")}[span]
    return f"{sign}{before:0{width}d}{unknown}" if 0 <= before < 10**width else None


def read_fields(words: Words) -> str | None:
    """Read a year with a month and day, a year with a part of it, or a year alone, in any order."""
    fields: dict[str, str] = {}
    for word in words:
        name, text = _classify_word(word)
        if not name or name in fields:
            return None
        fields[name] = text
    if "year" not in fields or ("day" in fields and "part" not in fields):
        return None
    return "-".join(fields[name] for name in ("year", "part", "day") if name in fields)


def _classify_word(word: str) -> tuple[str, str]:
    """Return the name (`year`, `part`, `day`) and EDTF text of the field that a word is; both empty for others."""
    number, ending = _split_number(word)
    if number:
        return _classify_number(number, ending)
    if word == "xxxx":
        return "year", "XXXX"
    month = next((month for month, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), 0)
    code = month if len(word) >= _LETTERS_OF_MONTH else 0
    code = code or _PART_CODES.get(word, 0)
    return ("part", f"{code:02d}") if code else ("", "")


def _split_number(word: str) -> tuple[str, str]:
    ending = word.lstrip("0123456789,")
    return word.removesuffix(ending), ending


def _classify_number(number: str, ending: str) -> tuple[str, str]:
    digits = number.replace(",", "")
    count = int(digits)
    match ending:
        case "" | "st" | "nd" | "rd" | "th" if len(digits) <= _MOST_DIGITS_OF_DAY:
            return "day", f"{count:02d}"
        case "" if len(digits) == _DIGITS_OF_YEAR or digits != number:
            return "year", year_text(count)
        case "bc" | "bce" if count:
            return "year", year_text(1 - count)
        case "ad" | "ce" if count:
            return "year", year_text(count)
        case "s" | "sad" if digits.endswith("0") and (len(digits) == _DIGITS_OF_YEAR or ending == "sad"):
            # `sad` is the ending of `AD 990s` after its era was joined to the number.
            return "year", f"{digits[:-1]:0>3}X"
    return "", ""


def read_ordinal(word: str) -> int:
    """Return the number of `third` or `3rd`; 0 if the word is not an ordinal."""
    number, ending = _split_number(word)
    if ending in _ORDINAL_ENDINGS and number.isdecimal():
        return int(number)
    return _ORDINALS.get(word, 0)


def read_figures(words: Words) -> str | None:
    """Read a date entirely in figures. Raises DateError if day and month may be in either order."""
    fields = _split_figures(words[0]) if len(words) == 1 else []
    match [len(field) == _DIGITS_OF_YEAR for field in fields]:
        case [True, False, False]:
            return f"{fields[0]}-{fields[1]:>02}-{fields[2]:>02}"
        case [False, False, True]:
            return _order_day_and_month(words[0], fields)
        case [True, False] if int(fields[1]) <= len(MONTHS):
            return f"{fields[0]}-{fields[1]:>02}"
        case [False, True] if int(fields[0]) <= len(MONTHS):
            return f"{fields[1]}-{fields[0]:>02}"
    return None


def _split_figures(word: str) -> list[str]:
    separator = next((mark for mark in "/.-" if mark in word), None)
    fields = word.split(separator)
    return fields if all(field.isdecimal() for field in fields) else []


def _order_day_and_month(written: str, fields: list[str]) -> str | None:
    """Read `8.5.1999`: with dots, the day comes first; with other separators, only one order may be possible."""
    first, second, year = int(fields[0]), int(fields[1]), fields[2]
    orders = [(first, second), (second, first)] if "." not in written else [(first, second)]
    dates = sorted({(month, day) for day, month in orders if 1 <= month <= len(MONTHS)})
    if len(dates) > 1:
        readings = " or ".join(f"{day} {MONTHS[month - 1]} {year}" for month, day in dates)
        raise DateError(readings, f"use one of these, or {year}-MM-DD", verdict="ambiguous")
    return f"{year}-{dates[0][0]:02d}-{dates[0][1]:02d}" if dates else None


def read_week(words: Words) -> str | None:
    """Read an ISO 8601 week: `1999-W19` or `week 19 of 1999`."""
    match words:
        case ["week", week, year]:
            pass
        case [year, week] if week.startswith("w"):
            week = week[1:]
        case _:
            return None
    if not (week.isdecimal() and year.isdecimal() and len(year) == _DIGITS_OF_YEAR):
        return None
    monday = monday_of_week(int(year), int(week))
    if iso_week(monday) != (int(year), int(week)):
        last_week = iso_week(day_of_civil(int(year), 12, 28))[1]
        raise DateError(f"{year} has no week {int(week)}", f"use a week from 1 to {last_week}")
    return f"{iso_day(monday)}/{iso_day(monday + 6)}"


_READERS: tuple[Callable[[Words], str | None], ...] = (
    _read_edtf,
    read_figures,
    _read_third,
    _read_unknown_part,
    _read_ordinal_period,
    read_week,
    read_fields,
)
