"""Relations in the views of people and organisations: kind by kind on a card, one by one in full, between two."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from sinoru.dates.edtf import OPEN_END
from sinoru.model.relation_kinds import OF, RelationKinds
from sinoru.query.analysis_answers import Step
from sinoru.query.answers import Ref, Related
from sinoru.render.document import (
    INDENT,
    Column,
    Document,
    Glyphs,
    Grid,
    Line,
    Span,
    Spans,
    joined,
    line,
    plural,
    with_total,
)
from sinoru.render.parts import citations, cited, time_in_office

_MOST_KINDS, _MOST_OF_KIND = 6, 5
"""Kinds, and relations of one kind, that are shown where no limit is given."""
_KINDS = RelationKinds()
"""Kinds of the corpus's own have no words but their keys."""


def relations_by_kind(
    relations: Sequence[Related], total: int, glyphs: Glyphs, most: int | None = None
) -> Document:
    """Show relations in brief, a line for each kind; `total` counts those that a limit left out too."""
    if not relations:
        return
    kinds = [(kind, list(found)) for kind, found in groupby(relations, lambda one: one.kind)]
    listed = kinds[: most or _MOST_KINDS]
    yield line(Span("Relations", "heading"))
    rows = tuple(
        ((Span(label_of(kind, len(found)), "label"),), _names(found, most or _MOST_OF_KIND, glyphs))
        for kind, found in listed
    )
    yield Grid((Column(wraps=False), Column()), rows, INDENT)
    if left := total - sum(len(found) for _, found in listed):
        yield Line((Span(f"and {plural(left, 'more relation')}", "faint"),), INDENT)


def _names(found: Sequence[Related], most: int, glyphs: Glyphs) -> Spans:
    """Return the names of those to whom a relation of one kind is, and how many more there are."""
    left = len(found) - most
    more = (Span(f"{left:,} more", "faint"),) if left > 0 else ()
    names = ((Span(one.to.name, "name"), *details(one, glyphs)) for one in found[:most])
    return joined((*names, more), Span("; "))


def details(one: Related, glyphs: Glyphs) -> Spans:
    """Return the time of a relation and how certain it is, in brackets; nothing where neither is said."""
    still = Span("still", "date") if one.end == OPEN_END and not one.start else None
    time = still or time_in_office(one.start, one.end, glyphs)
    certainty = (Span(one.certainty, "doubt"),) if one.certainty != "stated" else ()
    said = joined(((time,) if one.start or one.end else (), certainty), Span(", "))
    return (Span(" ("), *said, Span(")")) if said else ()


def label_of(kind: str, number: int = 1) -> str:
    """Return a kind as people read it, for so many: `parents`."""
    return _KINDS.called(kind).counted(number)


def relations_in_full(relations: Sequence[Related], total: int, glyphs: Glyphs) -> Document:
    """Show each relation on a line, with its evidence."""
    if not relations:
        return
    yield line(Span(with_total("Relations", len(relations), total), "heading"))
    rows = tuple(
        (
            (Span(label_of(one.kind), "label"),),
            cited(
                (Span(one.to.name, "name"), Span(f" ({one.to.id})", "id"), *details(one, glyphs)),
                one.evidence,
            ),
        )
        for one in relations
    )
    yield Grid((Column(wraps=False), Column()), rows, INDENT)


def relation_lines(
    relations: Iterable[Related], one: Ref, other: Ref, glyphs: Glyphs, *, is_full: bool = False
) -> Iterable[Line]:
    """Yield a line for each relation between two, of which the second is something to the first."""
    for related in relations:
        has_of = related.kind.endswith(OF)
        subject, object_ = (one, other) if has_of else (other, one)
        words = Span(f": {label_of(related.kind.removesuffix(OF))} of ")
        passages = (Span(" "), *citations(related.evidence)) if is_full else ()
        yield line(
            Span(subject.name, "name"),
            words,
            Span(object_.name, "name"),
            *details(related, glyphs),
            *passages,
        )


def chain_of_relations(chain: Sequence[Step], glyphs: Glyphs, *, is_full: bool = False) -> Iterable[Line]:
    """Yield a line for what each in a chain is to the one before."""
    yield line(f"Shortest chain of relations: {plural(len(chain) - 1, 'step')}")
    for before, step in pairwise(chain):
        yield from relation_lines(step.relations, before.person, step.person, glyphs, is_full=is_full)
