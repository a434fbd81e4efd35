"""What a question asks of an index: a frozen value that each engine compiles into its own SQL."""

from collections.abc import Sequence

import msgspec

from sinoru.text.expression import Wanted

Sql = tuple[str, Sequence[object]]
"""A piece of SQL and the values for its question marks, in order."""
EVERYWHERE: Sql = ("TRUE", ())
"""The part of all records. A part is a condition on the number of a record, which stands as `{0}` in it."""
ANY_WAY = ""
"""Stands in `tally.how` for records that refer to something in any way, each counted once."""


class Linked(msgspec.Struct, frozen=True):
    """Records that refer to any of these terms in any of these ways (none given: in any way)."""

    terms: tuple[int, ...]
    hows: tuple[str, ...] = ()
    in_refs: bool = False
    """Whether every such link has its word in the full text, whose lists FTS5 intersects tens of times faster."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The filters, resolved against the corpus."""

    kinds: tuple[str, ...] = ()
    """Kinds of record; empty: all."""
    first: int | None = None
    last: int | None = None
    """Days; a record passes if it may fall into them."""
    links: tuple[Linked, ...] = ()
    """The most selective first: it drives the query."""
    match: Wanted | None = None
    """What the text must hold; None: anything."""
    in_title: bool = False
    """Whether it must stand in the title."""

    @property
    def has_dates(self) -> bool:
        """Tell whether records without a date are out."""
        return self.first is not None or self.last is not None
