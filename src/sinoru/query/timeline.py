"""`sinoru timeline`: events in chronological order."""

from sinoru.index.index import Index
from sinoru.query.answers import Timeline
from sinoru.query.assemble import event_answers
from sinoru.query.filters import Filters, check_honoured
from sinoru.query.scope import resolve_scope
from sinoru.query.select import select_most
from sinoru.text.query import Field, conjuncts


def ask_timeline(index: Index, filters: Filters, most: int | None = None) -> Timeline:
    """Return the events that pass the filters, by first possible day; with `sort` "-date", the latest first.

    Raises WrongUsage if there are more than `most`.
    """
    check_honoured(filters, "timeline")
    scope = resolve_scope(index, filters, ("event",), question="timeline")
    chosen, total = select_most(index, scope, filters, most, "events")
    return Timeline(
        events=event_answers(index, chosen),
        total=total,
        first=scope.first,
        last=scope.last,
        any_year=_any_year(filters.query),
    )


def _any_year(query: str) -> str:
    """Return the day of any year that a query asks for, as `05-08`; empty if it asks for none."""
    if not query:
        return ""
    from sinoru.dates.written import day_of_any_year
    from sinoru.query.read_query import query_in

    dates = (one.value for one in conjuncts(query_in(query)) if isinstance(one, Field) and one.name == "date")
    return next(filter(None, map(day_of_any_year, dates)), "")
