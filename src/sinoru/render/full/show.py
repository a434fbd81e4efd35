"""The view of `sinoru show`: a record in full, field by field, then the records that refer to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from msgspec.structs import replace

from sinoru.loading.files import shown_path
from sinoru.model.fields import OWN, TITLE, Field, Fields, may_be_id
from sinoru.model.records import (
    Assessment,
    Claim,
    ConflictRecord,
    Evidence,
    Figure,
    Name,
    Office,
    Part,
    Participant,
    Record,
    Section,
)
from sinoru.model.registers import WIKIDATA, entries_of
from sinoru.query.answers import Further, Ref, Shown
from sinoru.query.further import in_words
from sinoru.render.document import (
    BLANK,
    INDENT,
    UNICODE,
    Document,
    Glyphs,
    Line,
    Span,
    Spans,
    joined,
    line,
    plural,
    with_gutters,
)
from sinoru.render.parts import (
    assessment_line,
    began_and_ended,
    citations,
    cited,
    conflict_lines,
    conflict_words,
    elsewhere_spans,
    figure_words,
    own_after,
    references_grid,
    statement_spans,
    time_in_office,
    verdict_mark,
    words_of,
)
from sinoru.render.relations import relations_in_full

Refs = Mapping[str, Ref]

_LAST_FIELDS = (OWN, "evidence", "conflicts", "tags", "note")


def value_lines(field: Field, value: Any, refs: Refs, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a value as lines: dates in words with their EDTF text, ids with their names."""
    if not field.is_list:
        yield from _item_lines(field, value, refs, glyphs)
    elif field.part or field.kinds:
        for item in value:
            yield from _item_lines(field, item, refs, glyphs)
    else:
        between = "; " if any("," in item for item in value) else ", "
        yield Line((Span(between.join(value)),))


def _item_lines(field: Field, value: Any, refs: Refs, glyphs: Glyphs) -> Iterator[Line]:
    if isinstance(value, Part):
        return _part_lines(value, refs, glyphs)
    text = "true" if value is True else str(value)
    return iter((Line(_scalar_spans(field, text, refs, glyphs)),))


def _scalar_spans(field: Field, text: str, refs: Refs, glyphs: Glyphs) -> Spans:
    if field.holds == "date":
        words = words_of(text, glyphs)
        return (Span(words, "date"), Span(f" ({text})", "faint")) if words != text else (Span(text, "date"),)
    if field.kinds:
        return _record_name(text, refs)
    return (Span(in_words(field, text) if field.own else text, "title" if field.search == TITLE else "text"),)


def _record_name(record_id: str, refs: Refs) -> Spans:
    """Return the name of a record and its id; the id alone if no such record exists."""
    if record_id not in refs or refs[record_id].name == record_id:
        return (Span(record_id, "id" if may_be_id(record_id) else "name"),)
    return Span(refs[record_id].name, "name"), Span(f" ({record_id})", "id")


def _part_lines(part: Part, refs: Refs, glyphs: Glyphs) -> Iterator[Line]:
    if isinstance(part, Assessment):
        yield assessment_line(part)
    else:
        yield Line(_PART_SPANS.get(type(part), _other_part)(part, refs, glyphs), (), INDENT)


def _evidence(part: Evidence, refs: Refs, glyphs: Glyphs) -> Spans:  # noqa: ARG001  all parts are called the same
    terms = (Span(" with "), Span(" | ".join(part.terms), "faint")) if part.terms else ()
    return (*citations((part,)), *terms)


def _name(part: Name, refs: Refs, glyphs: Glyphs) -> Spans:  # noqa: ARG001
    kind = Span(f" ({', '.join(filter(None, (part.kind, part.lang)))})", "faint")
    source = (Span(f" [{part.source}]", "source"),) if part.source else ()
    return (Span(part.text, "name"), kind, *source)


def _office(part: Office, refs: Refs, glyphs: Glyphs) -> Spans:
    what = (Span(" for "), *_record_name(part.held_for, refs)) if part.held_for else ()
    org = (Span(", "), *_record_name(part.org, refs)) if part.org else ()
    party = (Span(", "), *_record_name(part.party, refs)) if part.party else ()
    time = time_in_office(part.start, part.end, glyphs)
    term = (Span(" ("), time, *began_and_ended(part), Span(")"))
    return cited((Span(part.called, "title"), *what, *party, *org, *term), part.evidence)


def _participant(part: Participant, refs: Refs, glyphs: Glyphs) -> Spans:
    role = (Span(f", {part.role}"),) if part.role else ()
    printed = (Span(f", printed as {glyphs.quoted(part.printed)}", "warn"),) if part.printed else ()
    org = (Span(" of "), *_record_name(part.printed_org, refs)) if part.printed_org else ()
    return (*_record_name(part.person or part.org, refs), *role, *printed, *org)


def _figure(part: Figure, refs: Refs, glyphs: Glyphs) -> Spans:  # noqa: ARG001
    return (Span(figure_words(part), "figure"),)


