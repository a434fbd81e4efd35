"""What a half-typed word may become: names, ids, topics and words of the corpus.

Each question reads a bounded piece of one range of the index, so that an answer comes while the user waits.
"""

from sinoru.index.database import placeholders
from sinoru.names.folding import fold

TYPE_CHECKING = False  # the time to load a module more is felt at each Tab


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Protocol

    class Rows(Protocol):
        """An index, as far as it is asked here."""

        def rows(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Any]:
            """Yield the rows of a query."""


MOST = 100
"""Completions of one word; who gets more types on."""
_READ = 2000
"""Rows that are read to find them."""
_LAST = "\U0010ffff"


Completion = tuple[str, str]
"""What may stand on the line, and a word on what it is, or nothing."""


def complete_names(index: "Rows", typed: str, kinds: "Sequence[str]") -> list[Completion]:
    """Return names that begin so, then the rest of names from a later word that does: `Step` gives Stepashin.

    Of the spellings of one record the standard one counts, or else another that begins so. Any script will do.
    """
    folded = fold(typed)
    if not folded:
        rows = index.rows(_all_of(kinds), [*kinds, MOST])
        return _distinct((name, id_) for id_, name in rows if not typed.strip())
    found = [*_names(index, "=" + folded, kinds), *_names(index, "-" + folded.split()[0], kinds)]
    standard = {id_: _from_word(name, folded) for id_, name, _ in found}
    return _distinct(
        (value, id_) for id_, _, written in found if (value := standard[id_] or _from_word(written, folded))
    )


def _all_of(kinds: "Sequence[str]") -> str:
    return (
        f"SELECT id, title FROM record WHERE kind IN ({placeholders(kinds)}) ORDER BY title, number LIMIT ?"
    )


def _names(index: "Rows", start: str, kinds: "Sequence[str]") -> list[tuple[str, str, str]]:
    order = "ORDER BY key, record, rule, text"
    read = f"SELECT key, record, rule, text FROM name WHERE key >= ? AND key < ? {order} LIMIT {_READ}"
    query = (
        f"SELECT r.id, r.title, n.text FROM ({read}) AS n JOIN record r ON r.number = n.record"
        f" WHERE r.kind IN ({placeholders(kinds)}) {order}"
    )
    return list(index.rows(query, [start, start + _LAST, *kinds]))


def _from_word(name: str, folded: str) -> str:
    """Return a name from the first of its words on that begins so; empty where none does."""
    before = ""
    for place, letter in enumerate(name):
        if _is_in_word(letter) and not _is_in_word(before) and fold(name[place:]).startswith(folded):
            return name[place:]
        before = letter
    return ""


def _is_in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def complete_ids(index: "Rows", typed: str, kinds: "Sequence[str]" = ()) -> list[Completion]:
    """Return the ids that begin so."""
    condition = f" WHERE kind IN ({placeholders(kinds)})" if kinds else ""
    order = "ORDER BY id, number"
    most = _READ if kinds else MOST
    read = f"SELECT id, title, kind, number FROM record WHERE id >= ? AND id < ? {order} LIMIT {most}"
    query = f"SELECT id, title FROM ({read}) AS near{condition} {order} LIMIT {MOST}"
    start = typed.casefold()
    return _distinct(index.rows(query, [start, start + _LAST, *kinds]))


def complete_ids_of_names(index: "Rows", typed: str, kinds: "Sequence[str]") -> list[Completion]:
    """Return the ids of the records whose names begin so."""
    return _distinct((id_, name) for name, id_ in complete_names(index, typed, kinds))


def complete_terms(index: "Rows", space: str, typed: str) -> list[Completion]:
    """Return the words of one filter, such as topics, that begin so."""
    start = f"{space}:{typed.casefold()}"
    query = f"SELECT substr(id, ?) FROM term WHERE id >= ? AND id < ? ORDER BY id LIMIT {MOST}"
    return [(word, "") for (word,) in index.rows(query, (len(space) + 2, start, start + _LAST))]


def complete_words(index: "Rows", typed: str) -> list[Completion]:
    """Return words of the texts that begin so, the most frequent first."""
    if not typed:
        return []
    start = typed.casefold()
    query = (
        "SELECT word FROM"
        f" (SELECT word, records FROM word WHERE word >= ? AND word < ? ORDER BY word LIMIT {10 * _READ}) AS near"
        f" WHERE records > 0 ORDER BY records DESC, word LIMIT {MOST}"
    )
    return [(word, "") for (word,) in index.rows(query, (start, start + _LAST))]


def _distinct(found: "Iterable[Completion]") -> list[Completion]:
    """Keep each value once, as many as are shown."""
    return list({one[0]: one for one in reversed([*_shown(found)])}.values())[::-1][:MOST]


def _shown(found: "Iterable[Completion]") -> "Iterator[Completion]":
    """Leave out what a line of a shell cannot hold."""
    return (one for one in found if one[0].isprintable())
