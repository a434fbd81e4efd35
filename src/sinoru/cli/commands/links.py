"""`sinoru links`: with whom one was in touch, all events that two share, or the shortest chain between them."""

import msgspec

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FIELDS, FULL, LIST_FORMATS, filters_of
from sinoru.cli.output import FOUND, NOTHING, is_brief, report_no_match, show
from sinoru.cli.parser import Request, command, nothing
from sinoru.query.analysis_answers import Chain, Links
from sinoru.query.answers import NobodyFound
from sinoru.query.presence import CONTACTS
from sinoru.render.links import links_document

_FIRST_LOOK = 10
"""People of each list that are shown where no limit is given."""


@command(
    words="A [B]",
    options=(*filters_of("links"), CITE, FIELDS, FULL),
    formats=LIST_FORMATS,
    examples=("sinoru links Zhang Wannian", "sinoru links Yeltsin NATO"),
)
def links(request: Request) -> int:
    """Show whom a person or organisation met, or what two have in common.

    Relations, such as parent or member, come first, then sources that both made. Two met if both were present at a
    visit, meeting, talks, a signing, a conference or an exercise. Those who spoke by telephone, or whom an event only
    names together, are listed apart. Two who share no event are linked by the shortest chain of events or relations,
    of at most six steps. Names may have any spelling. --limit is the most of each list; without it, lists of people
    show the first 10, or with --full or --format all.
    """
    if not request.words:
        raise nothing("person", "links", "Yeltsin", "Clinton")
    answer = ask(request.data, lambda corpus: corpus.links(request.words, **request.filtering))
    show(_at_first_look(answer, request), links_document, request.output)
    if isinstance(answer, NobodyFound):
        return report_no_match(answer, request)
    if isinstance(answer, Chain):
        return FOUND if answer.relations or answer.works or answer.chain else NOTHING
    return FOUND if answer.relations or answer.met or answer.spoke or answer.together else NOTHING


def _at_first_look(answer: Links | Chain | NobodyFound, request: Request) -> Links | Chain | NobodyFound:
    """Return an answer whose lists of people are short enough for a first look."""
    if not isinstance(answer, Links) or request.filters.limit or not is_brief(request.output):
        return answer
    shown = {how: getattr(answer, how)[:_FIRST_LOOK] for how in CONTACTS}
    return msgspec.structs.replace(answer, **shown)
