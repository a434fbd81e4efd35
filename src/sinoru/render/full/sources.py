"""The view of `sinoru sources`: the bibliography, or one source and the records that cite it."""

from collections.abc import Iterator

from sinoru.query.answers import SourceDetail, Sources, SourceUse
from sinoru.render.bibliography import bibliography_entry, version_spans
from sinoru.render.document import (
    BLANK,
    INDENT,
    UNICODE,
    Document,
    Glyphs,
    Line,
    Span,
    line,
    plural,
    shown_of,
    with_gutters,
)
from sinoru.render.parts import conflict_lines, references_grid


def sources_document(answer: Sources | SourceDetail, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show all sources as bibliography entries, or one with the records that cite each passage."""
    if isinstance(answer, SourceDetail):
        yield from _source_detail(answer, glyphs)
        return
    for use in answer.sources:
        yield from _entry_lines(use, glyphs)
        yield BLANK
    count = shown_of(len(answer.sources), answer.total, "source") if answer.sources else "No sources match."
    yield line(Span(count, "faint"))


def _entry_lines(use: SourceUse, glyphs: Glyphs) -> Iterator[Line]:
    yield Line(bibliography_entry(use.source, glyphs), (), INDENT)
    yield Line(
        (Span(use.source.id, "id"), Span(f" {glyphs.bullet} ", "faint"), Span(_citing_counts(use))),
        INDENT,
        INDENT,
    )


def _citing_counts(use: SourceUse) -> str:
    if not use.records:
        return "not cited"
    kinds = ", ".join(plural(number, kind) for kind, number in use.by_kind.items() if number)
    return f"cited by {plural(use.records, 'record')}{f' ({kinds})' if kinds else ''}"


def _source_detail(answer: SourceDetail, glyphs: Glyphs) -> Document:
    source = answer.use.source
    yield from _entry_lines(answer.use, glyphs)
    for label, text in (
        ("kind", source.kind),
        ("language", source.language),
        ("reliability", source.reliability),
    ):
        if text:
            yield Line((Span(f"{label}: ", "label"), Span(text)), INDENT, INDENT)
    yield from (Line(version_spans(one), INDENT, INDENT) for one in answer.versions)
    yield from with_gutters(conflict_lines(source, glyphs, {}))
    for passage in answer.passages:
        yield BLANK
        yield line(Span(passage.at or "The source as a whole", "heading"))
        yield references_grid(passage.records, glyphs)
        if len(passage.records) < passage.total:
            shown = shown_of(len(passage.records), passage.total, "record")
            yield Line((Span(shown, "faint"),), INDENT, INDENT)
    if not answer.is_complete:
        yield BLANK
        yield line(Span("More records cite it. Only the earliest of each kind are shown.", "faint"))
