"""Two people look like one who was recorded twice.

A name of one of them is also a name of the other, perhaps with its words in another order, or differs from it by
one letter. Merge them: every spelling belongs in the `names` of one person. If they are two different people, add
`born`, `died`, `wikidata`, `ids`, `country` or parents to both: if these differ, nothing is reported. Nor is it if
one is a parent of the other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding, Location
from sinoru.check.relations import parenthoods
from sinoru.dates.edtf import parse_edtf
from sinoru.loading.files import shown_path
from sinoru.model.records import Person
from sinoru.model.registers import differing_registers
from sinoru.names.folding import fold
from sinoru.names.nearest import letters_off

CODE = "W305"
SUMMARY = "Two people look like one who was recorded twice."
_NEIGHBOURS = 6
"""How many of the names that follow a name in alphabetical order are compared with it for a typo."""
_FEWEST_WORDS = 2
"""Words that a name needs to be compared: many people share a surname."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each person who is like an earlier one."""
    by_name: dict[str, list[int]] = defaultdict(list)  # numbers, not people: there may be millions
    for number, person in corpus.numbered(Person):
        for key in dict.fromkeys(_keys(person)):
            by_name[key].append(number)
    parents = _parents(corpus)
    reported: set[tuple[str, str]] = set()
    for name, holders in by_name.items():
        for number in holders[1:]:
            pair = corpus.at(holders[0], Person), corpus.at(number, Person)
            yield from _finding(*pair, f"both have the name '{name}'", reported, parents)
    names = sorted(by_name)
    for number, name in enumerate(names):
        for other in names[number + 1 : number + 1 + _NEIGHBOURS]:
            if _is_slip(name, other):
                why = f"'{other}' and '{name}' differ by one letter"
                pair = corpus.at(by_name[name][0], Person), corpus.at(by_name[other][0], Person)
                yield from _finding(*pair, why, reported, parents)


def _parents(corpus: CheckedCorpus) -> Mapping[str, set[str]]:
    """Return the ids of the parents of those who have any, by id."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in corpus.once(parenthoods):
        found[one.child].add(one.parent)
    return found


def _is_slip(name: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    # A typo may change two letters of another romanisation. This test is quick, and spares most names the slow one.
    if name.count(" ") != other.count(" ") or OSA.distance(name, other, score_cutoff=2) > 2:  # noqa: PLR2004
        return False
    return _initials(name) == _initials(other) and letters_off(name, other) == 1


def _initials(name: str) -> set[str]:
    """Return the words of one letter: another initial is another person, whatever the surname."""
    return {word for word in name.split() if len(word) == 1}


def _keys(person: Person) -> Iterator[str]:
    """Yield the folded names by which a person could be recorded twice, without those that a source misprints."""
    for text in (person.name, *(name.text for name in person.names if name.kind != "as-printed")):
        words = sorted(fold(text).split())
        if len(words) >= _FEWEST_WORDS or (words and not words[0].isascii()):
            yield " ".join(words)


def _finding(
    one: tuple[Location, Person],
    other: tuple[Location, Person],
    why: str,
    reported: set[tuple[str, str]],
    parents: Mapping[str, set[str]],
) -> Iterator[Finding]:
    first, second = sorted((one, other), key=lambda known: (known[0].path, known[0].entry))
    pair = first[1].id, second[1].id
    if pair[0] == pair[1] or pair in reported or _are_distinct(first[1], second[1], parents):
        return
    reported.add(pair)
    message = f"'{pair[1]}' looks like a duplicate of '{pair[0]}': {why}"
    where = f"compare it with the one at {shown_path(first[0].path)}:{first[0].line}"
    yield Finding(second[0], ("name",), message, where, second[1].name)


def _are_distinct(one: Person, other: Person, parents: Mapping[str, set[str]]) -> bool:
    if differing_registers(one, other):
        return True
    of_one, of_other = parents.get(one.id, set()), parents.get(other.id, set())
    if one.id in of_other or other.id in of_one or (of_one and of_other and of_one.isdisjoint(of_other)):
        return True
    if one.born and other.born:
        return _differ(one.born, other.born)
    return _differ(one.died, other.died) or bool(
        one.country and other.country and one.country != other.country
    )


def _differ(one: str, other: str) -> bool:
    """Return whether two dates cannot be the same; an unknown one may be any."""
    if not one or not other:
        return False
    date = parse_edtf(other)
    return not parse_edtf(one).overlaps(date.earliest, date.latest)
