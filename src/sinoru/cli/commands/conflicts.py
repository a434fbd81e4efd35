"""`sinoru conflicts`: contradictory statements, next to each other."""

import msgspec

from sinoru.cli.explaining import EXPLAIN, explain_query
from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FULL, LIST_FORMATS, fields, filters_of
from sinoru.cli.output import Sought, finish, is_brief
from sinoru.cli.parser import Request, command
from sinoru.query.filters import as_arguments
from sinoru.render.conflicts import conflicts_document

_FIRST_LOOK, _MOST_AT_ONCE = 10, 20
"""Conflicts that are shown where no limit is given and there are more than the most that are shown at once."""


@command(
    words="[WORDS]",
    options=(EXPLAIN, *filters_of("conflicts"), CITE, fields("question", "value", "stands", "id"), FULL),
    formats=LIST_FORMATS,
    examples=("sinoru conflicts Korabelnikov", "sinoru conflicts --verdict open --source yu-1999q2"),
)
def conflicts(request: Request, *, explain: bool) -> int:
    """Show statements that cannot all be true, side by side.

    Shows who says what, where it is written, and which statement stands. With words, shows conflicts that contain all
    of them or are about a record that does; with a record's id, those on that record and on every record that refers
    to it; with that of a conflict, this one. Of more than 20, shows the first 10, unless you set --limit; with
    --full, --cite or --format, shows all.
    """
    if explain:
        return explain_query(request, "conflicts")
    filters = request.filters
    is_first_look = not filters.limit and is_brief(request.output)
    if is_first_look:
        filters = msgspec.structs.replace(filters, limit=_MOST_AT_ONCE)
    answer = ask(request.data, lambda corpus: corpus.conflicts(request.query, **as_arguments(filters)))
    if is_first_look and len(answer.conflicts) < answer.total:
        answer = msgspec.structs.replace(answer, conflicts=answer.conflicts[:_FIRST_LOOK])
    return finish(
        answer,
        conflicts_document,
        request,
        found=answer.conflicts,
        sought=Sought("conflicts", instead="claims"),
    )
