"""The fields of a typed date: which of its words is the year, which the month or the like, which the day."""

from sinoru.dates.calendar_days import year_text
from sinoru.dates.english import MONTHS, SEASONS, THIRDS

_CODES = {
    **{name: code for code, name in (SEASONS | THIRDS).items()},
    "fall": 23,
    **{f"q{place}": 32 + place for place in range(1, 5)},
    **{f"h{place}": 39 + place for place in range(1, 3)},
}
"""EDTF codes of the parts of a year that are one word."""

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ENDINGS = {"st", "nd", "rd", "th"}
_DIGITS_OF_YEAR = 4
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
    """Tell which field of a date a word gives, and its EDTF text; two empty texts where it gives none."""
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
    """Give the number of `third` or `3rd`; 0 where it is none."""
    number, ending = _split_number(word)
    if ending in _ENDINGS and number.isdecimal():
        return int(number)
    return _ORDINALS.get(word, 0)
