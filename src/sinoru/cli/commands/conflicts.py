"""`sinoru conflicts`: contradictory statements, next to each other."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FULL, LIST_FORMATS, LISTING, fields, option
from sinoru.cli.output import Sought, finish
from sinoru.cli.parser import Request, command
from sinoru.query.conflicts import ask_conflicts
from sinoru.render.conflicts import conflicts_document

_VERDICT = option(
    "--verdict",
    "Only conflicts judged contradicted, reconciled, superseded, partly or open.",
    "WORD",
    many=True,
    panel="Filters",
)


@command(
    words="[WORDS]",
    options=(_VERDICT, *LISTING, CITE, fields("on", "says", "id"), FULL),
    formats=LIST_FORMATS,
    examples=("sinoru conflicts Korabelnikov", "sinoru conflicts --verdict open --source yu-1999q2"),
)
def conflicts(request: Request, **_filters: object) -> int:
    """Show statements that cannot all be true, side by side.

    Shows who says what, where it is written, and which statement holds. With words, shows conflicts on records that
    contain all of them; with a record's id, those on that record and on every record that refers to it.
    """
    answer = ask(request.data, lambda index: ask_conflicts(index, request.text, request.filters))
    return finish(
        answer,
        conflicts_document,
        request,
        found=answer.conflicts,
        sought=Sought("conflicts", instead="claims"),
    )
