"""From the words of a query to what the index is asked.

Typing errors in a query: a word that stands nowhere becomes the nearest word that does.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from sinoru.index.index import Index, Phrase, Scope, Wanted
from sinoru.index.numbers import ref_token
from sinoru.query.answers import Ref
from sinoru.query.names import bearers_of
from sinoru.query.records import refs_of
from sinoru.text.syntax import Query, Term, parse_query
from sinoru.text.tokens import nearest_words


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


def _expand_nothing(_term: "Term") -> Sequence[str]:
    return ()


def wanted_by(query: "Query", expand: "Callable[[Term], Sequence[str]]" = _expand_nothing) -> Wanted | None:
    """Give the phrases that a query asks for; None if it only excludes, which finds nothing.

    `expand` gives more tokens that do for a term, wanted or excluded: those of the entities it names.
    """

    def alternatives(terms: "Iterable[Term]") -> tuple[Phrase, ...]:
        phrases = (
            phrase
            for term in terms
            for phrase in (*_phrases(term), *(Phrase((token,)) for token in expand(term)))
        )
        return tuple(dict.fromkeys(phrases))

    if not query.all:
        return None
    return Wanted(tuple(map(alternatives, query.all)), alternatives(query.none))


def _phrases(term: "Term") -> tuple[Phrase, ...]:
    """Give the phrase of a term; for a prefix two, as `bombings*` must find the stem `bomb`."""
    from sinoru.text.tokens import stem

    *before, last = term.tokens
    whole = Phrase(term.tokens, term.prefix)
    if not term.prefix or stem(last).startswith(last):
        return (whole,)
    return whole, Phrase((*before, stem(last)))
