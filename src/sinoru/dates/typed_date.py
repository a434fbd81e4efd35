"""The words of one typed date to EDTF text. Each reader knows one form, and gives None for all others."""

from collections.abc import Callable
from itertools import zip_longest
from typing import cast

from sinoru.dates.calendar_days import civil_of_day, days_in_month
from sinoru.dates.english import THIRDS_OF_CENTURY, THIRDS_OF_DECADE, THIRDS_OF_MONTH
from sinoru.dates.parse import parse_edtf
from sinoru.dates.typed_fields import read_fields, read_ordinal
from sinoru.dates.typed_figures import read_figures, read_week
from sinoru.dates.typed_words import is_edtf

Words = list[str]

_DOUBTS = {
    **dict.fromkeys(("c", "ca", "circa", "about", "around", "approximately"), "~"),
    **dict.fromkeys(("perhaps", "possibly", "probably"), "?"),
}
_ERAS = {"bc", "bce", "ad", "ce"}
_DIGITS_OF_YEAR = 4


def read_words(words: Words) -> str | None:
    """Give the EDTF text of a date in words, doubt included; None where they are no date with a year.

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
