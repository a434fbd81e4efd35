"""Days typed among the words of a query, in any usual form: 08.05.1999, May 8 1999, 8 мая 1999, 1999-05-08, 8 May.

A month in figures, 1999-05, is read as its name as well; months in words are words.
"""

import re
from collections.abc import Iterator

from sinoru.index.database import placeholders
from sinoru.index.index import Condition, Index, Numbers
from sinoru.index.numbers import after_day, first_number, span_size
from sinoru.query.filters import DAY
from sinoru.text.query import Field, Node, Term, forms_of, leaves
from sinoru.text.terms import phrase_of

LONGEST = 4
"""The words that a day may have."""
SHORT = 14
"""The days before and after a day within which a short time lies that includes it."""
_IN_FIGURES = r"\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4}|\d{4}年\d{1,2}月\d{1,2}日"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_IN_WORDS = rf"(?:{_ORDINAL} [^\W\d_]+|[^\W\d_]+ {_ORDINAL})(?: \d{{4}})?|\d{{4}} [^\W\d_]+ {_ORDINAL}"
_MONTH, _DAY = r"\d{4}-\d\d", r"\d{4}-\d\d-\d\d"


def day_of(typed: str) -> Node | None:
    """Return the query for a day that words mean: what is dated to it, and what has it in its text; None for others.

    Of a day in figures whose order is open, such as 5/8/1999, both readings count.
    """
    if re.fullmatch(_MONTH, typed):
        name = _month_in_words(typed)
        return forms_of(typed, phrase_of(typed), phrase_of(name)) if name else None
    if re.fullmatch(_IN_FIGURES, typed):
        days = sorted({day for first in (True, False) if (day := _read(typed, month_first=first))})
    elif re.fullmatch(_IN_WORDS, typed):
        days = [found] if (found := _read(typed) or _without_year(typed)) else []
    else:
        return None
    return forms_of(typed, *(form for day in days for form in _forms(day))) if days else None


def records_of(index: Index, day: int) -> Condition:
    """Return the records dated to a day, or to a short time that includes it."""
    sizes = range(1, span_size(0, SHORT) + 1)
    low, high, last = first_number(day - SHORT), after_day(day), day + SHORT
    on_it = "SELECT number FROM record WHERE number >= ? AND number < ? AND latest <= ?"
    longer = f"SELECT record FROM span WHERE size IN ({placeholders(sizes)}) AND record >= ? AND record < ?"
    found = [number for (number,) in index.rows(on_it, (first_number(day), high, last))]
    spans = index.rows(f"{longer} AND latest >= ? AND latest <= ?", [*sizes, low, high, day, last])
    return Numbers(tuple(sorted({*found, *(number for (number,) in spans)})))


def is_day(query: Node) -> bool:
    """Return whether a query is such a day."""
    return any(isinstance(leaf, Field) and leaf.name == DAY for leaf in leaves(query))


def day_names(query: Node) -> list[str]:
    """Return the days that such a query means, in words."""
    phrases = [form.text for form in query.items if isinstance(form, Term) and " " in form.text]
    return [text for text in phrases if text[0].isdecimal()] or phrases


def _read(typed: str, *, month_first: bool = True) -> str:
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import read_written

    try:
        day = read_written(typed, month_first=month_first).edtf
    except DateError:
        return ""
    return day if re.fullmatch(_DAY, day) else ""


def _month_in_words(month: str) -> str:
    """Return `May 1999` for `1999-05`; empty for 1999-13."""
    from sinoru.dates.edtf import DateError, parse_edtf
    from sinoru.dates.wording import in_words

    try:
        when = parse_edtf(month)
    except DateError:
        return ""
    return in_words(when) if when.precision == "month" else ""


def _without_year(typed: str) -> str:
    from sinoru.dates.written import day_of_any_year

    return day_of_any_year(typed)


def _forms(day: str) -> Iterator[Node]:
    """Yield the forms of a day, with its year or without one."""
    from sinoru.dates.edtf import parse_edtf
    from sinoru.dates.wording import in_words

    *year, month, of_month = day.split("-")
    name = in_words(parse_edtf(f"2000-{month}")).split()[0]
    number = str(int(of_month))
    yield phrase_of(" ".join([number, name, *year]))
    yield phrase_of(" ".join([name, number, *year]))
    if year:
        yield phrase_of(day)
        yield Field(DAY, day, given="WORDS")
