"""Who or what a name names: by id, by any spelling, by part of a name, past a typing error."""

from collections.abc import Sequence

import msgspec

from sinoru.index.database import placeholders
from sinoru.index.index import Index, read_body
from sinoru.model.records import Record
from sinoru.query.answers import Ref

NAMED_KINDS = ("person", "organisation", "place")
NEAREST = 5
"""How many names are suggested."""


class Found(msgspec.Struct, frozen=True):
    """A record that a name found: the name it met, as written, and the rule (`names.rules.RULES`, `id`, `office`)."""

    id: str
    kind: str
    written: str
    rule: str
    record: Record


def find_named(index: Index, text: str, kinds: Sequence[str] = ()) -> list[Found]:
    """Find the records of these kinds (none given: any) that the text names, by the strictest rule that finds any."""
    return find_by_spelling(index, text, kinds) or find_by_sound_or_typo(index, text, kinds)


def find_by_spelling(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Find by id or by letters: a name as some source writes it, or a part of one."""
    # The module, once imported, hides the function of the same name in the package.
    from sinoru.names.spelling import spelling_keys

    rules = {key.key: key.rule for key in spelling_keys(text)}
    return _by_id(index, text, kinds) or _strictest(index, rules, kinds)


def find_by_sound_or_typo(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Find by sound, without the title before a name, then past a typing error."""
    from sinoru.names.keys import query_keys
    from sinoru.names.spelling import without_title

    for name in dict.fromkeys((text, without_title(text))):
        if found := _strictest(index, {key.key: key.rule for key in query_keys(name)}, kinds):
            return found
    return _by_typing_error(index, text, kinds)


def _by_id(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    query = "SELECT kind, title, body FROM record WHERE id = ? ORDER BY file, line"
    return [
        Found(text, kind, title, "id", read_body(kind, body))
        for kind, title, body in index.rows(query, (text,))
        if not kinds or kind in kinds
    ]


def _strictest(index: Index, rules: dict[str, str], kinds: Sequence[str]) -> list[Found]:
    """Return the records with one of these keys, those by the strictest rule only, each with its best name."""
    from sinoru.names.spelling import rank_rule, weaker_rule

    query = (
        f"SELECT key, record, rule, text FROM name WHERE key IN ({placeholders(rules)})"
        " ORDER BY key, record, rule, text"
    )
    best: dict[int, tuple[int, str, str]] = {}
    for key, number, written_rule, text in index.rows(query, list(rules)):
        rule = weaker_rule(rules[key], written_rule)
        rank = rank_rule(rule)
        if number not in best or rank < best[number][0]:
            best[number] = (rank, rule, text)
    found = _records(index, {number: (rule, text) for number, (_, rule, text) in best.items()}, kinds)
    strictest = min((rank_rule(one.rule) for one in found), default=0)
    return [one for one in found if rank_rule(one.rule) == strictest]


def _records(index: Index, names: dict[int, tuple[str, str]], kinds: Sequence[str]) -> list[Found]:
    chosen, values = index.in_list("number", list(names))
    query = f"SELECT number, id, kind, body FROM record WHERE {chosen} ORDER BY title, id, number"
    return [
        Found(id_, kind, names[number][1], names[number][0], read_body(kind, body))
        for number, id_, kind, body in index.rows(query, values)
        if not kinds or kind in kinds
    ]


def _by_typing_error(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Find the names that are the fewest letters away, if they are few enough for a typing error."""
    from sinoru.names.nearest import letters_off
    from sinoru.names.spelling import without_title

    name = without_title(text)
    off = {pair: letters_off(name, pair[0]) for pair in _nearest_names(index, name, kinds)}
    fewest = min(filter(None, off.values()), default=0)
    # The nearest name of a record comes first; the reversed order keeps it.
    near = {
        number: ("typo", written) for (written, number), letters in reversed(off.items()) if letters == fewest
    }
    return _records(index, near if fewest else {}, kinds)


def _nearest_names(index: Index, text: str, kinds: Sequence[str]) -> list[tuple[str, int]]:
    """Return the names nearest to a text with their records' numbers, the nearest first."""
    from sinoru.names.nearest import nearest

    # Every name has one key of the whole of it ("="): the others need not be read.
    query = (
        "SELECT DISTINCT n.text, n.record FROM name n JOIN record r ON r.number = n.record"
        " WHERE n.key >= '=' AND n.key < '>'"
    )
    if kinds:
        query += f" AND r.kind IN ({placeholders(kinds)})"
    query += " ORDER BY n.text, n.record"
    known = list(index.rows(query, list(kinds)))
    return [known[place] for place, _ in nearest(text, [name for name, _ in known], limit=4 * NEAREST)]


def nearest_named(index: Index, text: str, kinds: Sequence[str]) -> tuple[Ref, ...]:
    """Return the people, organisations or places whose names are nearest to a text that names none."""
    wanted = [kind for kind in kinds or NAMED_KINDS if kind in NAMED_KINDS]
    near = list(dict.fromkeys(number for _, number in _nearest_names(index, text, wanted)))[:NEAREST]
    chosen, values = index.in_list("number", near)
    rows = index.rows(f"SELECT number, id, kind, title FROM record WHERE {chosen}", values)
    refs = {number: Ref(id=id_, name=title, kind=kind) for number, id_, kind, title in rows}
    return tuple(refs[number] for number in near)


def bearers_of(index: Index, word: str) -> list[int]:
    """Return the terms (table `term`) of those whom a word of a query names.

    By its letters it may name a person, an organisation or a place. A word that no record has may also name a
    person by its sound: that is how other romanisations are met, while a place of like sound is a coincidence.
    """
    from sinoru.names.folding import fold
    from sinoru.names.keys import query_keys

    folded = fold(word)
    terms = _terms_with(index, [f"-{folded}", f"={folded}"], NAMED_KINDS)
    if terms or index.value("SELECT 1 FROM word WHERE word = ? AND records > 0", (word.casefold(),)):
        return terms
    return _terms_with(index, [key.key for key in query_keys(word)], ("person",))


def _terms_with(index: Index, keys: Sequence[str], kinds: Sequence[str]) -> list[int]:
    query = (
        "SELECT DISTINCT t.number FROM name n JOIN record r ON r.number = n.record JOIN term t ON t.id = r.id"
        f" WHERE n.key IN ({placeholders(keys)}) AND r.kind IN ({placeholders(kinds)}) ORDER BY 1"
    )
    return [number for (number,) in index.rows(query, [*keys, *kinds])]
