"""Find records by name: by id, by any spelling, by part of a name, by sound, or despite a typing error."""

from collections.abc import Sequence

import msgspec

from sinoru.index.database import placeholders
from sinoru.index.fields import FORMER, title_of
from sinoru.index.index import Index, read_body
from sinoru.messages import quoted
from sinoru.model.errors import WrongUsage
from sinoru.model.records import Record
from sinoru.query.answers import Ref
from sinoru.query.fetch import living_ids
from sinoru.query.read_as import report

NAMED_KINDS = ("person", "organisation", "place")
_BY_LETTERS = ("exact", "reordered", "part")
"""Rules that find a name by its letters, at most without the title before it."""
NEAREST = 5
"""The number of names suggested."""
MOST_CHARACTERS, MOST_WORDS = 1_000, 40
"""The most of a name, or of two: every split of the words is tried, and every name of the corpus is compared."""


class Found(msgspec.Struct, frozen=True):
    """A record found by name: the matching name as written, and the rule (`names.spelling.RULES`, `id`, `office`)."""

    id: str
    kind: str
    written: str
    rule: str
    record: Record

    @property
    def label(self) -> str:
        """The name of the record with its id, as messages list it: `Li Peng (li-peng)`."""
        return f"{title_of(self.record)} ({self.id})"


def is_endless(text: str) -> bool:
    """Return whether a text is too long to be a name, or two."""
    return len(text) > MOST_CHARACTERS or text.count(" ") >= MOST_WORDS


def refuse_endless(text: str) -> None:
    """Raise WrongUsage for a text that is too long to be a name, rather than read a part of it."""
    if is_endless(text):
        most = f"{MOST_WORDS} words or {MOST_CHARACTERS:,} characters"
        raise WrongUsage(f"{quoted(text)} is too long for a name. Use at most {most}.")


def find_named(index: Index, text: str, kinds: Sequence[str] = ()) -> list[Found]:
    """Return the records of these kinds (empty: any) that the text names, by the strictest rule that finds any.

    Raises WrongUsage for a text that is too long.
    """
    refuse_endless(text)
    return find_by_spelling(index, text, kinds) or find_by_sound_or_typo(index, text, kinds)


