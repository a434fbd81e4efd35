"""Find records by name: by id, by any spelling, by part of a name, by sound, or despite a typing error."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from sinoru.index.database import placeholders
from sinoru.index.fields import FORMER, REGISTER, title_of
from sinoru.index.index import ANY_RELATION, Index, read_body
from sinoru.messages import quoted
from sinoru.model.errors import WrongUsage
from sinoru.model.records import Record
from sinoru.query.answers import Candidate, Match, NobodyFound, Ref
from sinoru.query.fetch import living_ids
from sinoru.query.read_as import report

if TYPE_CHECKING:
    from sinoru.names.alignment import Alignment
    from sinoru.names.nearest import Vocabulary

NAMED_KINDS = ("person", "organisation", "place")
NEAREST = 5
"""The number of names suggested."""
MOST_ALIGNED = 500
"""The most names that are compared word by word: those that share keys with the most words."""
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


def candidate_of(query: str, found: Found) -> Candidate:
    """Return a record that a name may mean, with what tells it from its namesakes."""
    of_record = {name: getattr(found.record, name, "") for name in ("summary", "country", "born", "died")}
    match = Match(query=query, name=found.written, rule=found.rule)
    return Candidate(id=found.id, kind=found.kind, name=title_of(found.record), matched=match, **of_record)


def is_endless(text: str) -> bool:
    """Return whether a text is too long to be a name, or two."""
    if len(text) > MOST_CHARACTERS or text.count(" ") >= MOST_WORDS:
        return True
    from sinoru.names.folding import fold

    folded = fold(text)  # hyphens separate words, and one character may stand for many: ﷺ
    return len(folded) > MOST_CHARACTERS or folded.count(" ") >= MOST_WORDS


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
    """Return the records found by id or by letters: by a name as some source writes it, or a part of one.

    If nothing is, a record is found by an id in another register, or by the address of its entry.
    """
    from sinoru.names.spelling import spelling_keys

    rules = {key.key: key.rule for key in spelling_keys(text)}
    return _by_id(index, text, kinds) or _strictest(index, rules, kinds) or _by_other_id(index, text, kinds)


def find_by_sound_or_typo(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records found by sound, also without a title before the name, word by word, or despite a typo."""
    from sinoru.names.honorifics import name_alone, without_title
    from sinoru.names.keys import query_keys

    plain = name_alone(text)
    untitled = without_title(plain)
    for name in dict.fromkeys((text, plain, untitled)):
        if found := _strictest(index, {key.key: key.rule for key in query_keys(name)}, kinds, name):
            found = _as_written(index, plain, kinds, found)
            return found if name in (text, plain) else _surnames_first(name, found)
    found = _as_written(index, plain, kinds, _by_words(index, plain, kinds))
    return found or _by_typing_error(index, untitled, kinds)


def _as_written(index: Index, text: str, kinds: Sequence[str], found: list[Found]) -> list[Found]:
    """Return the records of which a name has all the words as typed, before those found by guesses at the given name.

    Elizabeth II is rather Elizabeth II Mary Windsor than Isabella II, and George V not V. K. George.
    """
    if not found or found[0].rule not in ("initials", "variant"):
        return found
    return _with_words_as_written(index, text, kinds) or found


