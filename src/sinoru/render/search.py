"""The view of `sinoru search`: each hit with its title, and the part of its text that matches."""

from collections.abc import Iterator

import msgspec

from sinoru.query.answers import Hit, Search
from sinoru.query.read_query import query_in
from sinoru.render.brief import VERDICT_ORDER
from sinoru.render.document import (
    BLANK,
    MORE_THAN,
    PIPE,
    Column,
    Document,
    Entry,
    Glyphs,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    line,
    plural,
    section_heading,
)
from sinoru.render.layout import GAP, cell_width, escape_controls
from sinoru.render.listing import counted, limit_step, next_steps, number_cells, opening, show_step
from sinoru.render.matches import (
    changes_of_query,
    count_matches,
    grouped,
    highlight,
    no_matches,
    searched_query,
)
from sinoru.render.parts import mark_before, verdict_mark, verdict_word, when
from sinoru.text.highlight import find_matches, find_window
from sinoru.text.query import Node, terms

_COLUMNS = (Column(wraps=False), Column(cuts=True), Column(wraps=False))
"""Date, title, kind."""
_NAMED_KINDS = 3
"""Kinds of record that the first line counts; the others are counted together."""
_INDENT = Span("  ")


def search_document(answer: Search, look: Look = PIPE) -> Document:
    """Show the answer to a question, how many records match, how the query was read, and the hits, the best first."""
    if answer.answered:
        from sinoru.render.answered import answer_first

        answered, found = answer.answered, msgspec.structs.replace(answer, answered=None)
        yield from answer_first(answered, search_document(found, look), look)
        return
    if look.full:
        from sinoru.render.full.search import search_document as complete

        yield from complete(answer, glyphs=look.glyphs)
        return
    if not answer.hits and not answer.total:
        yield line(Span(no_matches(answer, look.glyphs), "heading"))
        return
    yield from _first_lines(answer, look)
    query = query_in(searched_query(answer))
    room = _room(answer, look)
    for heading, hits in grouped(answer.hits):
        yield from section_heading(heading) if heading else (BLANK,)
        columns = (*_COLUMNS, Column(wraps=False)) if hits[0].missing else _COLUMNS
        yield Grid(columns, tuple(_hit_entry(hit, query, room, look.glyphs) for hit in hits))
    limit = limit_step(count_matches(answer), answer.total, is_exact=answer.total_is_exact)
    yield from next_steps(look, show_step(look), limit, "--full")


def _first_lines(answer: Search, look: Look) -> Iterator[Line]:
    """Yield the counts with the marks of verdicts, then what was changed in the query."""
    glyphs = look.glyphs
    judged = {hit.verdict for hit in answer.hits} - {"", "unverified"}
    legend = (_mark_and_word(verdict, glyphs) for verdict in VERDICT_ORDER if verdict in judged)
    yield from opening(look, _counted(answer, look), *legend)
    for note in changes_of_query(answer, glyphs):
        yield line(Span(note, "warn"))


def _mark_and_word(verdict: str, glyphs: Glyphs) -> Spans:
    mark = verdict_mark(verdict, glyphs)
    return (Span(f"{mark.text} {verdict_word(verdict).text}", mark.role),)


def _counted(answer: Search, look: Look) -> str:
    """Count the matches: `10 of 63 matches for “hotline” shown: 18 events · 17 claims · 12 sources · 16 others`."""
    glyphs = look.glyphs
    about = f" for {glyphs.quoted(searched_query(answer))}" if answer.query else ""
    bound = "" if answer.total_is_exact else MORE_THAN
    matches = counted(look, count_matches(answer), answer.total, "match", about, bound=bound)
    kinds = sorted(answer.by_kind.items(), key=lambda counted: -counted[1])
    if len(kinds) <= 1:
        return matches
    named = kinds if len(kinds) == _NAMED_KINDS + 1 else kinds[:_NAMED_KINDS]
    others = sum(answer.by_kind.values()) - sum(number for _, number in named)
    counts = [plural(number, kind) for kind, number in named] + ([plural(others, "other")] if others else [])
    return f"{matches}: {f' {glyphs.bullet} '.join(counts)}"


def _room(answer: Search, look: Look) -> int | None:
    """Return the cells for the text below a hit; None where it is not cut."""
    if look.width is None:
        return None
    gutter = number_cells(look, len(answer.hits)) or GAP
    return max(look.width - gutter - len(_INDENT.text), 1)


def _hit_entry(hit: Hit, query: Node, room: int | None, glyphs: Glyphs) -> Entry:
    title = (*mark_before(hit.verdict, glyphs), *highlight(hit.title, hit.matched, "title"))
    date = (when(hit.date, glyphs),) if hit.date else ()
    text = hit.snippet if hit.snippet != hit.title else ""
    below: tuple[Spans, ...] = ()
    if text:
        shown = text if room is None else _from_match(text, query, room, glyphs)
        below = ((_INDENT, *highlight(shown, hit.matched)),)
    missing = ((Span(f"without {hit.missing}", "faint"),),) if hit.missing else ()
    return Entry(hit.id, (date, title, (Span(hit.kind, "kind"),), *missing), below)


def _from_match(text: str, query: Node, room: int, glyphs: Glyphs) -> str:
    """Return the text, from shortly before the matches on if they are not among the first `room` cells of it."""
    cells = cell_width(escape_controls(text))
    if cells <= room:
        return text
    characters = max(room * len(text) // cells, 1)  # of wide characters fewer fit
    start, end = find_window(text, query, characters)
    words = terms(query)
    found = {match.term for match in find_matches(text[start:end], words)}
    if len({match.term for match in find_matches(text[: characters - 1], words)}) >= len(found):
        return text
    return f"{glyphs.ellipsis} {text[start:].lstrip()}"
