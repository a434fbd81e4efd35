"""The view of `sinoru who`: a card, the holders of an office, names to choose from, or everyone."""

from collections.abc import Iterable

from sinoru.messages import command
from sinoru.query.answers import Candidate, Candidates, Card, Everyone, Listed, NobodyFound, OfficeHolders
from sinoru.query.office_filters import office_title
from sinoru.render.document import (
    PIPE,
    Cells,
    Column,
    Document,
    Entry,
    Glyphs,
    Grid,
    Look,
    Span,
    line,
    plural,
    shown_of,
)
from sinoru.render.life import name_and_life
from sinoru.render.listing import counted, limit_step, narrowed, next_steps, opening, show_step
from sinoru.render.parts import match_words

_COUNTS = (Column("Events", wraps=False, right=True), Column("Claims", wraps=False, right=True))
_ROOM_FOR_COUNTS = 80
"""The width from which events and claims are counted beside each name."""


def who_document(
    answer: Card | Candidates | OfficeHolders | NobodyFound | Everyone,
    look: Look = PIPE,
    most: int | None = None,
) -> Document:
    """Show the answer; `most` bounds its lists."""
    if look.full:
        from sinoru.render.full.who import who_document as complete

        return complete(answer, glyphs=look.glyphs, most=most)
    if isinstance(answer, Card):
        from sinoru.render.card import card_document

        return card_document(answer, look, most)
    if isinstance(answer, OfficeHolders):
        from sinoru.render.office import office_document

        return office_document(answer, look, most)
    if isinstance(answer, Candidates):
        return candidates_document(answer, look, most=most)
    return _nobody(answer, look) if isinstance(answer, NobodyFound) else _everyone(answer, look)


def candidates_document(
    answer: Candidates, look: Look = PIPE, asked: str = "who", most: int | None = None
) -> Document:
    """List the records that a name may mean; the last line has the command that was `asked` to take one."""
    if look.full:
        from sinoru.render.full.who import candidates

        yield from candidates(answer, look.glyphs)
        return
    total = max(answer.total, len(answer.candidates))
    listed = answer.candidates[:most]
    yield from opening(look, f"{look.glyphs.quoted(answer.query)} matches {plural(total, 'record')}")
    columns = (Column(wraps=False), Column(wraps=False), Column(cuts=True))
    yield Grid(columns, tuple(_candidate_row(one, look.glyphs) for one in listed))
    if len(listed) < total:
        shown = shown_of(len(listed), total, "record")
        yield line(Span(f"{shown}, those to which most others refer", "faint"))
    takes_number = look.is_numbered and asked != "who"
    step = command(asked, "1" if takes_number else "ID", *look.options)
    yield from next_steps(look, *dict.fromkeys((show_step(look), step)))


def _candidate_row(one: Candidate, glyphs: Glyphs) -> Entry:
    how = (Span(match_words(one, glyphs), "faint"),)
    what = one.summary or one.country or one.kind
    return Entry(one.id, (name_and_life(one, glyphs), how, (Span(what),)))


def _nobody(answer: NobodyFound, look: Look) -> Document:
    yield from opening(look, f"No person or organisation is named {look.glyphs.quoted(answer.query)}.")
    if answer.suggestions:
        yield line(Span("Did you mean:" if answer.is_near else "Nearest names:", "label"))
        rows = (
            Entry(ref.id, ((Span(ref.name, "name"),), (Span(ref.kind, "faint"),)))
            for ref in answer.suggestions
        )
        yield Grid((Column(wraps=False), Column(cuts=True)), tuple(rows))
        yield from next_steps(look, show_step(look))


def _everyone(answer: Everyone, look: Look) -> Document:
    """List people, and apart from them organisations, each on a line with counts of events and claims."""
    people = [one for one in answer.listed if one.kind == "person"]
    others = [one for one in answer.listed if one.kind != "person"]
    both = (
        plural(len(each), thing) for each, thing in ((people, "person"), (others, "organisation")) if each
    )
    is_cut = len(answer.listed) < answer.total
    names = counted(look, len(answer.listed), answer.total, "name")
    yield from opening(look, names if is_cut else f"{', '.join(both)}{narrowed(look)}")
    has_counts = _has_room(look) and any(one.events or one.claims for one in answer.listed)
    if people:
        rows = (_person_row(one, look, has_counts=has_counts) for one in people)
        yield _grid("People", "Last office, country", rows, look, has_counts=has_counts)
    if others:
        rows = (_organisation_row(one, look, has_counts=has_counts) for one in others)
        yield _grid("Organisations", "Kind, country", rows, look, has_counts=has_counts)
    yield from next_steps(
        look, show_step(look) if answer.listed else "", limit_step(len(answer.listed), answer.total), "--full"
    )


def _grid(title: str, last: str, rows: Iterable[Entry], look: Look, *, has_counts: bool) -> Grid:
    # In a pipe, names are padded, so that the counts stand below each other.
    name = Column(title, wraps=False, cuts=look.width is not None)
    return Grid((name, *(_COUNTS if has_counts else ()), Column(last, cuts=True)), tuple(rows))


def _has_room(look: Look) -> bool:
    """Return whether there is room for counts beside a name and an office."""
    return look.width is None or look.width >= _ROOM_FOR_COUNTS


def _person_row(one: Listed, look: Look, *, has_counts: bool) -> Entry:
    country = "" if office_title(one.office).states else one.country
    office = (Span(", ".join(filter(None, (one.office, country)))),)
    return Entry(one.id, (name_and_life(one, look.glyphs), *_counts(one, has_counts=has_counts), office))


def _organisation_row(one: Listed, look: Look, *, has_counts: bool) -> Entry:
    kind = ", ".join(filter(None, (one.office, one.country)))
    name = name_and_life(one, look.glyphs)
    return Entry(one.id, (name, *_counts(one, has_counts=has_counts), (Span(kind),)))


def _counts(one: Listed, *, has_counts: bool) -> Cells:
    if not has_counts:
        return ()
    counts = (Span(f"{number:,}" if number else "", "figure") for number in (one.events, one.claims))
    return tuple((count,) for count in counts)
