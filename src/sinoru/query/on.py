"""`sinoru on`: what happened on a day, what was under way, and who held which office."""

import msgspec

from sinoru.index.index import Index
from sinoru.model.errors import WrongDate
from sinoru.query.answers import OnDay
from sinoru.query.assemble import claim_answers, event_answers, offices_held
from sinoru.query.filters import Filters, read_days
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import numbers_under_way, select_most


def ask_on(index: Index, date: str, within: str, filters: Filters, most: int | None = None) -> OnDay:
    """Return what happened on a date, or within some days of it, and who held which office on the date.

    `within` is a span such as `3d`; events that began earlier and last into these days are under way.
    Raises WrongDate, WrongUsage if there are more than `most` of a kind, and what resolve_scope raises.
    """
    days = read_days("DATE", date)
    reach = _days_around(within)
    scope = resolve_scope(index, filters, ("event",))
    first, last = days.first - reach, days.last + reach
    scope = msgspec.structs.replace(scope, first=first, last=last)
    numbers = select_most(index, scope, filters, most, "events")
    begun_earlier = set(numbers_under_way(index, first))
    claims = select_most(index, msgspec.structs.replace(scope, kinds=("claim",)), filters, most, "claims")
    return OnDay(
        date=days.text,
        earliest=first,
        latest=last,
        happened=event_answers(index, [number for number in numbers if number not in begun_earlier]),
        under_way=event_answers(index, [number for number in numbers if number in begun_earlier]),
        offices=offices_held(index, days),
        claims=claim_answers(index, [number for number in claims if number not in begun_earlier]),
    )


def _days_around(within: str) -> int:
    from sinoru.dates.edtf import DateError
    from sinoru.dates.periods import parse_duration

    if not within:
        return 0
    try:
        return parse_duration(within)
    except DateError as error:
        raise WrongDate("--within", error.message(within)) from None
