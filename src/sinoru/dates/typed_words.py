"""A typed date cut into words: dashes, commas, dots and hyphens mean what they mean between dates."""

from sinoru.dates.edtf_date import DateError
from sinoru.dates.english import THIRDS_OF_MONTH
from sinoru.dates.parse import parse_edtf

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
    """Tell whether a word is EDTF as it stands, but for its case."""
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
