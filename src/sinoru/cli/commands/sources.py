"""`sinoru sources`: the bibliography, or the records that cite one source."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FULL, LIST_FORMATS, fields, filters_of
from sinoru.cli.output import FOUND, Sought, finish, show
from sinoru.cli.parser import Output, Request, command, with_saved
from sinoru.messages import not_in_corpus
from sinoru.model.errors import SinoruError, UnknownId
from sinoru.query.answers import SourceDetail, Sources
from sinoru.render.sources import sources_document

if TYPE_CHECKING:
    from sinoru.corpus import Corpus

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

    Lists the sources that most records cite first. Words choose them by contributor, title, publication, archive,
    DOI, ISBN, date and id, and are read as in a search. An id, or words that fit one source only, show how many
    records cite each of its passages; with --full, or with --limit for each passage, these records themselves.
    """
    answer = ask(request.data, lambda corpus: _find(corpus, request))
    if isinstance(answer, SourceDetail):
        show(answer, sources_document, _with_records(request))
        return FOUND
    return finish(
        answer, sources_document, request, found=answer.sources, sought=Sought("sources", kinds=("source",))
    )


def _with_records(request: Request) -> Output:
    """Return how to show one source: a limit is of records, so they are to be shown."""
    return msgspec.structs.replace(request.output, full=request.output.full or bool(request.filters.limit))


def _find(corpus: "Corpus", request: Request) -> SourceDetail | Sources:
    """Return all sources, or those that the text means. Raises UnknownSource."""
    if not request.text:
        return corpus.sources(**request.filtering)
    try:
        return corpus.find_source(with_saved(request.text), **request.filtering)
    except UnknownId as error:
        near = [one.id for one in corpus.records("source", error.nearest)]
        known = corpus.sources(limit=_MOST_LISTED + 1).sources
        raise UnknownSource(request.text, near, [one.source.id for one in known]) from None
