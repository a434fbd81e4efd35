"""`sinoru stats`: numbers of events, or of other records, by time and by field."""

from sinoru.cli.explaining import EXPLAIN, explain_query
from sinoru.cli.lookup import ask
from sinoru.cli.options import FULL, filters_of, option
from sinoru.cli.output import Sought, finish
from sinoru.cli.parser import Request, command, one_of
from sinoru.dates.periods import UNITS
from sinoru.messages import refused, series
from sinoru.model.errors import WrongUsage
from sinoru.query.analysis_answers import FACETS
from sinoru.query.filters import COUNTED, EVENTS, STATS_OF
from sinoru.render.stats import stats_document

_GROUP = option(
    "--group",
    f"Count only by {series((*UNITS, *FACETS))}, or by another filter or field of what is counted.",
    "BY",
    many=True,
    choices=(*UNITS, *FACETS),
)
_OF = option("--of", f"Count these instead of events: {series(COUNTED)}.", "RECORDS", choices=(*COUNTED,))


@command(
    words="[QUERY]",
    options=(_OF, _GROUP, EXPLAIN, *filters_of("stats"), FULL),
    examples=(
        "sinoru stats --person Jiang --group year --group place --svg jiang.svg",
        "sinoru stats --of people --group country --group born",
    ),
)
def stats(request: Request, of: str | None, group: tuple[str, ...] | None, *, explain: bool) -> int:
    """Count events by time, kind, country, place, person and topic.

    With a QUERY, as in 'sinoru search', counts only the events that match it.
    An event counts in the period in which it begins. Events whose date is longer than a
    period are counted below the periods, and the longest gaps between events are listed.
    With --of, counts people, offices, claims, sources or others, with the filters of their
    lists. --group takes the name of any filter or field that they have, such as publisher,
    born or offices.title. --limit applies to the values of each field.
    """
    request = request.asked
    of = of or EVENTS
    one_of("kind of record", of, COUNTED)
    if explain:
        return explain_query(request, "stats" if of == EVENTS else f"{STATS_OF}{of}")
    units = [unit for one in dict.fromkeys(group or ()) for unit in UNITS if unit == one]
    groups = None if group is None else [one for one in group if one not in UNITS]
    if len(units) > 1:
        both = f"--group {units[0]}", f"cannot be used with --group {units[1]}"
        raise WrongUsage(refused(*both, "What is counted has one length of time. Leave out one."))
    if groups == [] and request.filters.limit:
        why = f"cannot be used with --group {units[0]}: it bounds the values of a field"
        raise WrongUsage(refused("--limit", why, "Leave out one."))
    unit = units[0] if units else None
    answer = ask(request.data, lambda corpus: corpus.stats(groups, unit, of, **request.filtering))
    sought = Sought(of, kinds=(COUNTED[of],) if of != "conflicts" else ())
    return finish(answer, stats_document, request, found=range(answer.total), sought=sought)
