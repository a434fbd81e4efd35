"""From the words of a query to what the index is asked."""

from collections.abc import Sequence

from sinoru.index.index import Index
from sinoru.index.write import ref_token
from sinoru.words import Query, Term, parse_query, to_fts5


def match_expression(index: Index, words: str) -> str:
    """Give the FTS5 expression for words that must all occur."""
    return expression_of(index, parse_query(words))


def expression_of(index: Index, query: Query) -> str:
    """Give the FTS5 expression of a query; a name also matches where a record refers to who bears it."""
    return to_fts5(query, expand=lambda term: refs_for(index, term))


def refs_for(index: Index, term: Term) -> Sequence[str]:
    """Give the `refs` tokens of the people, organisations and places that a word names."""
    if term.prefix or term.phrase:
        return ()
    from sinoru.query.named import bearers_of

    return [ref_token(number) for number in bearers_of(index, term.text)]