def _with_words_as_written(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records of which a name has all these words as they are typed; none for one word."""
    from sinoru.names.folding import fold
    from sinoru.names.spelling import part_keys

    words = set(fold(text).split())
    keys = [key for key in part_keys(text) if len(key) > len("-x")]  # an initial is no key of a name
    if len(words) < 2 or not keys:  # noqa: PLR2004  one word has rules of its own
        return []
    query = (
        f"SELECT record, text FROM name WHERE key IN ({placeholders(keys)})"
        " GROUP BY record, text HAVING count(DISTINCT key) = ? ORDER BY record, text"
    )
    rows = index.rows(query, [*keys, len(keys)])
    named = {number: ("part", written) for number, written in rows if words <= set(fold(written).split())}
    return _records(index, named, kinds)


def _surnames_first(word: str, found: list[Found]) -> list[Found]:
    """Return those first of whom a word after a title is the surname: Marshal Peng is Peng Dehuai before Li Peng."""
    from sinoru.names.alignment import is_surname

    return sorted(found, key=lambda one: not is_surname(word, one.written))


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


def _by_other_id(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records with this id in another register: `viaf:12345`, `Q42`, or the address of an entry."""
    if not any(map(str.isdigit, text)):
        return []
    from sinoru.query.other_ids import records_with

    return _records(index, {number: (REGISTER, one) for number, _, one in records_with(index, text)}, kinds)


def _strictest(index: Index, rules: dict[str, str], kinds: Sequence[str], heard: str = "") -> list[Found]:
    """Return the records that the strictest rule finds by these keys, each with its best name.

    `rules` maps each key to the rule by which the query produced it; `heard` is the text if some are by its sound.
    """
    from sinoru.names.spelling import have_other_numerals, rank_rule, weaker_rule

    query = (
        f"SELECT key, record, rule, text FROM name WHERE key IN ({placeholders(rules)})"
        " ORDER BY key, record, rule, text"
    )
    best: dict[int, tuple[int, str, str]] = {}
    for key, number, written_rule, text in index.rows(query, list(rules)):
        if heard and have_other_numerals(heard, text):
            continue
        rule = weaker_rule(rules[key], written_rule)
        rank = rank_rule(rule)
        if number not in best or rank < best[number][0]:
            best[number] = (rank, rule, text)
    found = _records(index, {number: (rule, text) for number, (_, rule, text) in best.items()}, kinds)
    strictest = min((rank_rule(one.rule) for one in found), default=0)
    return [one for one in found if rank_rule(one.rule) == strictest]


def _records(index: Index, names: dict[int, tuple[str, str]], kinds: Sequence[str]) -> list[Found]:
    """Return the records of these numbers, those to which most others refer first, then by title.

    `names` maps a number to the rule and the name that found it.
    """
    condition, values = index.in_list("r.number", list(names))
    query = (
        "SELECT r.number, r.id, r.kind, r.body, coalesce((SELECT sum(t.records) FROM term JOIN tally t"
        " ON t.target = term.number AND t.how = ? WHERE term.id = r.id), 0) AS referring"
        f" FROM record r WHERE {condition} ORDER BY referring DESC, r.title, r.id, r.number"
    )
    return [
        Found(id_, kind, names[number][1], names[number][0], read_body(kind, body))
        for number, id_, kind, body, _ in index.rows(query, [ANY_RELATION, *values])
        if not kinds or kind in kinds
    ]


def _by_words(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records with a name that has the typed words, each as it is written there or sounding alike."""
    aligned: dict[int, tuple[Alignment, str]] = {}
    for number, written, alignment in _alignments(index, text, kinds):
        if number not in aligned or alignment.order < aligned[number][0].order:
            aligned[number] = (alignment, written)
    best = min((alignment.order for alignment, _ in aligned.values()), default=())
    chosen = {number: one for number, one in aligned.items() if one[0].order == best}
    if _are_several([alignment.words for alignment, _ in chosen.values() if alignment.rule == "similar"]):
        return []  # two names that sound equally alike: neither is meant more than the other
    return _records(
        index,
        {number: (_rule_of(text, one, written), written) for number, (one, written) in chosen.items()},
        kinds,
    )


def _are_several(names: "Sequence[tuple[str, ...]]") -> bool:
    """Return whether these words are more than one name: Massoud and Masoud sound the same, Bose and Basu do not."""
    from sinoru.names.likeness import distance

    return any(
        len(words) != len(names[0]) or any(map(distance, words, names[0])) for words in dict.fromkeys(names)
    )


def _rule_of(text: str, alignment: "Alignment", written: str) -> str:
    """Return the rule of an alignment; a name that sounds alike and is a letter off is a typing error."""
    if alignment.rule != "similar":
        return alignment.rule
    from sinoru.names.nearest import letters_off

    return "typo" if letters_off(text, written) else "similar"


def _alignments(index: Index, text: str, kinds: Sequence[str]) -> "Iterator[tuple[int, str, Alignment]]":
    """Yield the number of each record, a name of it, and how the typed words are words of this name."""
    from sinoru.names.alignment import align, typed_keys
    from sinoru.names.spelling import have_other_numerals

    typed = typed_keys(text)
    keys = sorted(frozenset().union(*typed))
    query = (
        "SELECT n.key, n.record, n.text FROM name n JOIN record r ON r.number = n.record"
        f" WHERE n.key IN ({placeholders(keys)})"
    )
    if kinds:
        query += f" AND r.kind IN ({placeholders(kinds)})"
    found: dict[str, tuple[set[str], set[int]]] = {}
    for key, number, written in index.rows(query + " ORDER BY n.text, n.record", [*keys, *kinds]):
        with_keys, numbers = found.setdefault(written, (set(), set()))
        with_keys.add(key)
        numbers.add(number)
    shared = {written: sum(map(with_keys.isdisjoint, typed)) for written, (with_keys, _) in found.items()}
    for written in sorted(shared, key=shared.__getitem__)[:MOST_ALIGNED]:
        if not have_other_numerals(text, written) and (alignment := align(text, written)):
            for number in sorted(found[written][1]):
                yield number, written, alignment


def _by_typing_error(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records whose names differ in the fewest letters, if these are few enough for a typing error."""
    from sinoru.names.nearest import letters_off
    from sinoru.names.spelling import have_other_numerals

    near_names = _nearest_names(index, text, kinds)
    distances = {
        pair: letters_off(text, pair[0]) for pair in near_names if not have_other_numerals(text, pair[0])
    }
    smallest = min(filter(None, distances.values()), default=0)
    # The nearest name of a record comes first; in reversed order it is stored last and kept.
    near = {
        number: ("typo", written)
        for (written, number), distance in reversed(distances.items())
        if distance == smallest
    }
    return _records(index, near if smallest else {}, kinds)


def _nearest_names(
    index: Index, text: str, kinds: Sequence[str], *, always: bool = False
) -> list[tuple[str, int]]:
    """Return the names nearest to a text with their records' numbers, the nearest first.

    Without `always`, names that have little in common with the text are left out.
    """
    names, numbers = index.once(_read_names, *kinds)
    near = names.nearest(text, 4 * NEAREST, always=always)
    return [(name, number) for name in near for number in numbers[name]]


def _read_names(index: Index, *kinds: str) -> "tuple[Vocabulary, dict[str, list[int]]]":
    """Return the names of the records of these kinds, or of all, and the numbers of the records with each."""
    from sinoru.names.nearest import Vocabulary

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
    return Vocabulary(list(numbers)), numbers


def nearest_named(
    index: Index, text: str, kinds: Sequence[str], *, all_five: bool = False
) -> tuple[Ref, ...]:
    """Return the people, organisations or places whose names are nearest to a text that names none.

    Names that have little in common with the text are left out, unless `all_five` are wanted.
    """
    named_kinds = [kind for kind in kinds or NAMED_KINDS if kind in NAMED_KINDS]
    names = _nearest_names(index, text, named_kinds, always=all_five)
    near = list(dict.fromkeys(number for _, number in names))[:NEAREST]
    condition, values = index.in_list("number", near)
    rows = index.rows(f"SELECT number, id, kind, title FROM record WHERE {condition}", values)
    refs = {number: Ref(id=id_, name=title, kind=kind) for number, id_, kind, title in rows}
    return tuple(refs[number] for number in near)


def find_by_all_words(index: Index, text: str, kinds: Sequence[str]) -> list[Found]:
    """Return the records with a name, as written, that has several typed words among its own."""
    numbers, values = _having_all_words(text)
    if " " not in text or not values:
        return []
    rows = index.rows(f"SELECT record, text FROM ({numbers}) named ORDER BY record, text DESC", values)
    return _records(index, {number: ("part", written) for number, written in rows}, kinds)


def with_part(index: Index, text: str, kinds: Sequence[str], without: str) -> tuple[tuple[Ref, ...], int]:
    """Return the first records that have a name with all these words, by title, and the number of all of them.

    The record `without`, which has the name itself, is left out.
    """
    named, values = _having_all_words(text)
    if not values:
        return (), 0
    condition = (
        f"number IN (SELECT record FROM ({named}) named) AND kind IN ({placeholders(kinds)}) AND id <> ?"
    )
    values += [*kinds, without]
    rows = index.rows(
        f"SELECT id, title, kind FROM record WHERE {condition} ORDER BY title, id LIMIT {NEAREST}", values
    )
    refs = tuple(Ref(id=id_, name=title, kind=kind) for id_, title, kind in rows)
    if len(refs) < NEAREST:
        return refs, len(refs)
    return refs, index.value(f"SELECT COUNT(*) FROM record WHERE {condition}", values)


def _having_all_words(text: str) -> tuple[str, list[Any]]:
    """Return the statement that selects `record, text` of the names with all words of a text, with its values."""
    from sinoru.names.spelling import part_keys

    keys = part_keys(text)
    sql = (
        f"SELECT n.record, n.text FROM name n WHERE n.key IN ({placeholders(keys)})"
        " GROUP BY n.record, n.text HAVING COUNT(DISTINCT n.key) = ?"
    )
    return sql, [*keys, len(keys)] if keys else []


def nearest_to(
    index: Index, typed: str, kinds: tuple[str, ...], found: Sequence[Found], *, all_five: bool = False
) -> tuple[Ref, ...]:
    """Return the records that may be meant: those found, then those with the nearest names."""
    refs = {one.id: Ref(id=one.id, name=title_of(one.record), kind=one.kind) for one in found}
    near = {ref.id: ref for ref in nearest_named(index, typed, kinds, all_five=all_five)}
    return tuple((refs | near).values())[: max(len(refs), len(near))]


def nobody_found(
    index: Index, typed: str, kinds: tuple[str, ...], found: Sequence[Found] = ()
) -> NobodyFound:
    """Return the answer that no one has a name, with the five nearest names, those found for it first."""
    near = nearest_to(index, typed, kinds, found)
    five = near if len(near) >= NEAREST else nearest_to(index, typed, kinds, found, all_five=True)
    return NobodyFound(query=typed, suggestions=five, is_near=bool(near) or not five)


def bearers_of(index: Index, word: str) -> list[int]:
    """Return the terms (table `term`) of the records that a word of a query names.

    By its letters a word may name a person, an organisation or a place. A word without a digit
    that no record contains may also name a person by its sound, as other romanisations do; a place that sounds
    similar is a coincidence.
    """
    from sinoru.names.folding import fold

    folded = fold(word)
    terms = _terms_by_keys(index, [f"-{folded}", f"={folded}"], NAMED_KINDS)
    if terms or any(map(str.isdigit, word)):
        return terms
    if index.value("SELECT 1 FROM word WHERE word = ? AND records > 0", (word.casefold(),)):
        return terms
    from sinoru.names.keys import query_keys  # lazy, as few words need their sound

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
