"""`sinoru timeline`: events in chronological order."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from sinoru.index.fields import TOOK_PART
from sinoru.index.index import Condition, Index, LinkFilter, Scope
from sinoru.query.answers import EventAnswer, Timeline
from sinoru.query.assemble import event_answers
from sinoru.query.filters import Filters, check_honoured
from sinoru.query.orders import select_most, sorting_by
from sinoru.query.scope import in_doubt, resolve_scope
from sinoru.text.query import All, AnyOf, Field, all_of, conjuncts, leaves


def ask_timeline(index: Index, filters: Filters, most: int | None = None) -> Timeline:
    """Return the events that pass the filters, by first possible day; with `sort` "-date", the latest first.

    Raises WrongUsage if there are more than `most`.
    """
    check_honoured(filters, "timeline")
    scope = resolve_scope(index, filters, ("event",), question="timeline")
    chosen, total = select_most(index, scope, filters, most, "events")
    return Timeline(
        events=_with_named(index, scope, event_answers(index, chosen)),
        total=total,
        first=scope.first,
        last=scope.last,
        any_year=_any_year(filters.query),
        marks=in_doubt(index, scope, chosen),
        sorted_by=sorting.field.key if (sorting := sorting_by(index, filters.sort)) else "",
    )


def _with_named(index: Index, scope: Scope, events: Sequence[EventAnswer]) -> tuple[EventAnswer, ...]:
    """Return the events, with a flag on those that only name the people and organisations in scope."""
    asked = all_of(*scope.links, *scope.where)
    terms = [term for leaf in leaves(asked) if _is_of_party(leaf) for term in leaf.terms]
    if not (terms and events):
        return tuple(events)
    from sinoru.query.presence import took_part

    condition, values = index.in_list("number", terms)
    ids = dict(index.rows(f"SELECT id, number FROM term WHERE {condition}", values))
    return tuple(
        one
        if _holds(asked, {ids.get(id_) for id_ in took_part(one.event)})
        else replace(one, only_named=True)
        for one in events
    )


def _holds(asked: Condition, took_part: Collection[int | None]) -> bool:
    """Return whether an event in scope is what was asked for if only those who took part in it count."""
    match asked:
        case All(items=items):
            return all(_holds(item, took_part) for item in items)
        case AnyOf(items=items):
            return any(_holds(item, took_part) for item in items)
    return not _is_of_party(asked) or any(term in took_part for term in asked.terms)


def _is_of_party(leaf: Condition) -> bool:
    """Return whether a leaf is the condition that a record involves a person or an organisation."""
    return isinstance(leaf, LinkFilter) and TOOK_PART in leaf.relations


def _any_year(query: str) -> str:
    """Return the day of any year that a query asks for, as `05-08`; empty if it asks for none."""
    if not query:
        return ""
    from sinoru.dates.written import day_of_any_year
    from sinoru.query.read_query import query_in

    dates = (one.value for one in conjuncts(query_in(query)) if isinstance(one, Field) and one.name == "date")
    return next(filter(None, map(day_of_any_year, dates)), "")
