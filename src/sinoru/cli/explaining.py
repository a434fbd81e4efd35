"""`--explain`: how a query is read, expanded and run, instead of its answer."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import flag
from sinoru.cli.output import FOUND, show
from sinoru.cli.parser import Request

EXPLAIN = flag("--explain", "Show how the query is read, expanded and run instead of its answer.")


def explain_query(request: Request, question: str) -> int:
    """Show how the query of a command is understood, and return the exit status."""
    from sinoru.render.explain import explain_document

    answer = ask(request.data, lambda corpus: corpus.explain(request.query, question, **request.filtering))
    show(answer, explain_document, request.output)
    return FOUND
