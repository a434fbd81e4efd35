"""`sinoru search`: full-text search in all records."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, LISTING
from sinoru.cli.output import finish
from sinoru.cli.parser import Request, command
from sinoru.model.errors import WrongUsage
from sinoru.query.search import ask_search
from sinoru.render.search import search_document


@command(
    words="WORDS",
    options=(*LISTING, CITE),
    examples=("sinoru search Su-30 72", "sinoru search hotline -bombing --kind event --limit 5"),
)
def search(request: Request) -> int:
    """Search every kind of record, the best match first.

    All words must match, in any inflection. "a phrase" keeps words together, -word leaves out what has it,
    prefix* finds all that begin so, OR gives a choice. Shows 20 hits unless --limit says otherwise. Each ends with
    its id, which 'sinoru show' and 'sinoru cite' take.
    """
    if not request.text.strip():
        raise WrongUsage("say what to search for, as in: sinoru search hotline")
    answer = ask(request.data, lambda index: ask_search(index, request.text, request.filters))
    return finish(
        answer,
        search_document,
        request,
        found=answer.hits,
        thing=f"match for '{request.text}'",
        advice="use fewer words, a beginning such as 'part*', or OR between words",
    )
