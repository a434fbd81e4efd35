"""The filters that all listings share, as typed, and dates with a first and a last day."""

from collections.abc import Collection
from typing import Literal

import msgspec

from sinoru.messages import quoted, shell_word
from sinoru.model.errors import NotHonoured, WrongDate

Sort = Literal["", "date", "-date", "rank"]


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Filters as typed. Values of one filter are alternatives; a record has to pass all filters."""

    start: str = ""
    end: str = ""
    person: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    """Claims only: who makes it: the speaker that is named, or else the author of the source."""
    via: tuple[str, ...] = ()
    """Claims only: who passed it on."""
    about: tuple[str, ...] = ()
    """Claims only: any record's id, or a name."""
    certainty: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    limit: int | None = None
    """None: no limit (a search returns 20)."""
    sort: Sort = ""
    """Empty: the default order of the listing."""


NO_FILTERS = Filters()

DAYS = ("start", "end")
"""The filters that choose a time."""
_OF_EVENTS = ("person", "org", "country", "place", "kind", "topic", "source", "limit")
_OF_CLAIMS = ("by", "via", "about", "certainty", "verdict")
HONOURED: dict[str, tuple[str, ...]] = {
    "timeline": (*DAYS, *_OF_EVENTS, "sort"),
    "on": (*_OF_EVENTS, "sort"),
    "on --offices": ("person", "org", "country", "limit"),
    "who NAME": (*DAYS, *_OF_EVENTS),
    "who OFFICE": ("country", "limit"),
    "who": ("org", "country", "kind", "source", "limit"),
    "search": (*DAYS, *_OF_EVENTS, *_OF_CLAIMS, "sort"),
    "claims": (*DAYS, *(name for name in _OF_EVENTS if name != "country"), *_OF_CLAIMS, "sort"),
    "conflicts": (*DAYS, *_OF_EVENTS, *_OF_CLAIMS, "sort"),
    "links": (*DAYS, *_OF_EVENTS),
    "sources": (*DAYS, "kind", "limit"),
    "sources ID": ("limit",),
    "stats": (*DAYS, *_OF_EVENTS),
}
"""The filters that can change each answer. Any other would be dropped, or leave nothing: it is refused."""
OPTIONS = {"start": "--from", "end": "--to"}
"""Options that are not named like their filter."""
_RANKED = ("search",)


def check_honoured(filters: Filters, question: str) -> None:
    """Raise NotHonoured for a filter that this question cannot honour."""
    for name in given_filters(filters):
        if name not in HONOURED[question]:
            raise NotHonoured(OPTIONS.get(name, f"--{name}"), question)
    if filters.sort == "rank" and question not in _RANKED:
        raise NotHonoured("--sort rank", question, "nothing is ranked there", "Use date or -date.")


def given_filters(filters: Filters) -> list[str]:
    """Return the names of the filters that are given."""
    return [name for name in Filters.__struct_fields__ if getattr(filters, name)]


def narrowing(filters: Filters) -> list[str]:
    """Return the names of the given filters that leave records out, whatever their number."""
    return [name for name in given_filters(filters) if name not in ("limit", "sort")]


def filters_in_words(filters: Filters, but: Collection[str] = ()) -> str:
    """Return the narrowing filters as options: `--place Beijing --kind visit or --kind talks`; some of them left out.

    Values of one filter are alternatives, joined by `or`.
    """
    typed = []
    for name in narrowing(filters):
        if name not in but:
            value = getattr(filters, name)
            values = (value,) if isinstance(value, str) else value
            typed.append(
                " or ".join(f"{OPTIONS.get(name, f'--{name}')} {shell_word(each)}" for each in values)
            )
    return " ".join(typed)


class Days(msgspec.Struct, frozen=True):
    """A date (EDTF) and the days it covers."""

    text: str
    first: int
    last: int


def read_days(option: str, typed: str) -> Days:
    """Parse a date as typed. Raises WrongDate, also for a date without a first or a last day."""
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    try:
        when = parse_typed(typed)
    except DateError as error:
        raise WrongDate(option, error.message(typed)) from None
    if when.earliest is None and when.latest is None:
        raise WrongDate(option, f"{quoted(typed)} has no year. Add one.")
    if when.latest is None:
        raise WrongDate(
            option, f"{quoted(typed)} has no last day. Use a date that has one, or list a timeline from it."
        )
    if when.earliest is None:
        raise WrongDate(
            option, f"{quoted(typed)} has no first day. Use a date that has one, or list a timeline up to it."
        )
    return Days(when.text, when.earliest, when.latest)
