"""Completions of a partly typed word: names, ids, topics and words of the corpus.

Each function reads a bounded part of one range of the index, so that it returns while the user waits.
"""

from sinoru.index.database import placeholders
from sinoru.names.folding import fold

TYPE_CHECKING = False  # typing is not imported: at each Tab the user waits for every module that is loaded
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Protocol

    class Rows(Protocol):
        """The part of an index that is used here."""

        def rows(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Any]:
            """Yield the rows of a query."""


Completion = tuple[str, str]
"""A value for the command line, and a description of it or an empty string."""
MOST = 100
"""Completions returned for one word; further typing narrows them down."""
_MOST_ROWS = 2000
"""Rows that are read to find them."""
_LAST_CHARACTER = "\U0010ffff"


def complete_names(index: "Rows", typed: str, kinds: "Sequence[str]") -> list[Completion]:
    """Return names that begin with the typed text, then names from a later word on that does: `Step` gives Stepashin.

    A record is completed to its standard name or, if that does not match, to another spelling. Any script matches.
    """
    folded = fold(typed)
    if not folded:
        query = (
            f"SELECT id, title FROM record WHERE kind IN ({placeholders(kinds)})"
            " ORDER BY title, number LIMIT ?"
        )
        rows = index.rows(query, [*kinds, MOST])
        return _distinct((name, id_) for id_, name in rows if not typed.strip())
    found = [*_names(index, "=" + folded, kinds), *_names(index, "-" + folded.split()[0], kinds)]
    standard = {id_: _from_matching_word(name, folded) for id_, name, _ in found}
    return _distinct(
        (value, id_)
        for id_, _, spelling in found
        if (value := standard[id_] or _from_matching_word(spelling, folded))
    )


def _names(index: "Rows", key_prefix: str, kinds: "Sequence[str]") -> list[tuple[str, str, str]]:
    """Return `(id, standard name, spelling)` of the names with a key that begins with the prefix."""
    order = "ORDER BY key, record, rule, text"
    read = f"SELECT key, record, rule, text FROM name WHERE key >= ? AND key < ? {order} LIMIT {_MOST_ROWS}"
    query = (
        f"SELECT r.id, r.title, n.text FROM ({read}) AS n JOIN record r ON r.number = n.record"
        f" WHERE r.kind IN ({placeholders(kinds)}) {order}"
    )
    return list(index.rows(query, [key_prefix, key_prefix + _LAST_CHARACTER, *kinds]))


def _from_matching_word(name: str, folded: str) -> str:
    """Return a name from the first word on that begins with the folded text; empty if none does."""
    previous = ""
    for position, character in enumerate(name):
        is_word_start = _is_in_word(character) and not _is_in_word(previous)
        if is_word_start and fold(name[position:]).startswith(folded):
            return name[position:]
        previous = character
    return ""


def _is_in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def complete_ids(index: "Rows", typed: str, kinds: "Sequence[str]" = ()) -> list[Completion]:
    """Return the ids with this prefix; with `kinds`, those of records of these kinds."""
    condition = f" WHERE kind IN ({placeholders(kinds)})" if kinds else ""
    order = "ORDER BY id, number"
    most = _MOST_ROWS if kinds else MOST
    read = f"SELECT id, title, kind, number FROM record WHERE id >= ? AND id < ? {order} LIMIT {most}"
    query = f"SELECT id, title FROM ({read}) AS near{condition} {order} LIMIT {MOST}"
    start = typed.casefold()
    return _distinct(index.rows(query, [start, start + _LAST_CHARACTER, *kinds]))


def complete_ids_of_names(index: "Rows", typed: str, kinds: "Sequence[str]") -> list[Completion]:
    """Return the ids of the records whose names complete the typed text, described by these names."""
    return _distinct((id_, name) for name, id_ in complete_names(index, typed, kinds))


def complete_terms(index: "Rows", space: str, typed: str) -> list[Completion]:
    """Return the values of one filter, such as topics, with this prefix."""
    start = f"{space}:{typed.casefold()}"
    query = f"SELECT substr(id, ?) FROM term WHERE id >= ? AND id < ? ORDER BY id LIMIT {MOST}"
    return [(word, "") for (word,) in index.rows(query, (len(space) + 2, start, start + _LAST_CHARACTER))]


def own_fields(index: "Rows") -> "dict[str, tuple[str, dict[str, Any]]]":
    """Return the fields that the corpus declares for itself, by name: the name in full, and the declaration."""
    found = {}
    for (declared,) in index.rows("SELECT value FROM meta WHERE key = 'fields'"):
        from json import loads  # few corpora declare any, and it takes long to load

        for place, fields in loads(declared).get("fields", {}).items():
            found.update({name: (f"{place}.{name}", one) for name, one in fields.items()})
    return found


def complete_own_value(index: "Rows", field: "tuple[str, dict[str, Any]]", typed: str) -> list[Completion]:
    """Return the values of one of these fields with this prefix."""
    name, declared = field
    if declared["type"] == "choice":
        return [(key, label) for key, label in declared["values"].items() if key.startswith(typed)]
    if declared["type"] == "text":
        return complete_terms(index, f"own:{name}", typed)
    kinds = (declared["type"],)
    return complete_ids(index, typed, kinds) or (complete_ids_of_names(index, typed, kinds) if typed else [])


def saved_in_corpus(index: "Rows") -> "Iterator[Completion]":
    """Yield the names of the queries that a corpus hands on, and these."""
    from json import loads

    for (corpus,) in index.rows("SELECT corpus FROM file WHERE corpus <> '{}' ORDER BY number"):
        yield from ((one["name"], one["query"]) for one in loads(corpus).get("queries", ()))


def complete_words(index: "Rows", typed: str) -> list[Completion]:
    """Return the words of the texts with this prefix, the most frequent first."""
    if not typed:
        return []
    start = typed.casefold()
    query = (
        "SELECT word FROM"
        f" (SELECT word, records FROM word WHERE word >= ? AND word < ? ORDER BY word"
        f" LIMIT {10 * _MOST_ROWS}) AS near"
        f" WHERE records > 0 ORDER BY records DESC, word LIMIT {MOST}"
    )
    return [(word, "") for (word,) in index.rows(query, (start, start + _LAST_CHARACTER))]


def _distinct(found: "Iterable[Completion]") -> list[Completion]:
    """Return the first `MOST` completions, each value once, without those that a shell's line cannot hold."""
    printable = [completion for completion in found if completion[0].isprintable()]
    return list({completion[0]: completion for completion in reversed(printable)}.values())[::-1][:MOST]
