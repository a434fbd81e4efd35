"""What a search says of its query, and texts with the matched words marked."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from sinoru.query.answers import Hit, Search
from sinoru.query.read_query import query_in
from sinoru.render.document import Glyphs, Role, Span, Spans
from sinoru.render.layout import is_wide
from sinoru.text.query import terms

_NEAR_MISSES, _SOURCES = "All words but one", "Sources with all words"
"""The headings of what lacks a word, and of what has all of them but comes last."""


def grouped(hits: Iterable[Hit]) -> Iterator[tuple[str, list[Hit]]]:
    """Yield the hits of a search in groups, each with its heading; the matches that come first have none."""
    before = False
    for lacks_word, group in groupby(hits, lambda hit: bool(hit.missing)):
        yield _NEAR_MISSES if lacks_word else _SOURCES if before else "", list(group)
        before = True


def count_matches(answer: Search) -> int:
    """Return how many of the hits have all words."""
    return sum(not hit.missing for hit in answer.hits)


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


def searched_query(answer: Search) -> str:
    """Return the query with the words that were searched for instead of unknown ones."""
    query = answer.query
    for word, nearest in answer.corrected:
        query = nearest.join(re.split(_word_pattern(word), query, flags=re.IGNORECASE))
    return query


def no_matches(answer: Search, glyphs: Glyphs) -> str:
    """Say that nothing matches the query."""
    filters = " with these filters" if answer.filtered_by else ""
    query = f" for {glyphs.quoted(searched_query(answer))}" if answer.query else ""
    return f"No matches{query}{filters}."


def changes_of_query(answer: Search, glyphs: Glyphs) -> Iterator[str]:
    """Yield every change that was made to the query, so that the results do not mislead."""
    for word, nearest in answer.corrected:
        yield f"No matches for {glyphs.quoted(word)}; showing results for {glyphs.quoted(nearest)}."
    if answer.ignored:
        yield f"Ignored because they are too common: {', '.join(answer.ignored)}."
    if answer.relaxed:
        record = "No record that matches the filters" if answer.filtered_by else "No record"
        yield f"{record} contains all of these words; showing records that contain some of them."
    if not answer.is_ranked and terms(query_in(answer.query, answer.own_fields)):
        if answer.relaxed:
            yield "Too many matches to rank; those with the most words come first, then those with one in the title."
        else:
            yield "Too many matches to rank; sorted by date, those with the words in the title first."
