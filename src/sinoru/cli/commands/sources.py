"""`sinoru sources`: the bibliography, or the records that cite one source."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, END, KIND, LIMIT, START
from sinoru.cli.output import FOUND, finish, show
from sinoru.cli.parser import Request, command
from sinoru.query.sources import ask_source, list_sources
from sinoru.render.sources import sources_document


@command(
    words="[ID]",
    options=(START, END, KIND, LIMIT, CITE),
    examples=("sinoru sources", "sinoru sources yu-1999q2"),
)
def sources(request: Request) -> int:
    """Show the bibliography, or what rests on one source.

    Without an id: every source, with how many records rest on it. With one: passage by passage.
    """
    if request.text:
        show(
            ask(request.data, lambda index: ask_source(index, request.text)), sources_document, request.output
        )
        return FOUND
    answer = ask(request.data, lambda index: list_sources(index, request.filters))
    return finish(answer, sources_document, request, found=answer.sources, thing="source")
