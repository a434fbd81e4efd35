"""A typed date cut into words: dashes, commas, dots and hyphens mean what they mean between dates.

The fields of a typed date: which of its words is the year, which the month or the like, which the day.

Typed dates in figures: days in any order that is clear, and the weeks of ISO 8601.

The words of one typed date to EDTF text. Each reader knows one form, and gives None for all others.

Typed dates joined to ranges, or with what comes before or after them.
"""

from collections.abc import Callable
from itertools import zip_longest
from typing import cast

from sinoru.dates.days import civil_of_day, days_in_month, iso_day, iso_week, monday_of_week, year_text
from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.periods import UNITS, Unit, period_of
from sinoru.dates.wording import MONTHS, SEASONS, THIRDS, THIRDS_OF_CENTURY, THIRDS_OF_DECADE, THIRDS_OF_MONTH

RANGE = "-"
"""The word for a dash that stands between two dates."""

_SEPARATED = str.maketrans(dict.fromkeys("\u2013\u2014\u2015", f" {RANGE} "))
_PLAIN = str.maketrans({"\u2019": "'", "(": " ", ")": " "})
_FILLERS = {"the", "of", "in"}
_DIGITS_IN_GROUP = 3
_DIGITS_OF_YEAR = 4


def split_words(text: str) -> list[str]:
    """Cut a typed date into words in lower case; `22-29 May` gives `22`, RANGE, `29`, `may`."""
    words: list[str] = []
    for word in text.lower().translate(_SEPARATED).translate(_PLAIN).replace("'s", "s").split():
        for piece in _split_comma(word):
            for part in _split_dots(piece):
                words += _split_hyphen(part)
    return _join_winters([word for word in words if word and word not in _FILLERS])


def is_edtf(word: str) -> bool:
    """Return whether a word is EDTF as it stands, but for its case."""
    try:
        parse_edtf(word.upper())
    except DateError:
        return False
    return True


def _split_comma(word: str) -> list[str]:
    """Cut at commas, except those between the thousands of a number."""
    first, *groups = word.rstrip("?").split(",")
    if first.isdecimal() and all(len(group) == _DIGITS_IN_GROUP and group.isdecimal() for group in groups):
        return [word]
    return word.split(",")


def _split_dots(word: str) -> list[str]:
    """Drop the dots of `Sept.`, `B.C.` and `8.`, cut `c.1994`; keep those of `8.5.1999` and `..`."""
    letters = word.replace(".", "")
    if letters.isalpha():
        return [letters]
    if letters.isdecimal() or word.startswith("."):
        return [word.rstrip(".") or word]
    return word.split(".")


def _split_hyphen(word: str) -> list[str]:
    pieces = word.split("-")
    if not all(piece.isalnum() for piece in word.rstrip("?").split("-")) or is_edtf(word):
        return [word]
    if len(pieces) == len(("first", "last")) and _are_ends(*pieces):
        return [pieces[0], RANGE, pieces[1]]
    return [word] if word.replace("-", "").isdigit() else pieces


def _are_ends(first: str, last: str) -> bool:
    """Tell `22-29`, `April-May` and `1990s-2000s` from `mid-May`, `May-1999` and `05-1999`.

    `1939-45` is no range: `1939-41` could not be one, since EDTF makes it the second half of 1939.
    """
    if first.isdigit() and last.isdigit():
        lengths = {len(first), len(last)}
        return _DIGITS_OF_YEAR not in lengths or min(lengths) >= _DIGITS_IN_GROUP
    return first[0].isdigit() == last[0].isdigit() and first not in THIRDS_OF_MONTH


def _join_winters(words: list[str]) -> list[str]:
    """Make `winter 1998-99`, however its years are joined, the winter that begins in 1998."""
    if "winter" not in words:
        return words
    after = words.index("winter") + 1
    for length in (1, 3):
        first, last = _split_years("".join(words[after : after + length]))
        mark = last[len(last.rstrip("?")) :]
        if _is_next_year(first, last.rstrip("?")):
            return [*words[:after], first + mark, *_join_winters(words[after + length :])]
    return [*words[:after], *_join_winters(words[after:])]


