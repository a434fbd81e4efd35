"""Titles of offices: which titles mean the same office, and what precedes them (`Acting`, `First Deputy`, `Vice`).

The table of equal titles (tables/titles.tsv) is short on purpose: it has the offices that have different titles in
different states, so that `foreign minister` finds a secretary of state. Other titles are compared by their words.
"""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from sinoru.names.countries import State, split_state, states_called
from sinoru.names.tables import read_table

ACTING = frozenset(["acting", "interim"])
DEPUTY = frozenset(["deputy", "vice", "assistant", "under"])
_BEFORE_DEPUTY = frozenset(["first", "first-ranking", "senior", "executive", "second"])
_TYPED = frozenset(["us", "uk"])
RANKS = ("head of state", "head of government", "foreign", "defence", "minister", "rest")
"""The order of offices in a list."""


class EqualTitle(msgspec.Struct, frozen=True):
    """An office that a title means, in the states named or, without any, everywhere."""

    office: str
    rank: str
    states: frozenset[str]


class Title(msgspec.Struct, frozen=True):
    """The title of an office, taken apart."""

    words: str
    """In lower case, without the state and the words below."""
    states: tuple[State, ...]
    """What the state in it may be; empty if it names none."""
    is_deputy: bool
    is_acting: bool
    sent_to: frozenset[str] = frozenset()
    """All names of the state to which an ambassador or another envoy is accredited; empty if it names none."""

    def offices(self, states: frozenset[str]) -> set[str]:
        """Return the offices of the table that the title means in one of these states (casefolded names)."""
        found = equal_titles().get(self.words, ())
        return {each.office for each in found if not each.states or not states.isdisjoint(each.states)}

    def rank(self, states: frozenset[str]) -> str:
        """Return the rank of the office in one of these states (one of RANKS); a deputy's is `rest`."""
        offices = self.offices(states)
        ranks = [each.rank for each in equal_titles().get(self.words, ()) if each.office in offices]
        if self.is_deputy or not ranks:
            return "minister" if not self.is_deputy and "minister" in self.words.split() else "rest"
        return ranks[0]


def parse_title(text: str) -> Title:
    """Take a title apart: `US president`, `First Deputy Minister of Foreign Affairs of Russia`."""
    if complete := _complete_title(text):
        return complete
    readings = split_state(text) or _split_short_state(text)
    rest = readings[0][0] if readings else text
    states = tuple(state for other, state in readings if other == rest)
    words = rest.casefold().replace("vice-", "vice ").replace("deputy-", "deputy ").split()
    is_acting = is_deputy = False
    while words:
        following = words[1] if len(words) > 1 else ""
        if words[0] in ACTING:
            is_acting = True
        elif words[0] in DEPUTY:
            is_deputy = True
        elif not (words[0] in _BEFORE_DEPUTY and following in DEPUTY):
            break
        words = words[1:]
    return Title(" ".join(words), states, is_deputy, is_acting, _destination(words))


def _destination(words: Sequence[str]) -> frozenset[str]:
    """Return the names of the state after `to`: of `Ambassador of China to the United States`, the United States."""
    if "to" not in words:
        return frozenset()
    called = states_called(" ".join(words[words.index("to") + 1 :]))
    return frozenset(name for state in called for name in state.all_names)


def short_title(text: str, state: str) -> str:
    """Return a title without what a heading with the name of the state says already: `Foreign Affairs` of a minister.

    The state goes where the rest still means an office of the same rank, and "Minister of" where the rest is one of
    the ministries of the table.
    """
    title = parse_title(text)
    names = frozenset(name for one in states_called(state) for name in one.all_names)
    parts = (rest for rest, one in split_state(text) if rest and one.all_names & names)
    rest = next((part for part in parts if parse_title(part).rank(names) == title.rank(names)), text)
    ministry = re.sub(r"(?i)^minister (of|for) (the )?", "", rest)
    is_known = ministry != rest and title.offices(names) and title.rank(names) in RANKS[2:5]
    return ministry if is_known else rest


def _complete_title(text: str) -> Title | None:
    """Return a title of the table that has its state in it: `Chairman of the People's Republic of China`."""
    first, _, rest = text.partition(" ")
    is_acting = first.casefold() in ACTING
    words = " ".join((rest if is_acting else text).casefold().replace("’", "'").split()).removeprefix("the ")
    names = {state for each in equal_titles().get(words, ()) for state in each.states}
    states = tuple(state for name in sorted(names) for state in states_called(name))
    is_named = any(words.endswith((f" {name}", " prc")) for name in names)
    return Title(words, states, is_deputy=False, is_acting=is_acting) if is_named else None


def _split_short_state(text: str) -> tuple[tuple[str, State], ...]:
    """Split `us president` as typed in small letters, which in running text would be a pronoun."""
    first, _, rest = text.strip().partition(" ")
    return tuple((rest, state) for state in states_called(first)) if first in _TYPED and rest else ()


@cache
def equal_titles() -> dict[str, tuple[EqualTitle, ...]]:
    """Return what each title of the table means."""
    found: dict[str, tuple[EqualTitle, ...]] = {}
    lines = read_table("titles.tsv").split("\n")
    for line in (line for line in lines if line and not line.startswith("#")):
        office, rank, titles = line.split("\t")
        for title in titles.split("; "):
            words, _, states = title.rstrip("]").partition(" [")
            names = frozenset(name.casefold() for name in states.split(", ") if name)
            found[words] = (*found.get(words, ()), EqualTitle(office, rank, names))
    return found


def titles_of(office: str) -> tuple[str, ...]:
    """Return all titles that mean an office of the table."""
    return tuple(
        words for words, found in equal_titles().items() if any(each.office == office for each in found)
    )


def equal_everywhere(words: str) -> tuple[str, ...]:
    """Return the other titles of the office that a title means in any state: of `premier`, `prime minister`.

    The small words of the title, as in `minister of defence`, may be missing.
    """
    plain = {
        _without_small_words(title): title for title, found in equal_titles().items() if not found[0].states
    }
    title = plain.get(words, "")
    offices = {each.office for each in equal_titles().get(title, ())}
    return tuple(one for one in plain.values() if one != title and equal_titles()[one][0].office in offices)


def _without_small_words(title: str) -> str:
    return " ".join(word for word in title.split() if word not in ("of", "for", "the"))
