"""Typing errors in a query: a word that stands nowhere becomes the nearest word that does."""

import msgspec

from sinoru.index.index import Index, Scope
from sinoru.query.terms import refs_for
from sinoru.text.expression import Phrase, Wanted
from sinoru.text.syntax import Query, Term, parse_query
from sinoru.text.tokens import nearest_words

Corrections = tuple[tuple[str, str], ...]
NEIGHBOURS = 200_000
"""How many words of the vocabulary are compared, the most frequent first."""


def correct(index: Index, query: Query) -> tuple[Query, Corrections]:
    """Replace each single word that neither stands in a record nor names anybody; give the pairs as well."""
    corrections: list[tuple[str, str]] = []
    groups = tuple(tuple(_corrected(index, term, corrections) for term in group) for group in query.all)
    return msgspec.structs.replace(query, all=groups), tuple(corrections)


def _corrected(index: Index, term: Term, corrections: list[tuple[str, str]]) -> Term:
    if term.prefix or term.phrase or len(term.tokens) != 1 or _is_known(index, term):
        return term
    near = nearest_words(term.text.casefold(), _neighbours(index, term.text.casefold()), limit=1)
    if not near:
        return term
    corrections.append((term.text, near[0]))
    return parse_query(near[0]).all[0][0]


def _is_known(index: Index, term: Term) -> bool:
    sql, values = index.chosen(Scope(match=Wanted(((Phrase(term.tokens),),))))
    return index.value(f"{sql} LIMIT 1", values) is not None or bool(refs_for(index, term))


def _neighbours(index: Index, word: str) -> list[str]:
    """Give the words that may be meant: of about the same length, the most frequent first."""
    query = (
        "SELECT word FROM word WHERE records > 0 AND length(word) BETWEEN ? AND ?"
        " ORDER BY records DESC, word LIMIT ?"
    )
    length = len(word)
    return [found for (found,) in index.rows(query, (length - 2, length + 2, NEIGHBOURS))]
