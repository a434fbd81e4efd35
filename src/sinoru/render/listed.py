"""Names to choose from: several candidates, the nearest names, everyone."""

from sinoru.query.answers import Candidates, Everyone, Listed, NobodyFound
from sinoru.render.counted import counted
from sinoru.render.document import BLANK, INDENT, Cells, Column, Document, Grid, Span, line
from sinoru.render.glyphs import Glyphs

_EVERYONE = (
    Column("Name"),
    Column("Country", wraps=False),
    Column("Office"),
    Column("Events", wraps=False, right=True),
    Column("Claims", wraps=False, right=True),
    Column("Id", wraps=False),
)


def candidates(answer: Candidates, glyphs: Glyphs) -> Document:
    """List the records that bear a name, each with the rule by which it does."""
    count = counted(len(answer.candidates), "record")
    yield line(Span(f"{glyphs.quoted(answer.query)} may mean {count}:", "heading"))
    rows = tuple(
        (
            (Span(one.name, "name"),),
            (Span(one.summary or one.kind),),
            (Span(_rule(one.matched.name, one.matched.rule, one.name, glyphs), "faint"),),
            (Span(one.id, "id"),),
        )
        for one in answer.candidates
    )
    yield Grid((Column(), Column(), Column(), Column(wraps=False)), rows)


def _rule(matched: str, rule: str, name: str, glyphs: Glyphs) -> str:
    """Say by which rule a name matched, and which, where it is not the one shown."""
    return rule if matched in ("", name) else f"{glyphs.quoted(matched)}, {rule}"


def nobody(answer: NobodyFound, glyphs: Glyphs) -> Document:
    """Say that a name is nobody's, and list the nearest."""
    yield line(f"Nobody here is called {glyphs.quoted(answer.query)}.")
    if answer.suggestions:
        yield line(Span("The nearest names:", "label"))
        rows: tuple[Cells, ...] = tuple(
            ((Span(ref.name, "name"),), (Span(ref.kind, "faint"),), (Span(ref.id, "id"),))
            for ref in answer.suggestions
        )
        yield Grid((Column(), Column(wraps=False), Column(wraps=False)), rows, INDENT)


def everyone(answer: Everyone) -> Document:
    """List all people and organisations."""
    yield Grid(_EVERYONE, tuple(map(_listed, answer.listed)))
    yield BLANK
    yield line(Span(counted(len(answer.listed), "name"), "faint"))


def _listed(one: Listed) -> Cells:
    counts = ((Span(f"{number:,}" if number else "", "figure"),) for number in (one.events, one.claims))
    texts = (Span(one.name, "name"), Span(one.country), Span(one.office or one.kind))
    return (*((text,) for text in texts), *counts, (Span(one.id, "id"),))