def _section(part: Section, refs: Refs, glyphs: Glyphs) -> Spans:  # noqa: ARG001
    return Span(part.title), Span(f" ({plural(part.paragraphs, 'passage')})", "faint")


def _other_part(part: Part, refs: Refs, glyphs: Glyphs) -> Spans:  # noqa: ARG001
    """Return the filled fields of a part without a function of its own."""
    pairs = zip(part.__struct_encode_fields__, part.__struct_fields__, strict=True)
    return (Span("; ".join(f"{key} {getattr(part, name)}" for key, name in pairs if getattr(part, name))),)


_PART_SPANS: dict[type[Part], Callable[[Any, Refs, Glyphs], Spans]] = {
    Evidence: _evidence,
    Name: _name,
    Office: _office,
    Participant: _participant,
    Figure: _figure,
    Section: _section,
}


def show_document(answer: Shown, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show every filled field of a record."""
    yield line(
        Span(answer.record.id, "title"),
        "  ",
        Span(answer.kind, "kind"),
        Span(f"  {shown_path(answer.path)}:{answer.line}", "faint"),
    )
    fields = _filled_fields(answer.record, answer.own)
    if fields:
        yield BLANK
    width = max((len(one.key) for one in fields), default=0) + 2
    for label, lines in _rows(answer, fields, glyphs):
        yield from with_gutters(lines, (Span(label.ljust(width), "label"),), (Span(" " * width),))
    if answer.relations:
        yield BLANK
        yield from relations_in_full(answer.relations, len(answer.relations), glyphs)
    if answer.referred_by:
        yield BLANK
        shown, total = len(answer.referred_by), answer.referred_by_total
        cut = f" (the earliest {shown:,} of {total:,} records)" if shown < total else ""
        yield line(Span(f"Referred to by{cut}", "heading"))
        yield references_grid(answer.referred_by, glyphs)


def _with_own(lines: Iterable[Line], own: Iterable[tuple[Further, ...]]) -> Iterator[Line]:
    """Yield the lines of parts, each with the corpus's own fields of the part."""
    for one, fields in zip(lines, own, strict=True):
        yield replace(one, spans=(*one.spans, *own_after(fields)))


def _rows(answer: Shown, fields: Iterable[Field], glyphs: Glyphs) -> Iterator[tuple[str, Iterable[Line]]]:
    """Yield the lines of each field after its key; before the conflicts of a claim, the verdict that they give it."""
    for field in fields:
        if field.name == "conflicts" and answer.assessment and answer.assessment.conflict:
            yield "verdict", [assessment_line(answer.assessment)]
        yield field.key, _field_lines(field, answer, glyphs)


def _filled_fields(record: Record, own: tuple[Field, ...]) -> list[Field]:
    """Return the fields in the order of the record's definition; evidence, conflicts, tags and note last.

    Relations are shown with those that the other records have.
    """
    order = [*(name for name in record.__struct_fields__ if name not in _LAST_FIELDS), *_LAST_FIELDS]
    declared = (*Fields().of(type(record)), *own)
    filled = [
        one for one in declared if one.name != "relations" and one.of(record) not in ("", (), None, False)
    ]
    places = {one.key: order.index(OWN if one.own else one.name) for one in filled}
    return sorted((one for one in filled if one.key != "id"), key=lambda one: places[one.key])


def _field_lines(field: Field, answer: Shown, glyphs: Glyphs) -> Iterator[Line]:
    record = answer.record
    if field.name == "conflicts":
        return conflict_lines(record, glyphs, {id_: ref.name for id_, ref in answer.refs.items()})
    if field.name == "statements" and isinstance(record, ConflictRecord):
        names = {id_: ref.name for id_, ref in answer.refs.items()}
        said = (Line(spans) for spans in statement_spans(record, glyphs, names))
        return chain(said, (Line(conflict_words(record, glyphs)),))
    if field.name == "why" and isinstance(record, ConflictRecord):
        return iter(())
    if field.key in (WIKIDATA, "ids"):
        return iter((Line(_entry_spans(answer, is_item=field.key == WIKIDATA)),))
    value = field.of(record)
    lines = value_lines(field, value, answer.refs, glyphs)
    if field.key in answer.own_of_parts:
        lines = _with_own(lines, answer.own_of_parts[field.key])
    if field.name == "text" and isinstance(record, Claim) and answer.assessment:
        mark = verdict_mark(answer.assessment.verdict, glyphs)
        return with_gutters(lines, (mark, Span(" ")), (Span(" " * (len(mark.text) + 1)),))
    return lines


def _entry_spans(answer: Shown, *, is_item: bool) -> Spans:
    """Return the entries of a record in other registers: that of Wikidata with a key of its own, or all others."""
    found = entries_of(answer.record, answer.addresses)
    if is_item:
        return (Span(found[0].id, "id", found[0].address),)
    others = found[1:] if getattr(answer.record, WIKIDATA, "") else found
    return joined(elsewhere_spans(others), Span(", "))
