"""`sinoru links`: whom a person met, or the shortest chain of meetings between two."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, LISTING
from sinoru.cli.output import FOUND, NOTHING, report_no_match, show
from sinoru.cli.parser import Request, command, nothing
from sinoru.query.analysis_answers import Chain, Links
from sinoru.query.answers import NobodyFound
from sinoru.query.links import ask_links
from sinoru.render.links import links_document


@command(
    words="A [B]",
    options=(*LISTING, CITE),
    examples=("sinoru links Zhang Wannian", "sinoru links Zhang Wannian Bill Clinton"),
)
def links(request: Request) -> int:
    """Show the people a person met, or the shortest chain of meetings between two.

    Two people meet in an event if both took part in it; the events are listed too. Names may have any spelling. A
    chain has at most six steps.
    """
    if not request.words:
        raise nothing("person", "links", "Yeltsin", "Clinton")
    answer = ask(request.data, lambda index: ask_links(index, request.words, request.filters))
    show(answer, links_document, request.output)
    if isinstance(answer, NobodyFound):
        return report_no_match(answer, request)
    is_found = (isinstance(answer, Links) and answer.met) or (isinstance(answer, Chain) and answer.chain)
    return FOUND if is_found else NOTHING
