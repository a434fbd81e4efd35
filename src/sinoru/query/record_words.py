"""The records that the words of `show`, `cite` and `edit` name: by id, or by name wherever that is certain."""

from collections.abc import Callable, Sequence

from sinoru.index.fields import title_of
from sinoru.index.index import Index
from sinoru.query.answers import Candidate, Candidates, Match
from sinoru.query.show import in_corpora, is_taken


def is_number(word: str) -> bool:
    """Return whether a word is a number as lists have them."""
    return word.isascii() and word.isdecimal()


def record_ids(
    index: Index, words: Sequence[str], numbered: Callable[[str], str], *, may_guess: bool = True
) -> list[str] | Candidates:
    """Return the ids of the records that the words name, or the candidates where a name fits several.

    Each word is an id, a number, of which `numbered` returns the id, or a name; several words may be one name as
    well. A word that names nothing is returned as it is. With `may_guess`, a name may also be found by its sound or
    despite a typing error, which is reported.
    """
    ids = {word: _ids_of(index, word) for word in words}
    names = [word for word in words if not ids[word] and not is_number(word)]
    whole = " ".join(words)
    if names and len(words) > 1 and (found := _named(index, whole, may_guess=False)):
        return found
    named = {word: _named(index, word, may_guess=False) for word in names}
    if may_guess and len(words) > 1 and not all(named.values()) and (found := _named(index, whole)):
        return found
    for word in words:
        if is_number(word):
            ids[word] = ids[word] or [numbered(word)]
        elif not ids[word]:
            found = named[word] or (_named(index, word) if may_guess else [])
            if isinstance(found, Candidates):
                return found
            ids[word] = found or [word]
    return [id_ for word in words for id_ in ids[word]]


def _ids_of(index: Index, word: str) -> list[str]:
    """Return the ids that a word means as an id, several where it is one of several corpora; nothing if none."""
    return [word] if is_taken(index, word) else in_corpora(index, word)


def _named(index: Index, name: str, *, may_guess: bool = True) -> list[str] | Candidates:
    """Return the one record of this name, the candidates if there are several, or nothing."""
    from sinoru.query.names import find_by_spelling, find_named, take

    found = find_named(index, name) if may_guess else find_by_spelling(index, name, ())
    ids = list(dict.fromkeys(one.id for one in found))
    if len(ids) == 1:
        return ids if take(index, "ID", name, found[0]) else []
    if not ids:
        return []
    candidates = [
        Candidate(
            id=one.id,
            kind=one.kind,
            name=title_of(one.record),
            summary=str(getattr(one.record, "summary", "")),
            matched=Match(query=name, name=one.written, rule=one.rule),
        )
        for one in found
    ]
    return Candidates(query=name, candidates=tuple(candidates), total=len(ids))
