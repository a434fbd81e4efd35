"""`sinoru timeline`: events in order of time, drawn in one of several styles."""

from functools import partial

from sinoru.cli.explaining import EXPLAIN, explain_query
from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FIELDS, FULL, LIST_FORMATS, filters_of, option
from sinoru.cli.output import Sought, finish
from sinoru.cli.parser import Request, command, one_of
from sinoru.messages import refused, series
from sinoru.model.errors import WrongUsage
from sinoru.render.timeline import GROUPS, STYLES, in_order_shown, timeline_document

_STYLE = option("--style", f"Timeline style: {series(STYLES)} (default: vertical).", "STYLE", choices=STYLES)
_GROUP = option("--group", f"Group events under headings, by {series(GROUPS)}.", "BY", choices=GROUPS)


def check_drawn(request: Request, **given: str | None) -> None:
    """Raise WrongUsage for an option about the drawing where nothing is drawn."""
    output = request.output
    other = "--cite" if output.cite else f"--format {output.format}" if output.format != "table" else ""
    other = other or ("--fields" if output.fields else "")
    for name, value in given.items():
        if value and other:
            raise WrongUsage(refused(f"--{name}", f"cannot be used with {other}", "Leave out one."))


@command(
    words="[QUERY]",
    options=(_STYLE, _GROUP, EXPLAIN, *filters_of("timeline"), CITE, FIELDS, FULL),
    formats=LIST_FORMATS,
    examples=(
        "sinoru timeline --from 1999-05 --to 1999-06",
        "sinoru timeline --person Yeltsin --style gantt",
    ),
)
def timeline(request: Request, style: str | None, group: str | None, *, explain: bool) -> int:
    """Show events in chronological order.

    QUERY is what 'sinoru search' takes, such as 'person:Yeltsin -kind:call'; 'sinoru help query' shows all of it.
    Events are listed by their first possible day; in a range of a quarter or less, those dated to the day come first.
    An event matches a date filter if it may have happened in that time. For the details of one, give 'sinoru show'
    its number or id.
    """
    given_style, style = style, one_of("timeline style", style or "vertical", STYLES)
    group = one_of("group", group or "", ("", *GROUPS))
    request = request.asked
    if explain:
        return explain_query(request, "timeline")
    check_drawn(request, style=given_style, group=group)
    answer = ask(request.data, lambda corpus: corpus.timeline(**request.filtering))
    newest_first = request.filters.sort == "-date"
    if request.output.fields or request.output.format == "ids":
        answer = in_order_shown(answer, newest_first=newest_first)
    view = partial(timeline_document, style=style, group=group, newest_first=newest_first)
    return finish(answer, view, request, found=answer.events, sought=Sought("events", kinds=("event",)))
