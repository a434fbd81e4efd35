"""`sinoru on`: what happened on a day, what was under way, and who held which office."""

from collections.abc import Iterator

import msgspec

from sinoru.index.index import Index, Scope
from sinoru.messages import refused
from sinoru.model.errors import WrongUsage
from sinoru.query.answers import OfficeOfDay, OnDay, Timeline
from sinoru.query.assemble import claim_answers, count_verdicts, event_answers
from sinoru.query.filters import Days, Filters, check_honoured, narrowing, read_days
from sinoru.query.office_filters import can_filter_offices, keep_offices
from sinoru.query.office_order import by_state_and_rank
from sinoru.query.offices import offices_held
from sinoru.query.relative_time import days_within
from sinoru.query.scope import in_doubt, resolve_scope
from sinoru.query.select import Counted, count_beginning, select_beginning, select_under_way
from sinoru.query.timeline import ask_timeline

_NONE: Counted = ([], 0)


def ask_on_in_any_year(index: Index, day: str, filters: Filters, most: int | None = None) -> Timeline:
    """Return the events of a day such as `05-08` in any year. Raises WrongUsage, and as ask_timeline."""
    check_honoured(filters, "on")
    if filters.within:
        raise WrongUsage(refused("--within", "cannot be used with a day without a year", "Add the year."))
    query = f"date:{day} ({filters.query})" if filters.query else f"date:{day}"
    return ask_timeline(index, msgspec.structs.replace(filters, query=query), most)


def ask_on(index: Index, date: str, filters: Filters, most: int | None = None) -> OnDay:
    """Return what happened on a date, or within some days of it, and who held which office on the date.

    `filters.within` is a span such as `3d`; events that began earlier and last into these days are under way. A limit
    bounds each section; a section to which a filter does not apply is left out.
    Raises WrongDate, WrongUsage if there are more than `most` of a kind, and what resolve_scope raises.
    """
    check_honoured(filters, "on")
    days = read_days("DATE", date)
    reach = days_within(filters.within) if filters.within else 0
    filters = msgspec.structs.replace(filters, within="")
    first, last = days.first - reach, days.last + reach
    days_meant = {"first": first, "last": last}
    events = msgspec.structs.replace(_scope(index, filters, "event", "claim"), **days_meant)
    claims = msgspec.structs.replace(_scope(index, filters, "claim", "event", events), **days_meant)
    left_out = tuple(_left_out(filters))
    happened = under_way = said = _NONE
    if "events" not in left_out:
        happened = select_beginning(index, events, filters, most, "events")
        under_way = select_under_way(index, events, filters)
    if "claims" not in left_out:
        said = select_beginning(index, claims, filters, most, "claims")
    offices = [] if "offices" in left_out else _offices(index, days, filters)
    answers = claim_answers(index, said[0])
    return OnDay(
        date=days.text,
        earliest=first,
        latest=last,
        happened=event_answers(index, happened[0]),
        under_way=event_answers(index, under_way[0]),
        offices=tuple(offices[: filters.limit]),
        claims=answers,
        verdicts=count_verdicts(index, claims, answers, said[1], count_beginning),
        limit=filters.limit,
        happened_total=happened[1],
        under_way_total=under_way[1],
        offices_total=len(offices),
        claims_total=said[1],
        filtered_by=tuple(narrowing(filters)),
        left_out=left_out,
        marks=in_doubt(index, events, [*happened[0], *under_way[0]]) | in_doubt(index, claims, said[0]),
    )


def ask_offices_on(index: Index, date: str, filters: Filters) -> OnDay:
    """Return who held which office on a date, and nothing else. Raises WrongDate, NotHonoured, and as ask_on."""
    check_honoured(filters, "on --offices")
    days = read_days("DATE", date)
    offices = _offices(index, days, filters)
    return OnDay(
        date=days.text,
        earliest=days.first,
        latest=days.last,
        happened=(),
        under_way=(),
        offices=tuple(offices[: filters.limit]),
        claims=(),
        limit=filters.limit,
        offices_total=len(offices),
        filtered_by=tuple(narrowing(filters)),
        left_out=("events", "claims"),
    )


def _offices(index: Index, days: Days, filters: Filters) -> list[OfficeOfDay]:
    return by_state_and_rank(index, keep_offices(index, offices_held(index, days), filters))


def _scope(index: Index, filters: Filters, kind: str, beside: str, known: Scope | None = None) -> Scope:
    """Return the scope of the records of a kind; `known` is that of the kind beside it, if that is resolved."""
    kinds = tuple(one for one in filters.kind if one != beside)
    if known and not {"event", "claim"}.intersection(filters.kind):
        return msgspec.structs.replace(known, kinds=(kind,))
    return resolve_scope(index, msgspec.structs.replace(filters, kind=kinds), (kind,), beside=(beside,))


def _left_out(filters: Filters) -> Iterator[str]:
    """Yield the sections that a filter cannot narrow, or that a kind of record excludes."""
    records = [kind for kind in filters.kind if kind in ("event", "claim")]
    is_all_records = len(records) == len(filters.kind)
    if filters.kind and is_all_records and "event" not in records:
        yield "events"
    if not can_filter_offices(filters):
        yield "offices"
    if filters.country or (filters.kind and is_all_records and "claim" not in records):
        yield "claims"
