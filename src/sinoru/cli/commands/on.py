"""`sinoru on`: the events of a day or another time, and the offices held then."""

from functools import partial

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FIELDS, FULL, LIST_FORMATS, filters_of, flag
from sinoru.cli.output import Sought, finish
from sinoru.cli.parser import Request, command, nothing
from sinoru.messages import refused, series
from sinoru.model.errors import WrongUsage
from sinoru.query.answers import Timeline
from sinoru.render.on import offices_document, on_document
from sinoru.render.timeline import timeline_document

_OFFICES = flag("--offices", "Show all offices of that time, with their sources, and nothing else.")


@command(
    words="DATE",
    options=(_OFFICES, *filters_of("on"), CITE, FIELDS, FULL),
    formats=LIST_FORMATS,
    examples=("sinoru on 1999-05-08", "sinoru on 10 May 1999 --within 3d"),
)
def on(request: Request, *, offices: bool) -> int:
    """Show what happened on a day, and who held which office.

    DATE is a day, a month, a year, a quarter (1999-Q2) or an interval (1999-05-22/1999-05-29). For a day without a
    year, such as 8 May, the events of that day in any year are listed, as 'sinoru timeline date:05-08' does.
    """
    if not request.text:
        raise nothing("date", "on", "1999-05-08")
    if offices:
        return _show_offices(request)
    answer = ask(request.data, lambda corpus: corpus.on(request.text, **request.filtering))
    if isinstance(answer, Timeline):
        newest_first = request.filters.sort == "-date"
        view = partial(timeline_document, newest_first=newest_first)
        return finish(answer, view, request, found=answer.events, sought=Sought("events", kinds=("event",)))
    found = (*answer.happened, *answer.under_way, *answer.claims, *answer.offices)
    sections = [each for each in ("events", "claims", "offices") if each not in answer.left_out]
    advice = "widen the range with --within, such as --within 3d"
    return finish(answer, on_document, request, found=found, sought=Sought(series(sections), advice=advice))


def _show_offices(request: Request) -> int:
    if request.filters.within:
        raise WrongUsage(refused("--offices", "cannot be used with --within", "Leave out one."))
    answer = ask(request.data, lambda corpus: corpus.offices_on(request.text, **request.filtering))
    sought = Sought("offices", advice="try another day")
    return finish(answer, offices_document, request, found=answer.offices, sought=sought)