def _split_years(text: str) -> tuple[str, str]:
    first, _, last = text.replace("/", "-").partition("-")
    return first, last


def _is_next_year(first: str, last: str) -> bool:
    if not (first.isdecimal() and len(first) == _DIGITS_OF_YEAR and len(last) in {2, _DIGITS_OF_YEAR}):
        return False
    return str(int(first) + 1).endswith(last)


_CODES = {
    **{name: code for code, name in (SEASONS | THIRDS).items()},
    "fall": 23,
    **{f"q{place}": 32 + place for place in range(1, 5)},
    **{f"h{place}": 39 + place for place in range(1, 3)},
}
"""EDTF codes of the parts of a year that are one word."""

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ENDINGS = {"st", "nd", "rd", "th"}
_MOST_DIGITS_OF_DAY = 2
_LETTERS_OF_MONTH = 3


def read_fields(words: list[str]) -> str | None:
    """Read a year, month and day, or a year and a part of it, in any order."""
    fields: dict[str, str] = {}
    for word in words:
        name, text = _field(word)
        if not name or name in fields:
            return None
        fields[name] = text
    if "year" not in fields or ("day" in fields and "part" not in fields):
        return None
    return "-".join(fields[name] for name in ("year", "part", "day") if name in fields)


def _field(word: str) -> tuple[str, str]:
    """Return which field of a date a word gives, and its EDTF text; two empty texts where it gives none."""
    number, ending = _split_number(word)
    if number:
        return _number_field(number, ending)
    if word == "xxxx":
        return "year", "XXXX"
    month = next((month for month, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), 0)
    code = month if len(word) >= _LETTERS_OF_MONTH else 0
    code = code or _CODES.get(word, 0)
    return ("part", f"{code:02d}") if code else ("", "")


def _split_number(word: str) -> tuple[str, str]:
    ending = word.lstrip("0123456789,")
    return word.removesuffix(ending), ending


def _number_field(number: str, ending: str) -> tuple[str, str]:
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
            # The ending of `AD 990s`, whose era went behind the number.
            return "year", f"{digits[:-1]:0>3}X"
    return "", ""


def read_ordinal(word: str) -> int:
    """Return the number of `third` or `3rd`; 0 where it is none."""
    number, ending = _split_number(word)
    if ending in _ENDINGS and number.isdecimal():
        return int(number)
    return _ORDINALS.get(word, 0)


_MONTHS_OF_YEAR = len(MONTHS)


def read_figures(words: list[str]) -> str | None:
    """Read a date all in figures; where day and month cannot be told apart, ask."""
    fields = _split_figures(words[0]) if len(words) == 1 else []
    match [len(field) == _DIGITS_OF_YEAR for field in fields]:
        case [True, False, False]:
            return f"{fields[0]}-{fields[1]:>02}-{fields[2]:>02}"
        case [False, False, True]:
            return _read_day_and_month(words[0], fields)
        case [True, False] if int(fields[1]) <= _MONTHS_OF_YEAR:
            return f"{fields[0]}-{fields[1]:>02}"
        case [False, True] if int(fields[0]) <= _MONTHS_OF_YEAR:
            return f"{fields[1]}-{fields[0]:>02}"
    return None


def _split_figures(word: str) -> list[str]:
    separator = next((mark for mark in "/.-" if mark in word), None)
    fields = word.split(separator)
    return fields if all(field.isdecimal() for field in fields) else []


