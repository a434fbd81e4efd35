"""The date that an entry of a chronology begins with, as printed."""

import re

from sinoru.dates.wording import MONTHS, SEASONS, THIRDS

LONGEST = 60
"""Characters before the sign that ends the date."""
_MONTHS = {month[:length].lower() for month in MONTHS for length in (3, 4, len(month))}
_BETWEEN = {
    "to",
    "and",
    "or",
    "about",
    "around",
    "circa",
    "c",
    "ca",
    "the",
    "of",
    "fall",
    *SEASONS.values(),
    *THIRDS.values(),
}
_ENDS = re.compile(r":|\.?\s[-\u2013\u2014]{1,2}\s|\u2014|--")


def printed_date(text: str) -> str:
    """Give the date before the colon or dash with which a text begins: `May 22-29, 1999`; empty: there is none."""
    heads = [text[: end.start()].strip(" *_") for end in _ENDS.finditer(text, 0, LONGEST)]
    return max(filter(_is_date, heads), key=len, default="")  # the dash in "May 22 - 29, 1999:" ends nothing


def without_year(date: str) -> str:
    """Leave out the year, as locators do: `May 22-29`; a date of figures only keeps it."""
    if not any(word in _MONTHS for word in _words(date)):
        return date
    return " ".join(re.sub(r",?\s*\b[12]\d{3}\b,?", "", date).split())


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _is_date(head: str) -> bool:
    words = _words(head)
    if not any(word in _MONTHS or _is_year(word) for word in words):
        return False
    return all(word in _MONTHS or word in _BETWEEN or _is_day(word) or _is_year(word) for word in words)


def _is_day(word: str) -> bool:
    return bool(re.fullmatch(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", word))


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"[12]\d{3}s?", word))
