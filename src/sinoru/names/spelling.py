"""Rules by which a name is found, and keys of a name by its letters.

Most names are found by these keys alone, so this module is apart from the tables of sounds (keys.py).
"""

from collections.abc import Iterable, Iterator

import msgspec

from sinoru.names.folding import fold

RULES = {
    "register": "id in another register",
    "exact": "exact name",
    "reordered": "same name in another order",
    "sound": "same name in another romanisation",
    "short": "same name, one without the middle name",
    "initials": "same name with initials",
    "variant": "same name, with another form of the given name",
    "part": "part of the name",
    "part-sound": "part of the name in another romanisation",
    "inflected": "another case of the name",
    "similar": "similar sound",
    "typo": "typing error",
}
"""Each rule and its wording for people, from the strictest to the loosest."""

RANKS = {rule: rank for rank, rule in enumerate(RULES)}
"""Position of each rule in the order of strictness; 0 is the strictest."""

_NUMERALS = frozenset(
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split()
)
"""Numerals that tell rulers of one name apart."""

MOST_WORDS = 12
"""A text of more words is not a name, and is found only as a whole."""


def rank_rule(rule: str) -> int:
    """Return the position of a rule in the order of strictness; 0 is the strictest. Unknown rules come last."""
    return RANKS.get(rule, len(RULES))


def weaker_rule(one: str, other: str) -> str:
    """Return the looser of two rules, which is that of a match if query and written name were both changed."""
    return max(one, other, key=rank_rule)


def rule_in_words(rule: str) -> str:
    """Return the wording of a rule for people."""
    return RULES.get(rule, rule)


class NameKey(msgspec.Struct, frozen=True):
    """A key, and the rule (of `RULES`) by which it finds the name."""

    key: str
    rule: str


def spelling_keys(text: str) -> tuple[NameKey, ...]:
    """Return the keys of a typed name that need no sounds: the whole name, its words in any order, a part."""
    words = fold(text).split()
    found = list(whole_keys(words))
    if words and len(words) <= MOST_WORDS:
        found.append(("-" + sort_words(words), "part"))
    return strictest_first(found)


def part_keys(text: str) -> list[str]:
    """Return the key of each word of a name as a part; none for a text that is not a name, or two."""
    words = fold(text).split()
    is_name = len(set(words)) == len(words) <= MOST_WORDS
    return ["-" + word for word in words] if is_name else []


def whole_keys(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys of a whole name, given its folded words, each with its rule."""
    if words:
        yield "=" + " ".join(words), "exact"
        yield "~" + sort_words(words), "reordered"


def sort_words(words: Iterable[str]) -> str:
    """Join words in alphabetical order."""
    return " ".join(sorted(words))


def have_other_numerals(typed: str, written: str) -> bool:
    """Return whether both names have a numeral, and not the same: Henry VIII is not Henry VI by another sound.

    As written, a numeral is in capitals: Xi is a surname.
    """
    one, other = (_NUMERALS.intersection(name.split()[1:]) for name in (typed.upper(), written))
    return bool(one and other) and one != other


def strictest_first(keys: Iterable[tuple[str, str]]) -> tuple[NameKey, ...]:
    """Return each key once, with its strictest rule; strictest rules first."""
    rules: dict[str, str] = {}
    for key, rule in sorted(keys, key=lambda found: RANKS[found[1]]):
        rules.setdefault(key, rule)
    return tuple([NameKey(key, rule) for key, rule in rules.items()])
