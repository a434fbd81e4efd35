"""Time relative to an event: what happened after it, before it or while it went on."""

from typing import NamedTuple

from sinoru.index.index import Index
from sinoru.messages import quoted, refused
from sinoru.model.errors import WrongDate, WrongUsage
from sinoru.query.filters import RELATIVE, Filters
from sinoru.query.resolve import resolve_id


class Around(NamedTuple):
    """The days that an event bounds, None without a bound, and the event itself, which is not among the answers."""

    first: int | None
    last: int | None
    id: str


def days_around(index: Index, filters: Filters) -> Around:
    """Return the days that are asked for by an event. Raises WrongDate, WrongUsage and as `resolve_id`."""
    given = [name for name in RELATIVE[:-1] if getattr(filters, name)]
    length = days_within(filters.within) if filters.within else None
    if not given:
        raise WrongUsage(refused("--within", "needs an event", "Add --after EVENT or --before EVENT."))
    name = given[0]
    if len(given) > 1:
        raise WrongUsage(refused(f"--{given[1]}", f"cannot be used with --{name}", "Leave out one."))
    if name == "during" and length is not None:
        raise WrongUsage(refused("--within", "cannot be used with --during", "Leave out one."))
    if filters.start or filters.end:
        used = "--from" if filters.start else "--to"
        raise WrongUsage(refused(used, f"cannot be used with --{name}", "Leave out one."))
    return _around(index, name, getattr(filters, name), length)


def _around(index: Index, name: str, typed: str, length: int | None) -> Around:
    id_ = resolve_id(index, f"--{name}", typed, ("event",))
    earliest, latest = next(index.rows("SELECT earliest, latest FROM record WHERE id = ?", (id_,)))
    if (earliest is None and name != "after") or (latest is None and name == "after"):
        bound = "end" if name == "after" else "beginning"
        raise WrongDate(f"--{name}", f"{quoted(id_)} has no {bound} that is known. Use --from and --to.")
    if name == "after":
        return Around(latest, None if length is None else latest + length, id_)
    if name == "before":
        return Around(None if length is None else earliest - length, earliest, id_)
    return Around(earliest, latest, id_)


def days_within(within: str) -> int:
    """Return the days of a length of time. Raises WrongDate."""
    from sinoru.dates.edtf import DateError
    from sinoru.dates.periods import parse_duration

    try:
        return parse_duration(within)
    except DateError as error:
        raise WrongDate("--within", error.message(within)) from None
