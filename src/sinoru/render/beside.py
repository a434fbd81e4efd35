"""The view of `sinoru show --source`: records whole, each with the passages that it cites from the user's copy."""

from collections.abc import Iterator, Sequence

from sinoru.render.document import BLANK, INDENT, Document, Line, Span, line
from sinoru.render.glyphs import UNICODE, Glyphs
from sinoru.render.show import show_document
from sinoru.verify.verification import CitedCopy, CitedPassage, ShownBeside


def beside_document(answers: Sequence[ShownBeside], *, glyphs: Glyphs = UNICODE) -> Document:
    """Show each record, then what it cites, passage by passage."""
    for number, answer in enumerate(answers):
        if number:
            yield BLANK
        yield from show_document(answer, glyphs=glyphs)
        for copy in answer.copies:
            yield BLANK
            yield from _copy_lines(copy, glyphs)


def _copy_lines(copy: CitedCopy, glyphs: Glyphs) -> Iterator[Line]:
    if not copy.passages:
        yield line(Span(f"The record cites nothing in {copy.path}", "warn"))
        return
    yield line(Span(f"In {copy.path}", "heading"), "  ", Span(copy.source, "source"))
    for passage in copy.passages:
        yield from _passage_lines(passage, glyphs)


def _passage_lines(passage: CitedPassage, glyphs: Glyphs) -> Iterator[Line]:
    if passage.at:
        yield Line((Span(passage.at, "source"),), INDENT, INDENT)
    deeper = (*INDENT, *INDENT)
    if passage.text:
        yield Line((Span(passage.text),), deeper, deeper)
    elif passage.at:
        yield Line((Span(f"{glyphs.contradicted} no passage is called so", "bad"),), deeper, deeper)
    for term in passage.terms_missing:
        missing = Span(f"{glyphs.contradicted} {glyphs.quoted(term)} does not stand there", "bad")
        yield Line((missing,), deeper, deeper)
