"""`sinoru claims`: claims by author, subject, certainty and verdict."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, CLAIMS, FULL, LIST_FORMATS, fields, option
from sinoru.cli.output import MOST_LISTED, Sought, finish
from sinoru.cli.parser import Request, command
from sinoru.query.claims import ask_claims
from sinoru.render.claims import claims_document

_FILTERS = "Filters"
_OWN = (
    option(
        "--by",
        "Only claims of this speaker: who is named, or else the author or paper of the source.",
        "NAME",
        many=True,
        panel=_FILTERS,
    ),
    option(
        "--via", "Only claims that this person or organisation passed on.", "NAME", many=True, panel=_FILTERS
    ),
    option("--about", "Only claims about this record (a name or an id).", "NAME", many=True, panel=_FILTERS),
    option(
        "--certainty",
        "Only claims worded as stated, reported, alleged or implied.",
        "WORD",
        many=True,
        panel=_FILTERS,
    ),
    option(
        "--verdict",
        "Only claims judged supported, contradicted, partly, superseded or unverified.",
        "WORD",
        many=True,
        panel=_FILTERS,
    ),
)


@command(
    words="[WORDS]",
    options=(*_OWN, *CLAIMS, CITE, fields("said", "text", "id"), FULL),
    formats=LIST_FORMATS,
    examples=("sinoru claims --by Stepashin", "sinoru claims arms sales --verdict contradicted"),
)
def claims(request: Request, **_filters: object) -> int:
    """Show who claims what, how confidently, and how it was judged.

    With words, shows only the claims that contain all of them.
    """
    answer = ask(request.data, lambda index: ask_claims(index, request.text, request.filters, MOST_LISTED))
    instead = "search" if request.text else ""
    return finish(
        answer,
        claims_document,
        request,
        found=answer.claims,
        sought=Sought("claims", instead=instead, kinds=("claim",)),
    )
