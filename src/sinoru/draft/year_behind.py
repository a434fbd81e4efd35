"""Years printed behind the date of an entry and divided from it: `25 October (7 November) 1917: ...`.

A year that the line prints goes before that of a neighbour, even if the reader of dates stops in front of it.
"""

import re

import msgspec

from sinoru.dates.partial import PartialRange

_ENDS = r"(?=[ ]*(?:[:：–—|]|-[ ]|$))"
_BRACKET = r"[(\[（][^()\[\]（）]{1,40}[)\]）]"
_BETWEEN = rf"(?:{_BRACKET}|\d{{1,2}}[:.h]\d{{2}}|(?:in|of|at|the|year|de|des|im|en)\b|[,/–—-]|[ ]){{0,8}}"
_YEAR = r"(?:1\d{3}|20\d{2})(?![\d%]|,\d)"
_BEHIND = re.compile(
    rf"(?:[ ]*{_BRACKET}[ ,]*(?={_YEAR})|{_BETWEEN}(?={_YEAR}{_ENDS}))(?P<year>\d{{4}})", re.IGNORECASE
)
_UNREAD = re.compile(rf"[ ,/]*(?:FY ?|[lI])?\d[\d ,]{{2,6}}[a-z?_X-]{{0,2}}{_ENDS}", re.IGNORECASE)
_WEAK = frozenset(("space", "word", "comma", "stop", "dash", "gap"))


def date_with_year_behind(when: PartialRange, divider: str, text: str) -> tuple[PartialRange, str]:
    """Return a date without a year with the year that its text begins with, and the doubt about it; or as it is."""
    if when.has_year or when.start.is_bare_day or divider not in _WEAK:
        return when, ""
    if found := _BEHIND.match(text):
        year = int(found["year"])
        return when.in_year(
            year
        ), f"the year is taken from “{found.group().strip(' ,/–—-')}”, behind the date"
    if found := _UNREAD.match(text):
        return _without_year(when), f"“{found.group().strip(' ,/')}” behind the date may be its year"
    return when, ""


def _without_year(when: PartialRange) -> PartialRange:
    """Return a date whose year is not sought elsewhere."""
    start, *ends = (point.but(unknown="year") for point in when.points)
    return msgspec.structs.replace(when, start=start, end=ends[0] if ends else None)
