"""`sinoru sources`: the bibliography, or the records that cite one source."""

from collections.abc import Sequence

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, END, FIELDS, FULL, KIND, LIMIT, LIST_FORMATS, START
from sinoru.cli.output import FOUND, Sought, finish, show
from sinoru.cli.parser import Request, command
from sinoru.index.index import Index
from sinoru.messages import not_in_corpus
from sinoru.model.errors import SinoruError, UnknownId
from sinoru.query.answers import SourceDetail
from sinoru.query.fetch import by_ids
from sinoru.query.filters import Filters
from sinoru.query.sources import ask_source, list_sources
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
    words="[ID]",
    options=(START, END, KIND, LIMIT, CITE, FIELDS, FULL),
    formats=LIST_FORMATS,
    examples=("sinoru sources", "sinoru sources yu-1999q2"),
)
def sources(request: Request) -> int:
    """Show the bibliography, or every record that cites one source.

    Without an id, lists every source and the number of records that cite it. With an id, lists the records that cite
    it, passage by passage.
    """
    if request.text:
        answer = ask(request.data, lambda index: _find(index, request.text, request.filters))
        show(answer, sources_document, request.output)
        return FOUND
    listed = ask(request.data, lambda index: list_sources(index, request.filters))
    return finish(
        listed, sources_document, request, found=listed.sources, sought=Sought("sources", kinds=("source",))
    )


def _find(index: Index, id_: str, filters: Filters) -> SourceDetail:
    """Return a source with the records that cite it. Raises UnknownSource."""
    try:
        return ask_source(index, id_, filters)
    except UnknownId as error:
        near = [one.id for one in by_ids(index, "source", error.nearest)]
        known = list_sources(index, Filters(limit=_MOST_LISTED + 1)).sources
        raise UnknownSource(id_, near, [one.source.id for one in known]) from None
