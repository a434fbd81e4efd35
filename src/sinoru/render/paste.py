"""A difference between two sources as a conflict for a corpus file."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sinoru.edit.yaml_text import ANY_ORDER, item_lines
from sinoru.query.analysis_answers import Difference, Version


def conflicts_to_paste(differences: Iterable[Difference]) -> Iterator[str]:
    """Yield the lines of a list of conflicts, one for each difference."""
    yield "conflicts:"
    for one in differences:
        conflict = {
            "id": one.id,
            "question": one.question,
            "about": [ref.id for ref in one.about],
            "field": one.field,
            "statements": [_statement(said) for said in one.statements],
        }
        yield from item_lines(conflict, ANY_ORDER, 2)


def _statement(said: Version) -> dict[str, Any]:
    """Return a statement: a claim has its speaker and its evidence itself."""
    if said.claim:
        return {"value": said.value, "claim": said.claim}
    return {"value": said.value, "evidence": [msgspec.to_builtins(one) for one in said.evidence]}
