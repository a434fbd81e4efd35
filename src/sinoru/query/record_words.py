"""The records that the words of `show`, `cite` and `edit` name: by id, or by name wherever that is certain."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sinoru.index.index import Index
from sinoru.query.answers import Candidates
from sinoru.query.fetch import living_id
from sinoru.query.show import in_corpora, is_known

if TYPE_CHECKING:
    from sinoru.query.names import Found


def is_number(word: str) -> bool:
    """Return whether a word is a number as lists have them."""
    return word.isascii() and word.isdecimal()


_LONGEST_LINE = 6
"""Digits of the number of a line of a list; a longer one may be an id in another register."""


def record_ids(
    index: Index, words: Sequence[str], numbered: Callable[[str], str], *, may_guess: bool = True
) -> list[str] | Candidates:
    """Return the ids of the records that the words name, or the candidates where a name fits several.

    Each word is an id, a number, of which `numbered` returns the id, or a name; several words may be one name as
    well. A word that names nothing is returned as it is. A part of a name is taken, and the whole name reported. With
    `may_guess`, a name may also be found without a title, by its sound or despite a typing error, which is reported.
    Raises WrongUsage for a word that is too long to be a name.
    """
    ids = {word: _ids_of(index, word) for word in words}
    names = [word for word in words if not ids[word] and not is_number(word)]
    whole = " ".join(words)
    may_be_one = bool(names) and _is_name(names, whole) and len(words) > 1
    if may_be_one and (found := _by_letters(index, whole, has_title=may_guess)):
        return _only(index, whole, found)
    named = {word: _by_letters(index, word, has_title=False) for word in names}
    is_guess = may_guess and may_be_one and not all(named.values())
    if is_guess and (taken := _only(index, whole, _by_guess(index, whole))):
        return taken
    for word in words:
        if is_number(word):
            ids[word] = ids[word] or [numbered(word)]
        elif not ids[word]:
            found = named[word] or (_by_guess(index, word) if may_guess else [])
            taken = _only(index, word, found)
            if isinstance(taken, Candidates):
                return taken
            ids[word] = taken or [word]
    return [id_ for word in words for id_ in ids[word]]


def _is_name(names: Sequence[str], whole: str) -> bool:
    """Return whether all the words may be one name. Raises WrongUsage where one of them alone is too long for one."""
    from sinoru.query.names import is_endless, refuse_endless  # lazy, as ids and numbers name no one

    for name in names:
        refuse_endless(name)
    return not is_endless(whole)


def _by_letters(index: Index, name: str, *, has_title: bool) -> "list[Found]":
    """Return the records of a name, or of what follows the titles before it: `General Zhang` is not two names."""
    from sinoru.names.honorifics import without_title
    from sinoru.query.names import find_by_all_words, find_by_spelling  # lazy, as ids and numbers name no one

    plain = without_title(name) if has_title else name
    for each in dict.fromkeys((name, plain)):
        if found := find_by_spelling(index, each, ()) or find_by_all_words(index, each, ()):
            return found
    return []


def _by_guess(index: Index, name: str) -> "list[Found]":
    """Return the records found by the sound of a name, without its title or despite a typing error."""
    from sinoru.query.names import find_by_sound_or_typo

    return find_by_sound_or_typo(index, name, ())


def _ids_of(index: Index, word: str) -> list[str]:
    """Return the ids that a word means as an id, several where it is one of several corpora; nothing if none."""
    if is_known(index, word):
        return [word]
    living = living_id(index, word)
    if living or (is_number(word) and len(word) <= _LONGEST_LINE):
        return [living] if living else []
    from sinoru.query.other_ids import records_with  # lazy, as most words are ids

    return in_corpora(index, word) or list(dict.fromkeys(id_ for _, id_, _ in records_with(index, word)))


def _only(index: Index, name: str, found: "Sequence[Found]") -> list[str] | Candidates:
    """Return the one record found for a name, the candidates if there are several, or nothing."""
    from sinoru.query.name_readings import take
    from sinoru.query.names import candidate_of

    ids = list(dict.fromkeys(one.id for one in found))
    if len(ids) == 1:
        return ids if take(index, "ID", name, found, reports_parts=True) else []
    if not ids:
        return []
    candidates = [candidate_of(name, one) for one in found]
    return Candidates(query=name, candidates=tuple(candidates), total=len(ids))
