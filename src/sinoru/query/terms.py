"""From the words of a query to what the index is asked."""

from collections.abc import Sequence

from sinoru.index.index import Index
from sinoru.index.numbers import ref_token
from sinoru.query.answers import Ref
from sinoru.query.named import bearers_of
from sinoru.query.records import refs_of
from sinoru.text.expression import Wanted, wanted_by
from sinoru.text.syntax import Query, Term, parse_query


def wanted_words(index: Index, words: str) -> Wanted | None:
    """Give what a record must hold to have all the words; None where there are none."""
    return wanted_of(index, parse_query(words))


def wanted_of(index: Index, query: Query) -> Wanted | None:
    """Give what a record must hold for a query; a name also matches where a record refers to who bears it."""
    return wanted_by(query, expand=lambda term: refs_for(index, term))


def bearers_in(index: Index, query: Query) -> dict[str, Ref]:
    """Give, by id, who or what the words of a query name."""
    return refs_of(index, {id_ for group in query.all for term in group for id_ in ids_named(index, term)})


def named_by(index: Index, query: Query) -> set[str]:
    """Give the ids of those whom every word of the query names: for `zhang wannian`, zhang-wannian."""
    groups = [{id_ for term in group for id_ in ids_named(index, term)} for group in query.all]
    return set.intersection(*groups) if groups else set()


def ids_named(index: Index, term: Term) -> frozenset[str]:
    """Give the ids of those whom a word names."""
    bearers, values = index.among("number", _bearers(index, term))
    return frozenset(id_ for (id_,) in index.rows(f"SELECT id FROM term WHERE {bearers}", values))


def refs_for(index: Index, term: Term) -> Sequence[str]:
    """Give the `refs` tokens of the people, organisations and places that a word names."""
    return [ref_token(number) for number in _bearers(index, term)]


def _bearers(index: Index, term: Term) -> Sequence[int]:
    return () if term.prefix or term.phrase else bearers_of(index, term.text)
