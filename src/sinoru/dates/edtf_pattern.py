"""EDTF as a regular expression, for validators that know nothing else of dates (JSON Schema).

It takes every date that `parse_edtf` takes. A few that it takes are not dates: a 29 February outside leap years, an
interval that ends before it begins, and one with a year at one end only.
"""

_YEAR = "(?!-0000)-?[0-9]{4}"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|[12][0-9]))"
)
_PART_OF_YEAR = "(?:2[1-4]|3[3-9]|4[01])"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_SHIFT = "(?:Z|[-+](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)"
_DATE = (
    "(?:(?:"
    f"{_YEAR}(?:-(?:XX(?:-XX)?|{_PART_OF_YEAR}|{_MONTH}(?:-XX)?|{_DAY}))?"
    f"|XXXX-(?:{_MONTH}(?:-XX)?|{_DAY})"
    "|-?(?:[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)"
    "|Y-?[1-9][0-9]{4,11}"
    ")[~?%]?"
    f"|{_YEAR}-{_DAY}T{_CLOCK}{_SHIFT}?)"
)
_ONE_END = "(?=.*[0-9])"
_NO_TIME_IN_INTERVAL = "(?!.*(?:T.*/|/.*T))"

_MOMENT = rf"\[(?!.*(?:T|XXXX))(?:\.\.{_DATE}|{_DATE}\.\.)\]"
DATE_PATTERN = rf"^(?:{_MOMENT}|{_ONE_END}{_NO_TIME_IN_INTERVAL}(?:{_DATE}|\.\.)?(?:/(?:{_DATE}|\.\.)?)?)$"
"""A date, an interval, or a moment before or after a date."""
END_PATTERN = rf"^\.\.$|{DATE_PATTERN}"
"""A date, or `..` for what has not ended."""
