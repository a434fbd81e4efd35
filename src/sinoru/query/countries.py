"""The countries of a corpus: their words, how records spell them, and the ones that a name or a code means.

The index has countries as records write them, in lower case. A name, a code or another name of a state finds the
words that the corpus has for it.
"""

from collections.abc import Sequence

from sinoru.index.index import Index, Scope
from sinoru.model.errors import AmbiguousValue, UnknownValue
from sinoru.model.records import Event
from sinoru.names.countries import State, plain_name, states_called, states_described
from sinoru.query.fetch import load
from sinoru.query.select import first_numbers, links_to

_SPACE = "country:"
_OPTION = "--country"
_KINDS = ("event", "person", "organisation", "place")
"""Kinds of record with a country."""


def countries_called(index: Index, value: str, option: str = _OPTION) -> tuple[str, ...]:
    """Return the words of the corpus for the country with this name, in lower case.

    A word that the corpus has means itself; any other name or code of a state means all words that the corpus has
    for this state. Raises AmbiguousValue where it may mean several states, and UnknownValue.
    """
    word = " ".join(value.split()).casefold()
    if index.value("SELECT 1 FROM term WHERE id = ?", (f"{_SPACE}{word}",)):
        return (word,)
    known = _known(index)
    asked = frozenset(states_called(value))
    meant = {one: frozenset(states_called(one)) for one in known} if asked else {}
    found = {one: states for one, states in meant.items() if states and states <= asked}
    if len(set(found.values())) > 1:
        raise AmbiguousValue(option, value, [spelling_of(index, one) for one in found])
    if not found:
        raise UnknownValue(option, value, *_advice(index, value, known))
    return tuple(found)


def spelling_of(index: Index, word: str) -> str:
    """Return a country as records spell it; the index has it in lower case.

    Of several spellings, that of the table of states goes first, then one with a capital.
    """
    spellings = list(dict.fromkeys(_spellings(index, word.casefold())))
    if len(spellings) > 1:
        names = [name for state in states_called(word) for name in state.names]
        spellings.sort(key=lambda one: (one not in names, one == one.casefold()))
    return spellings[0] if spellings else word


def _spellings(index: Index, word: str) -> list[str]:
    """Return the spellings of a country in the first record of each kind."""
    link = links_to(index, f"{_SPACE}{word}", "country")
    numbers = [
        number for kind in _KINDS for number in first_numbers(index, Scope(kinds=(kind,), links=(link,)), 1)
    ]
    records = [record for _, _, _, record in load(index, numbers)]
    written = [one for record in records for one in _countries(record)]
    return [one for one in written if one.casefold() == word]


def _countries(record: object) -> Sequence[str]:
    return record.countries if isinstance(record, Event) else (str(getattr(record, "country", "")),)


def _known(index: Index) -> list[str]:
    """Return the words of the corpus for countries, in lower case, those of the most records first."""
    query = (
        "SELECT substr(t.id, ?) FROM term t JOIN tally c ON c.target = t.number AND c.how = ''"
        " WHERE t.id >= ? AND t.id < ? GROUP BY t.id HAVING sum(c.records) > 0 ORDER BY sum(c.records) DESC, t.id"
    )
    rows = index.rows(query, (len(_SPACE) + 1, _SPACE, f"{_SPACE[:-1]};"))
    return [word for (word,) in rows]


def _advice(index: Index, value: str, known: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the countries that may have been meant, and the first of all."""
    near = [spelling_of(index, word) for word in _near(value, known)]
    return near, [] if near else [spelling_of(index, word) for word in known]


def _near(value: str, known: Sequence[str]) -> list[str]:
    """Return the words nearest to a value: its adjective, its initials, or a similar name of the same state."""
    from sinoru.names.nearest import nearest

    plain = plain_name(value)
    states = {word: states_called(word) for word in known}
    described = set(states_described(value))
    found = [word for word in known if described.intersection(states[word]) or _initials(word) == plain]
    if found:
        return found
    names = {plain_name(name): word for word in known for name in _names(states[word], word)}
    return list(dict.fromkeys(names[name] for name in nearest(value, list(names))))


def _initials(word: str) -> str:
    """Return the first letters of several words, without small words: `us` for `the united states`."""
    parts = [part for part in word.split() if part not in ("the", "of", "and")]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def _names(states: Sequence[State], word: str) -> list[str]:
    return [word, *(name for state in states for name in state.names if len(name) > len("PRC."))]
