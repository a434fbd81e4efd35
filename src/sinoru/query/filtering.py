"""The filters as keyword arguments of the library, for editors and type checkers.

Made by `make manual` from the declarations in query/filters.py; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sinoru.query.filters import Sort

    OneOrMore = str | Iterable[str]
    """One value, or several: all of them, or any where a record can have only one."""
    Date = str | dt.date
    """A date, EDTF, or a date as people write it: "1999-05", "8 May 1999", "1999-Q2"."""


class Filtering(TypedDict, total=False):
    """The filters: each is the command-line option of that name; `start` and `end` are --from and --to."""

    start: Date
    end: Date
    after: str
    before: str
    during: str
    within: str
    person: OneOrMore
    org: OneOrMore
    party: OneOrMore
    country: OneOrMore
    place: OneOrMore
    kind: OneOrMore
    topic: OneOrMore
    tag: OneOrMore
    by: OneOrMore
    via: OneOrMore
    about: OneOrMore
    source: OneOrMore
    certainty: OneOrMore
    verdict: OneOrMore
    query: str
    where: OneOrMore
    limit: int | None
    sort: Sort
