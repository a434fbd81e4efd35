"""The filters that every listing shares: as typed, and resolved against the corpus."""

from typing import Literal

import msgspec

Sort = Literal["", "date", "-date", "rank"]


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a user asked to see, as typed. Values of one filter are alternatives; filters add up."""

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
    """Claims only: who makes it."""
    about: tuple[str, ...] = ()
    """Claims only: any record's id, or a name."""
    certainty: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    limit: int | None = None
    """None: all (a search shows 20)."""
    sort: Sort = ""
    """Empty: the listing's own order."""


NO_FILTERS = Filters()
