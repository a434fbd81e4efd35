"""The names under which things are shown for a day. Few corpora have names for a time; others load nothing."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sinoru.dates.edtf import day_bounds
from sinoru.index.fields import NAME_FOR_A_TIME
from sinoru.index.index import Index
from sinoru.query.answers import Ref
from sinoru.query.fetch import refs_of

if TYPE_CHECKING:
    from sinoru.query.names_then import NamesThen


def names_then(index: Index, ids: Collection[str]) -> "NamesThen":
    """Return the names of those of the records that have one for a time (query/names_then.py)."""
    if (flag := index.flags.get(NAME_FOR_A_TIME)) is None:
        return {}
    from sinoru.query.names_then import names_for_a_time

    return names_for_a_time(index, flag, ids)


def refs_then(
    refs: dict[str, Ref], names: "NamesThen", ids: Iterable[str], days: tuple[int | None, int | None]
) -> dict[str, Ref]:
    """Return at least the references with these ids, with the names that held on all of some days."""
    first, last = days
    if not names or first is None or last is None:
        return refs
    from sinoru.query.names_then import refs_on

    return refs_on(refs, names, ids, first, last)


def called_on(index: Index, id_: str, date: str) -> str:
    """Return the name to show for something on a date (EDTF): `Leningrad (Saint Petersburg)`; empty without an id."""
    refs = refs_of(index, [id_])
    return refs_then(refs, names_then(index, refs), refs, day_bounds(date))[id_].called if id_ else ""
