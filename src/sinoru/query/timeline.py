"""`sinoru timeline`: events in chronological order."""

from sinoru.index.index import Index
from sinoru.query.answers import Timeline
from sinoru.query.assemble import event_answers
from sinoru.query.filters import Filters, check_honoured
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import select_most


def ask_timeline(index: Index, filters: Filters, most: int | None = None) -> Timeline:
    """Return the events that pass the filters, by first possible day; with `sort` "-date", the latest first.

    Raises WrongUsage if there are more than `most`.
    """
    check_honoured(filters, "timeline")
    scope = resolve_scope(index, filters, ("event",))
    chosen, total = select_most(index, scope, filters, most, "events")
    return Timeline(events=event_answers(index, chosen), total=total, first=scope.first, last=scope.last)
