"""Other words that a query is asked with: synonyms of its corpus, and the British or American spelling of a word."""

from collections.abc import Iterator, Sequence

import msgspec

from sinoru.index.database import placeholders
from sinoru.index.index import Index
from sinoru.model.records import CorpusTitle
from sinoru.query.read_as import report
from sinoru.text.query import All, AnyOf, Node, Not, Term, all_of, any_of, map_leaves, negated

Synonyms = dict[tuple[str, ...], tuple[str, ...]]
"""What else a word or phrase is called, by its tokens."""


def with_other_words(index: Index, query: Node) -> Node:
    """Return a query that also finds the synonyms of its words, and their other spellings that the corpus has.

    A word as typed (`=word`) and one with wildcards have none.
    """
    synonyms = synonyms_of(index)
    return _with_spellings(index, _with_synonyms(query, synonyms) if synonyms else query)


def titles_of(index: Index) -> list[CorpusTitle]:
    """Return what the files of a corpus declare about it."""
    rows = index.rows("SELECT corpus FROM file WHERE corpus <> '{}' ORDER BY number")
    return [msgspec.json.decode(corpus, type=CorpusTitle) for (corpus,) in rows]


def synonyms_of(index: Index) -> Synonyms:
    """Return the synonyms that a corpus declares."""
    if index.value("SELECT 1 FROM file WHERE corpus LIKE '%\"synonyms\"%' LIMIT 1") is None:
        return {}
    from sinoru.text.terms import phrase_of

    synonyms: Synonyms = {}
    for group in (group for title in titles_of(index) for group in title.synonyms):
        phrases = {text: phrase.tokens for text in group.words if isinstance(phrase := phrase_of(text), Term)}
        for tokens in phrases.values():
            others = (text for text, other in phrases.items() if other != tokens)
            synonyms[tokens] = tuple(dict.fromkeys((*synonyms.get(tokens, ()), *others)))
    return synonyms


def _with_synonyms(query: Node, synonyms: Synonyms) -> Node:
    match query:
        case All(items=items):
            return all_of(*_joined(items, synonyms))
        case AnyOf(items=items):
            return any_of(*(_with_synonyms(item, synonyms) for item in items))
        case Not(item=item):
            return negated(_with_synonyms(item, synonyms))
    return _either((query,), synonyms) or query


def _joined(items: Sequence[Node], synonyms: Synonyms) -> Iterator[Node]:
    """Yield the items of a query; the longest run of words that is a synonym becomes one item with the others."""
    position = 0
    while position < len(items):
        for end in range(min(len(items), position + max(map(len, synonyms))), position, -1):
            if found := _either(items[position:end], synonyms):
                yield found
                position = end
                break
        else:
            yield _with_synonyms(items[position], synonyms)
            position += 1


def _either(words: Sequence[Node], synonyms: Synonyms) -> Node | None:
    """Return the query for words or for their synonyms; None for words without any."""
    if not all(isinstance(word, Term) and _has_other_words(word) for word in words):
        return None
    others = synonyms.get(tuple(token for word in words for token in word.tokens))
    if not others:
        return None
    from sinoru.text.terms import phrase_of

    typed = " ".join(word.text for word in words)
    report("WORDS", typed, " or ".join((typed, *others)), "synonym")
    return any_of(all_of(*words), *map(phrase_of, others))


def _has_other_words(term: Term) -> bool:
    """Return whether a term may also be another word: not if it is only this spelling, or the beginning of a word."""
    return not (term.pattern or term.exact or term.prefix)


def _with_spellings(index: Index, query: Node) -> Node:
    """Return a query that finds British and American spellings of its words alike, if the corpus has both."""
    from sinoru.text.spellings import other_spellings, respelt
    from sinoru.text.terms import same_with
    from sinoru.text.tokens import locate_words

    def either(leaf: Node, _: bool) -> Node:  # noqa: FBT001  the signature of map_leaves
        if not (isinstance(leaf, Term) and _has_other_words(leaf)):
            return leaf
        others = {other: word for word, _, _ in locate_words(leaf.text) for other in other_spellings(word)}
        if not others:
            return leaf
        sql = f"SELECT word FROM word WHERE word IN ({placeholders(others)}) AND records > 0 ORDER BY word"
        known = {others[other]: other for (other,) in index.rows(sql, list(others))}
        text = respelt(leaf.text, known)
        return any_of(leaf, same_with(leaf, text)) if text else leaf

    return map_leaves(query, either)
