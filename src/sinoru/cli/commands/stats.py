"""`sinoru stats`: numbers of events by time and by field."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import EXPLAIN, FULL, filters_of, option
from sinoru.cli.output import Sought, finish
from sinoru.cli.parser import Request, command, one_of
from sinoru.dates.periods import UNITS
from sinoru.messages import refused, series
from sinoru.model.errors import WrongUsage
from sinoru.query.analysis_answers import FACETS
from sinoru.render.stats import stats_document

_BY = (*UNITS, *FACETS)
_GROUP = option("--group", f"Count only by {series(_BY)}.", "BY", many=True, choices=_BY)


@command(
    words="[QUERY]",
    options=(_GROUP, EXPLAIN, *filters_of("stats"), FULL),
    examples=(
        "sinoru stats --from 1999",
        "sinoru stats --person Jiang --group year --group place --svg jiang.svg",
    ),
)
def stats(request: Request, group: tuple[str, ...] | None, *, explain: bool) -> int:
    """Count events by time, kind, country, place, person and topic.

    With a QUERY, as in 'sinoru search', counts only the events that match it.
    An event counts in the period in which it begins. Events whose date is longer than a
    period are counted below the periods, and the longest gaps between events are listed.
    --limit applies to the values of each field.
    """
    request = request.asked
    if explain:
        from sinoru.cli.explaining import explain_query

        return explain_query(request, "stats")
    fields = [one_of("group", field, _BY) for field in group or ()]
    units = [field for field in fields if field in UNITS]
    facets = [field for field in fields if field in FACETS] if fields else FACETS
    if len(units) > 1:
        both = f"--group {units[0]}", f"cannot be used with --group {units[1]}"
        raise WrongUsage(refused(*both, "Events are counted by one length of time. Leave out one."))
    if not facets and request.filters.limit:
        why = f"cannot be used with --group {units[0]}: it bounds the values of a field"
        raise WrongUsage(refused("--limit", why, "Leave out one."))
    unit = units[0] if units else None
    answer = ask(request.data, lambda corpus: corpus.stats(facets, unit, **request.filtering))
    return finish(
        answer, stats_document, request, found=range(answer.total), sought=Sought("events", kinds=("event",))
    )
