"""A record as the browser shows it: a card or all of it, and where one can go from there."""

from collections.abc import Iterator

from sinoru.library.corpus import Corpus
from sinoru.query.answers import Card, Shown
from sinoru.query.conflict_answers import Conflicts
from sinoru.render.conflicts import conflicts_document
from sinoru.render.document import BLANK, Document, Line, Span, line
from sinoru.render.glyphs import Glyphs
from sinoru.render.show import show_document
from sinoru.render.when import when
from sinoru.render.who import who_document
from sinoru.tui.views import Entry

MOST = 200
"""Records that one can go to."""


def record_document(corpus: Corpus, shown: Shown, glyphs: Glyphs, *, whole: bool) -> Document:
    """Show a record, or the card of a person or an organisation; `whole`: the record in any case."""
    card = None if whole or shown.kind not in ("person", "organisation") else corpus.who(shown.record.id)
    if isinstance(card, Card):
        yield from who_document(card, glyphs=glyphs)
        return
    yield from show_document(shown, glyphs=glyphs)
    # Those in the record's own data stand among its fields.
    more = tuple(one for one in corpus.conflicts(shown.record.id).conflicts if one.found_by != "data")
    if more:
        yield BLANK
        yield line(Span("Found by rule", "heading"))
        yield from conflicts_document(Conflicts(conflicts=more, total=len(more)), glyphs=glyphs)


def leads_from(shown: Shown, glyphs: Glyphs) -> Iterator[Entry]:
    """Give the records that a record names, then those that refer to it."""
    for ref in shown.refs.values():
        if ref.kind:
            yield Entry(
                ref.id, Line((Span(f"{glyphs.arrow} "), Span(ref.name), Span(f"  {ref.kind}", "faint")))
            )
    for one in shown.referred_by[:MOST]:
        date = (when(one.date, glyphs), Span("  ")) if one.date else ()
        yield Entry(
            one.id, Line((Span("  "), *date, Span(one.title), Span(f"  {one.kind}, {one.how}", "faint")))
        )


def citation_of(corpus: Corpus, id_: str) -> str:
    """Give the Chicago citations of what a record rests on, a line each, as text to paste."""
    from sinoru.cite.text import cite_in_style

    bibliography = cite_in_style(corpus.cite(id_).citations, "chicago")
    return "\n".join("".join(run.text for run in cited.entry) for cited in bibliography.citations)