def _read_day_and_month(written: str, fields: list[str]) -> str | None:
    """Read `8.5.1999`, day first as wherever dots are written; with other signs only where one order fits."""
    first, second, year = int(fields[0]), int(fields[1]), fields[2]
    orders = [(first, second), (second, first)] if "." not in written else [(first, second)]
    dates = sorted({(month, day) for day, month in orders if 1 <= month <= _MONTHS_OF_YEAR})
    if len(dates) > 1:
        readings = " or ".join(f"{day} {MONTHS[month - 1]} {year}" for month, day in dates)
        raise DateError(f"{written} may be {readings}: write one of these, or {year}-MM-DD")
    return f"{year}-{dates[0][0]:02d}-{dates[0][1]:02d}" if dates else None


def read_week(words: list[str]) -> str | None:
    """Read `1999-W19` and `week 19 of 1999`, weeks as ISO 8601 counts them."""
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
        raise DateError(f"{year} has no week {week}: write a week from 1 to 52 or 53")
    return f"{iso_day(monday)}/{iso_day(monday + 6)}"


Words = list[str]

_DOUBTS = {
    **dict.fromkeys(("c", "ca", "circa", "about", "around", "approximately"), "~"),
    **dict.fromkeys(("perhaps", "possibly", "probably"), "?"),
}
_ERAS = {"bc", "bce", "ad", "ce"}


def read_words(words: Words) -> str | None:
    """Return the EDTF text of a date in words, doubt included; None where they are no date with a year.

    Raises DateError where they may mean two dates.
    """
    marks = set()
    while words and words[0] in _DOUBTS:
        marks.add(_DOUBTS[words[0]])
        words = words[1:]
    if words and words[-1].endswith("?"):
        marks.add("?")
        words = [*words[:-1], words[-1].rstrip("?")]
    edtf = _read_unmarked(_join_eras([word for word in words if word]))
    return None if edtf is None else "/".join(_mark(end, marks) for end in edtf.split("/"))


def _read_unmarked(words: Words) -> str | None:
    return next((edtf for read in _READERS if (edtf := read(words)) is not None), None)


def _mark(edtf: str, marks: set[str]) -> str:
    plain = edtf.rstrip("~?")
    both = marks | set(edtf[len(plain) :])
    return plain + ("%" if len(both) > 1 else "".join(both))


def _join_eras(words: Words) -> Words:
    """Make one word of a year and its era: `44bc`, `800ad`."""
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
    """Read `early`, `mid` or `late` before a month, decade or century; before a year they are fields."""
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


def _read_unknown(words: Words) -> str | None:
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


def _read_counted(words: Words) -> str | None:
    """Read `second quarter of 1999`, `1st half of 1999`, `20th century` and `1st millennium BC`."""
    match words:
        case [nth, ("quarter" | "half") as part, *year]:
            return read_fields([f"{part[0]}{read_ordinal(nth)}", *year])
        case [nth, ("century" | "millennium") as span]:
            return _hundreds(read_ordinal(nth) - 1, span, "")
        case [nth, ("century" | "millennium") as span, era] if era in _ERAS:
            return _hundreds(read_ordinal(nth) - 1, span, "-" if era.startswith("b") else "")
    return None


def _hundreds(before: int, span: str, sign: str) -> str | None:
    """Write the years of a century or millennium with so many before it."""
    width, unknown = {"century": (2, "XX"), "millennium": (1, "XXX")}[span]
    return f"{sign}{before:0{width}d}{unknown}" if 0 <= before < 10**width else None


_READERS: tuple[Callable[[Words], str | None], ...] = (
    _read_edtf,
    read_figures,
    _read_third,
    _read_unknown,
    _read_counted,
    read_week,
    read_fields,
)


_BETWEEN = {RANGE, "to", "until", "till", "through", "and"}
_ENDS = {"unknown": "", "open": "..", "present": "..", "now": ".."}


def read_phrase(words: Words) -> str | None:
    """Return the EDTF text of a date or a range of dates in words; None where they are none. Raises DateError."""
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
    """Return the first two digits of the year that the words end with."""
    year = words[-1] if words else ""
    return year[:2] if year.isdecimal() and len(year) == len("1939") else ""
