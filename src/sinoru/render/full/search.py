"""The view of `sinoru search`: hits with the matched words marked."""

import re
from collections.abc import Iterable, Iterator

from sinoru.query.answers import Hit, Search
from sinoru.render.document import (
    BLANK,
    UNICODE,
    Document,
    Glyphs,
    Line,
    Role,
    Span,
    Spans,
    joined,
    line,
    plural,
    with_gutters,
)
from sinoru.render.layout import is_wide
from sinoru.render.parts import headline, traced, verdict_mark, verdict_word


def highlight(text: str, words: Iterable[str], role: Role = "text") -> Spans:
    """Split text into spans; whole words among `words`, in any case, have the role `match`."""
    patterns = [_word_pattern(word) for word in sorted(filter(None, words), key=len, reverse=True)]
    if not patterns:
        return (Span(text, role),)
    return tuple(_split_at_matches(text, re.compile("|".join(patterns), re.IGNORECASE), role))


def _word_pattern(word: str) -> str:
    """Return the pattern of a whole word; CJK words need no space next to them."""
    before = "" if is_wide(word[0]) else r"(?<!\w)"
    after = "" if is_wide(word[-1]) else r"(?!\w)"
    return f"{before}{re.escape(word)}{after}"


def _split_at_matches(text: str, pattern: re.Pattern[str], role: Role) -> Iterator[Span]:
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield Span(text[end : match.start()], role)
        yield Span(match.group(), "match")
        end = match.end()
    if end < len(text):
        yield Span(text[end:], role)


def search_document(answer: Search, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show how the query was interpreted, then each hit, the best first, with the fields that matched."""
    yield line(Span(_summary(answer, glyphs), "heading"))
    for note in _notes(answer, glyphs):
        yield line(Span(note, "warn"))
    width = len(str(len(answer.hits))) + 2
    for number, hit in enumerate(answer.hits, start=1):
        yield BLANK
        first = (Span(f"{number}.".ljust(width), "faint"),)
        yield from with_gutters(_hit_lines(hit, glyphs), first, (Span(" " * width),))


def _summary(answer: Search, glyphs: Glyphs) -> str:
    query = glyphs.quoted(_corrected_query(answer))
    if not answer.hits and not answer.total:
        return f"No matches for {query}{' with these filters' if answer.filtered_by else ''}."
    shown = "" if len(answer.hits) == answer.total else f"{len(answer.hits):,} of "
    more = "" if answer.total_is_exact else "more than "
    return f"{shown}{more}{plural(answer.total, 'match')} for {query}"


def _corrected_query(answer: Search) -> str:
    """Return the query with the words that were searched for instead of unknown ones."""
    query = answer.query
    for word, nearest in answer.corrected:
        query = nearest.join(re.split(_word_pattern(word), query, flags=re.IGNORECASE))
    return query


def _notes(answer: Search, glyphs: Glyphs) -> Iterator[str]:
    """Yield every change that was made to the query, so that the results do not mislead."""
    for word, nearest in answer.corrected:
        yield f"No matches for {glyphs.quoted(word)}; showing results for {glyphs.quoted(nearest)}."
    if answer.ignored:
        yield f"Ignored because they are too common: {', '.join(answer.ignored)}."
    if answer.relaxed:
        record = "No record that matches the filters" if answer.filtered_by else "No record"
        yield f"{record} contains all of these words; showing records that contain some of them."
    if not answer.is_ranked:
        yield "Too many matches to rank; sorted by date, those with the words in the title first."


def _hit_lines(hit: Hit, glyphs: Glyphs) -> Iterator[Line]:
    title = highlight(hit.title, hit.matched, "title")
    if hit.verdict and hit.verdict != "unverified":
        title = (verdict_mark(hit.verdict, glyphs), Span(" "), *title)
    first = headline(hit.date, title, hit.kind, glyphs).spans
    word = (Span(f" {glyphs.bullet} ", "faint"), verdict_word(hit.verdict)) if hit.verdict else ()
    yield Line((*first, *word))
    if hit.snippet and hit.snippet != hit.title:
        yield Line(highlight(hit.snippet, hit.matched))
    if hit.where:
        yield Line(_match_spans(hit))
    yield traced(hit.id, hit.evidence)


def _match_spans(hit: Hit) -> Spans:
    words = joined(((Span(word, "match"),) for word in hit.matched), Span(", "))
    where = Span(f"matches: {', '.join(hit.where)}", "label")
    return (where, Span(" ("), *words, Span(")")) if words else (where,)
