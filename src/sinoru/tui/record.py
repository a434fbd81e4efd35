"""A record as the browser shows it: a card or all of it, and where one can go from there."""

from collections.abc import Iterator

import msgspec

from sinoru.corpus import Corpus
from sinoru.query.analyses import ConflictAnswer, Conflicts
from sinoru.query.answers import Card, Shown
from sinoru.render.conflicts import conflict_block, conflicts_document
from sinoru.render.document import BLANK, Document, Glyphs, Line, Span, line
from sinoru.render.parts import when
from sinoru.render.show import show_document
from sinoru.render.who import card
from sinoru.tui.views import Entry

MOST = 200
"""Records that one can go to."""


def has_card(shown: Shown) -> bool:
    """Tell whether it is somebody, of whom there is a card."""
    return shown.kind in ("person", "organisation")


def record_document(
    corpus: Corpus, shown: Shown, conflict: ConflictAnswer | None, glyphs: Glyphs, *, whole: bool
) -> Document:
    """Show a record, or the card of a person or an organisation; `whole`: the record in any case.

    The conflict that it was opened for stands before it.
    """
    if conflict:
        yield from conflict_block(conflict, glyphs)
        yield BLANK
    answer = corpus.who(shown.record.id) if has_card(shown) and not whole else None
    if isinstance(answer, Card):
        # Nobody typed the name that it was found by.
        yield from card(
            msgspec.structs.replace(answer, matched=msgspec.structs.replace(answer.matched, query="")), glyphs
        )
        return
    yield from show_document(shown, glyphs=glyphs)
    # Those in the record's own data stand among its fields.
    more = tuple(
        one
        for one in corpus.conflicts(shown.record.id).conflicts
        if one.found_by != "data" and one != conflict
    )
    if more:
        yield BLANK
        yield line(Span("Found by rule", "heading"))
        yield from conflicts_document(Conflicts(conflicts=more, total=len(more)), glyphs=glyphs)


def leads_from(shown: Shown, glyphs: Glyphs) -> Iterator[Entry]:
    """Give the records that a record names, then those that refer to it."""
    to, from_ = (Span(f"{glyphs.arrow} ", "faint"),), (Span("  "),)
    for ref in shown.refs.values():
        if ref.kind:
            yield Entry(ref.id, Line((Span(ref.name), Span(f"  {ref.kind}", "faint")), to, from_))
    for one in shown.referred_by[:MOST]:
        date = (when(one.date, glyphs), Span("  ")) if one.date else ()
        spans = (*date, Span(one.title), Span(f"  {one.kind}, {one.how}", "faint"))
        yield Entry(one.id, Line(spans, from_, from_))


def citations_of(corpus: Corpus, id_: str) -> list[str]:
    """Give the Chicago citations of what a record rests on, as text to paste."""
    from sinoru.cite.typeset import cite_in_style

    bibliography = cite_in_style(corpus.cite(id_).citations, "chicago")
    return ["".join(run.text for run in cited.entry) for cited in bibliography.citations]
