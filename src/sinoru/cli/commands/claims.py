"""`sinoru claims`: claims by author, subject, certainty and verdict."""

from sinoru.cli.explaining import EXPLAIN, explain_query
from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FULL, LIST_FORMATS, fields, filters_of
from sinoru.cli.output import Sought, finish
from sinoru.cli.parser import Request, command
from sinoru.render.claims import claims_document


@command(
    words="[WORDS]",
    options=(EXPLAIN, *filters_of("claims"), CITE, fields("said", "text", "id"), FULL),
    formats=LIST_FORMATS,
    examples=("sinoru claims --by Stepashin", "sinoru claims arms sales --verdict contradicted"),
)
def claims(request: Request, *, explain: bool) -> int:
    """Show who claims what, how confidently, and how it was judged.

    With words, shows only the claims that contain all of them.
    """
    if explain:
        return explain_query(request, "claims")
    answer = ask(request.data, lambda corpus: corpus.claims(request.query, **request.filtering))
    instead = "search" if request.text else ""
    return finish(
        answer,
        claims_document,
        request,
        found=answer.claims,
        sought=Sought("claims", instead=instead, kinds=("claim",)),
    )
