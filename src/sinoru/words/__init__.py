"""Words of a text: folding, stems, queries and the marking of matches.

One normaliser makes the tokens of texts and of queries, so that any engine that keeps our tokens finds the same.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sinoru.words.fts5 import to_fts5 as to_fts5
    from sinoru.words.marking import Match as Match
    from sinoru.words.marking import find_matches as find_matches
    from sinoru.words.marking import mark_matches as mark_matches
    from sinoru.words.nearest import nearest_words as nearest_words
    from sinoru.words.query import Query as Query
    from sinoru.words.query import Term as Term
    from sinoru.words.query import parse_query as parse_query
    from sinoru.words.query import relaxed as relaxed
    from sinoru.words.tokens import index_text as index_text
    from sinoru.words.tokens import surface_words as surface_words
    from sinoru.words.wanted import Phrase as Phrase
    from sinoru.words.wanted import Wanted as Wanted
    from sinoru.words.wanted import wanted_by as wanted_by
    from sinoru.words.window import find_window as find_window
    from sinoru.words.window import snippet as snippet

_HOMES = {
    "Match": "marking",
    "Phrase": "wanted",
    "Query": "query",
    "Term": "query",
    "Wanted": "wanted",
    "find_matches": "marking",
    "find_window": "window",
    "index_text": "tokens",
    "mark_matches": "marking",
    "nearest_words": "nearest",
    "parse_query": "query",
    "relaxed": "query",
    "snippet": "window",
    "surface_words": "tokens",
    "to_fts5": "fts5",
    "wanted_by": "wanted",
}
"""Each public name and its module, which is imported when the name is first used."""


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
