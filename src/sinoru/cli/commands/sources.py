"""`sinoru sources`: the bibliography, or the records that cite one source."""

from collections.abc import Sequence

import msgspec

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FULL, LIST_FORMATS, fields, filters_of
from sinoru.cli.output import FOUND, Sought, finish, show
from sinoru.cli.parser import Output, Request, command
from sinoru.index.index import Index
from sinoru.messages import not_in_corpus
from sinoru.model.errors import SinoruError, UnknownId
from sinoru.query.answers import SourceDetail, Sources
from sinoru.query.fetch import by_ids
from sinoru.query.filters import Filters
from sinoru.query.sources import find_source, list_sources
from sinoru.render.sources import sources_document

_MOST_LISTED = 30
"""Sources that a message lists."""


class UnknownSource(SinoruError):
    """No source has the id."""

    exit_code = 1

    def __init__(self, wanted: str, nearest: Sequence[str], known: Sequence[str]) -> None:
        listed = known if len(known) <= _MOST_LISTED else ()
        more = "" if listed else " 'sinoru sources' lists the sources."
        super().__init__(f"{not_in_corpus('source', wanted, nearest, listed)}{more}")


@command(
    words="[WORDS]",
    options=(*filters_of("sources"), CITE, fields("title", "id"), FULL),
    formats=LIST_FORMATS,
    examples=("sinoru sources Pravda", "sinoru sources yu-1999q2"),
)
def sources(request: Request) -> int:
    """Show the bibliography, or how much cites one source.

    Lists the sources that most records cite first. Words choose them by author, title, container, publisher, date and
    id, and are read as in a search. An id, or words that fit one source only, show how many records cite each of its
    passages; with --full, or with --limit for each passage, these records themselves.
    """
    answer = ask(request.data, lambda index: _find(index, request.text, request.filters))
    if isinstance(answer, SourceDetail):
        show(answer, sources_document, _with_records(request))
        return FOUND
    return finish(
        answer, sources_document, request, found=answer.sources, sought=Sought("sources", kinds=("source",))
    )


def _with_records(request: Request) -> Output:
    """Return how to show one source: a limit is of records, so they are to be shown."""
    return msgspec.structs.replace(request.output, full=request.output.full or bool(request.filters.limit))


def _find(index: Index, text: str, filters: Filters) -> SourceDetail | Sources:
    """Return all sources, or those that the text means. Raises UnknownSource."""
    if not text:
        return list_sources(index, filters)
    try:
        return find_source(index, text, filters)
    except UnknownId as error:
        near = [one.id for one in by_ids(index, "source", error.nearest)]
        known = list_sources(index, Filters(limit=_MOST_LISTED + 1)).sources
        raise UnknownSource(text, near, [one.source.id for one in known]) from None
