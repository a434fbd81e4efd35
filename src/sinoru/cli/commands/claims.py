"""`sinoru claims`: claims by author, subject, certainty and verdict."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, LISTING, option
from sinoru.cli.output import MOST_LISTED, finish
from sinoru.cli.parser import Request, command
from sinoru.query.claims import ask_claims
from sinoru.render.claims import claims_document

_OWN = (
    option("--by", "Made or passed on by this person or organisation.", "NAME", many=True, panel="Filters"),
    option("--about", "About this record: a name or an id.", "NAME", many=True, panel="Filters"),
    option("--certainty", "Worded as stated, reported, alleged or implied.", "WORD", many=True, panel="Filters"),
    option("--verdict", "Found to be supported, contradicted, partly, superseded or unverified.", "WORD",
           many=True, panel="Filters"),
)  # fmt: skip


@command(
    words="[WORDS]",
    options=(*_OWN, *LISTING, CITE),
    examples=("sinoru claims --by Stepashin", "sinoru claims arms sales --verdict contradicted"),
)
def claims(request: Request, **_filters: object) -> int:
    """Show who claims what, how sure, and what became of it.

    With words: the claims that have all of them.
    """
    answer = ask(request.data, lambda index: ask_claims(index, request.text, request.filters, MOST_LISTED))
    thing = f"claim with '{request.text}'" if request.text else "claim"
    return finish(
        answer, claims_document, request, found=answer.claims, thing=thing, advice="ask 'sinoru search'"
    )
