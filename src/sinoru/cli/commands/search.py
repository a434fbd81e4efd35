"""`sinoru search`: full-text search in all records."""

import msgspec

from sinoru.cli.explaining import EXPLAIN, explain_query
from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FIELDS, FULL, LIST_FORMATS, filters_of
from sinoru.cli.output import Sought, finish, is_brief
from sinoru.cli.parser import Request, command, nothing
from sinoru.query.answers import SHOWN
from sinoru.query.filters import Filters, as_arguments, narrowing
from sinoru.query.read_query import query_in
from sinoru.render.search import search_document
from sinoru.text.query import conjuncts

_FIRST_LOOK = 10
"""Matches that are shown where no limit is given, so that they fit a screen."""


@command(
    words="[WORDS]",
    options=(EXPLAIN, *filters_of("search"), CITE, FIELDS, FULL),
    formats=LIST_FORMATS,
    examples=("sinoru search Su-30 72", "sinoru search hotline -bombing --kind event --limit 5"),
)
def search(request: Request, *, explain: bool) -> int:
    """Search every kind of record, best matches first.

    All words must match, in any inflection. "a phrase" keeps words together, -word excludes a word, prefix* matches
    any ending, OR matches either word, parentheses group, and person:Yeltsin is a field; 'sinoru help query' shows
    the rest. In quotes all signs are text: '"-72"'. Shows the first 10 matches, or 20 with --full, --cite or
    --format, unless you set --limit. Options without words list all that pass them.
    """
    query = request.query
    if not query.strip() and not narrowing(request.filters):
        raise nothing("words", "search", "hotline")
    if explain:
        return explain_query(request, "search")
    filters = _limited(request)
    answer = ask(request.data, lambda corpus: corpus.search(query, **as_arguments(filters)))
    return finish(
        answer,
        search_document,
        request,
        found=(*answer.hits, *filter(None, (answer.answered,))),
        sought=Sought("records", advice=_advice(query)),
    )


def _limited(request: Request) -> Filters:
    limit = request.filters.limit or (_FIRST_LOOK if is_brief(request.output) else SHOWN)
    return msgspec.structs.replace(request.filters, limit=limit)


def _advice(text: str) -> str:
    """Return how to find more, as a clause."""
    if not text.strip():
        return ""
    if len(conjuncts(query_in(text))) == 1:
        return "check the spelling, or use a prefix such as 'part*'"
    return "use fewer words, a prefix such as 'part*', or OR between words"