def find_by_spelling(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records found by id or by letters: by a name as some source writes it, or a part of one."""
    from sinoru.names.spelling import spelling_keys

    rules = {key.key: key.rule for key in spelling_keys(text)}
    return _by_id(index, text, kinds) or _strictest(index, rules, kinds)


def find_by_sound_or_typo(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records found by sound, then without a title before the name, then despite a typing error."""
    from sinoru.names.keys import query_keys
    from sinoru.names.spelling import without_title

    for name in dict.fromkeys((text, without_title(text))):
        if found := _strictest(index, {key.key: key.rule for key in query_keys(name)}, kinds):
            return found
    return _by_typing_error(index, text, kinds)


def _by_id(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records with this id or, without any, those that had it before."""
    query = "SELECT kind, title, body FROM record WHERE id = ? ORDER BY file, line"
    rows = [(text, "id", *row) for row in index.rows(query, (text,))]
    if not rows and " " not in text:
        rows = [(id_, FORMER, *row) for id_ in living_ids(index, text) for row in index.rows(query, (id_,))]
    return [
        Found(id_, kind, title, rule, read_body(kind, body))
        for id_, rule, kind, title, body in rows
        if not kinds or kind in kinds
    ]


def _strictest(index: Index, rules: dict[str, str], kinds: Sequence[str]) -> list[Found]:
    """Return the records that the strictest rule finds by these keys, each with its best name.

    `rules` maps each key to the rule by which the query produced it.
    """
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
    """Return the records of these numbers; `names` maps a number to the rule and the name that found it."""
    condition, values = index.in_list("number", list(names))
    query = f"SELECT number, id, kind, body FROM record WHERE {condition} ORDER BY title, id, number"
    return [
        Found(id_, kind, names[number][1], names[number][0], read_body(kind, body))
        for number, id_, kind, body in index.rows(query, values)
        if not kinds or kind in kinds
    ]


def _by_typing_error(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records whose names differ in the fewest letters, if these are few enough for a typing error."""
    from sinoru.names.nearest import letters_off
    from sinoru.names.spelling import without_title

    name = without_title(text)
    distances = {pair: letters_off(name, pair[0]) for pair in _nearest_names(index, name, kinds)}
    smallest = min(filter(None, distances.values()), default=0)
    # The nearest name of a record comes first; in reversed order it is stored last and kept.
    near = {
        number: ("typo", written)
        for (written, number), distance in reversed(distances.items())
        if distance == smallest
    }
    return _records(index, near if smallest else {}, kinds)


def _nearest_names(index: Index, text: str, kinds: Sequence[str]) -> list[tuple[str, int]]:
    """Return the names nearest to a text with their records' numbers, the nearest first."""
    from sinoru.names.nearest import nearest

    # Every name has one key for all of it ("="): the keys of its parts need not be read.
    query = (
        "SELECT DISTINCT n.text, n.record FROM name n JOIN record r ON r.number = n.record"
        " WHERE n.key >= '=' AND n.key < '>'"
    )
    if kinds:
        query += f" AND r.kind IN ({placeholders(kinds)})"
    query += " ORDER BY n.text, n.record"
    numbers: dict[str, list[int]] = {}
    for name, number in index.rows(query, list(kinds)):
        numbers.setdefault(name, []).append(number)
    return [(name, number) for name in nearest(text, list(numbers), 4 * NEAREST) for number in numbers[name]]


def nearest_named(index: Index, text: str, kinds: Sequence[str]) -> tuple[Ref, ...]:
    """Return the people, organisations or places whose names are nearest to a text that names none."""
    named_kinds = [kind for kind in kinds or NAMED_KINDS if kind in NAMED_KINDS]
    near = list(dict.fromkeys(number for _, number in _nearest_names(index, text, named_kinds)))[:NEAREST]
    condition, values = index.in_list("number", near)
    rows = index.rows(f"SELECT number, id, kind, title FROM record WHERE {condition}", values)
    refs = {number: Ref(id=id_, name=title, kind=kind) for number, id_, kind, title in rows}
    return tuple(refs[number] for number in near)


def take(index: Index, given: str, typed: str, found: Found, *, reports_parts: bool = False) -> bool:
    """Return whether the only record found may be taken for what was typed; report it if it has another name.

    It may not be taken by its sound or as a typing error where a record has the typed name itself. With
    `reports_parts`, it is also reported where the typed words are only a part of the name.
    """
    rule = rule_of_reading(typed, found)
    if rule and rule != FORMER and is_a_name(index, typed):
        return False
    rule = rule or ("part" if reports_parts and found.rule == "part" else "")
    if rule:
        report(given, typed, title_of(found.record), rule, found.id)
    return True


def nearest_to(index: Index, typed: str, kinds: tuple[str, ...], found: list[Found]) -> tuple[Ref, ...]:
    """Return the records that may be meant: those found, then those with the nearest names."""
    refs = {one.id: Ref(id=one.id, name=title_of(one.record), kind=one.kind) for one in found}
    near = {ref.id: ref for ref in nearest_named(index, typed, kinds)}
    return tuple((refs | near).values())[: max(len(refs), len(near))]


def rule_of_reading(typed: str, found: Found) -> str:
    """Return the rule by which a name was read as another one; empty if a name of the record has these letters."""
    if found.rule in ("id", FORMER):
        return "" if found.rule == "id" else FORMER
    from sinoru.names.spelling import without_title

    plain = without_title(typed)
    if found.rule in _BY_LETTERS:
        return "title" if plain != typed and not _shares_key(typed, found) else ""
    if found.rule == "typo":
        return "" if _has_same_letters(typed, found) else "typo"
    if _has_same_letters(typed, found):
        return ""
    if plain != typed and _has_same_letters(plain, found):
        return "title"
    return "part-sound" if found.rule == "part-sound" else "sound"


def _shares_key(typed: str, found: Found) -> bool:
    from sinoru.names.nearest import shared_rule

    return bool(shared_rule(typed, found.written))


def _has_same_letters(typed: str, found: Found) -> bool:
    """Return whether a name of the record has all the typed words, in any script, spacing and order."""
    from sinoru.names.nearest import same_letters

    names = (getattr(found.record, "name", ""), *(name.text for name in getattr(found.record, "names", ())))
    return any(same_letters(typed, name) for name in names)


def is_a_name(index: Index, typed: str) -> bool:
    """Return whether any record, of whatever kind, has this name or has it as a part, or a source as its author."""
    from sinoru.query.speakers import is_author

    return bool(find_by_spelling(index, typed, ())) or is_author(index, typed)


def bearers_of(index: Index, word: str) -> list[int]:
    """Return the terms (table `term`) of the records that a word of a query names.

    By its letters a word may name a person, an organisation or a place. A word that no record contains may also name
    a person by its sound, as other romanisations do; a place that sounds similar is a coincidence.
    """
    from sinoru.names.folding import fold
    from sinoru.names.keys import query_keys

    folded = fold(word)
    terms = _terms_by_keys(index, [f"-{folded}", f"={folded}"], NAMED_KINDS)
    if terms or index.value("SELECT 1 FROM word WHERE word = ? AND records > 0", (word.casefold(),)):
        return terms
    return _terms_by_sound(index, word, [key.key for key in query_keys(word)])


def ids_called(index: Index, name: str) -> frozenset[str]:
    """Return the ids of the people, organisations and places with exactly this name."""
    from sinoru.names.folding import fold

    query = (
        "SELECT DISTINCT r.id FROM name n JOIN record r ON r.number = n.record"
        f" WHERE n.key = ? AND r.kind IN ({placeholders(NAMED_KINDS)})"
    )
    return frozenset(id_ for (id_,) in index.rows(query, [f"={fold(name)}", *NAMED_KINDS]))


def _terms_by_sound(index: Index, word: str, keys: Sequence[str]) -> list[int]:
    """Return the terms of the people whose names sound like a word, and report who they are."""
    from sinoru.names.nearest import same_letters

    query = (
        "SELECT t.number, r.id, r.title, n.key, n.text FROM name n"
        " JOIN record r ON r.number = n.record JOIN term t ON t.id = r.id"
        f" WHERE n.key IN ({placeholders(keys)}) AND r.kind = 'person' ORDER BY t.number, n.key, n.text"
    )
    people: dict[int, tuple[str, str, str]] = {}
    by_letters: set[int] = set()
    for number, id_, title, key, written in index.rows(query, keys):
        people.setdefault(number, (title, "sound" if key[0] == "*" else "part-sound", id_))
        if same_letters(word, written):
            by_letters.add(number)
    _report_bearers(word, [people[number] for number in people if number not in by_letters])
    return list(people)


def _report_bearers(word: str, people: Sequence[tuple[str, str, str]]) -> None:
    """Report these people, each a name with its rule and id; if very many, only the first and their number."""
    if len(people) <= NEAREST:
        for person in people:
            report("WORDS", word, *person)
    else:
        listed = ", ".join(name for name, _, _ in people[:NEAREST])
        report("WORDS", word, f"{listed} and {len(people) - NEAREST:,} more", "sound")


def _terms_by_keys(index: Index, keys: Sequence[str], kinds: Sequence[str]) -> list[int]:
    query = (
        "SELECT DISTINCT t.number FROM name n JOIN record r ON r.number = n.record JOIN term t ON t.id = r.id"
        f" WHERE n.key IN ({placeholders(keys)}) AND r.kind IN ({placeholders(kinds)}) ORDER BY 1"
    )
    return [number for (number,) in index.rows(query, [*keys, *kinds])]
