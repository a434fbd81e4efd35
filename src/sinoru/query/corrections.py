"""Words of a search that no record contains: read as a name by its sound, in parts, or as the nearest word."""

from operator import itemgetter

from sinoru.index.index import Index
from sinoru.query.conditions import ids_named, occurs
from sinoru.query.expansion import with_other_words
from sinoru.query.read_as import report
from sinoru.query.synonyms import synonyms_of
from sinoru.text.query import All, AnyOf, Field, Node, Term, all_of, any_of, forms_of
from sinoru.text.terms import phrase_of, words_of
from sinoru.text.tokens import STOP_WORDS, is_unspaced, locate_words, nearest_words

NEIGHBOURS = 200_000
"""How many words of the vocabulary a misspelt word is compared with, the most frequent first."""
LONGEST_ACRONYM = 4
"""Capitals up to this number are an acronym, which is not corrected."""
LONGEST_RUN = 24
"""The signs of a run that is searched in parts: each part is looked up."""
Corrections = tuple[tuple[str, str], ...]
"""Pairs of a word typed and the word that replaces it."""


def correct(index: Index, query: Node) -> tuple[Node, Corrections]:
    """Replace each single word that no record contains and that names nothing by the nearest word of the corpus.

    Return the new query, and what was replaced.
    """
    corrections: list[tuple[str, str]] = []

    def changed(node: Node) -> Node:
        match node:
            case All(items=items):
                return all_of(*map(changed, items))
            case AnyOf(items=items, typed="") if items:
                return any_of(*map(changed, items))
            case Term():
                return _corrected(index, node, corrections)
        return node  # what is left out, and what has other forms already

    return changed(query), tuple(corrections)


def _corrected(index: Index, term: Term, corrections: list[tuple[str, str]]) -> Node:
    """Return a word as it is if a record contains it, and otherwise the query for what it may be."""
    if not term.is_plain or occurs(index, term):
        return term
    if named := ids_named(index, term):  # people, by sound: they are found as well, not only what names them
        return forms_of(term.text, term, *(Field("id", id_) for id_ in sorted(named)))
    if len(term.tokens) != 1:
        return _in_known_parts(index, term)
    nearest = _nearest_word(index, term)
    if not nearest:
        return term
    corrections.append((term.text, nearest))
    report("WORDS", term.text, nearest, "typo")
    return with_other_words(index, words_of(nearest))


def _nearest_word(index: Index, term: Term) -> str:
    """Return the nearest word of the corpus; empty if none is near, for an acronym, and for a synonym."""
    word = term.text.casefold()
    is_acronym = term.text.isupper() and len(word) <= LONGEST_ACRONYM
    if is_acronym or any(term.tokens[0] in tokens for tokens in synonyms_of(index)):
        return ""
    near = nearest_words(word, _similar_length(index, word))
    return next((one for one in near if one not in STOP_WORDS), "")


def _in_known_parts(index: Index, term: Term) -> Node:
    """Return a run of Chinese, Thai or the like, which no record contains, as the longest parts that some contain.

    A run of which a sign is left over stays as it is.
    """
    signs = [word for word, _, _ in locate_words(term.text)]
    if len(signs) > LONGEST_RUN:
        return term
    parts: list[Node] = []
    while signs and all(map(is_unspaced, map(itemgetter(0), signs))):
        runs = (phrase_of("".join(signs[:end])) for end in range(len(signs), 1, -1))
        part = next((run for run in runs if occurs(index, run)), None)
        if part is None:
            return term
        parts.append(part)
        signs = signs[len(part.tokens) :]
    if signs or len(parts) < 2:  # noqa: PLR2004
        return term
    report("WORDS", term.text, " ".join(part.text for part in parts), "parts")
    return all_of(*parts)


def _similar_length(index: Index, word: str) -> list[str]:
    """Return the words of the corpus of about the same length, the most frequent first."""
    query = (
        "SELECT word FROM word WHERE records > 0 AND length(word) BETWEEN ? AND ?"
        " ORDER BY records DESC, word LIMIT ?"
    )
    length = len(word)
    return [found for (found,) in index.rows(query, (length - 2, length + 2, NEIGHBOURS))]
