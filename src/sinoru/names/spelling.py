"""Rules by which a name is found, titles typed before a name, and keys of a name by its letters.

Most names are found by these keys alone, so this module is apart from the tables of sounds (keys.py).
tables/honorifics.txt has the titles, ranks, forms of address and epithets of many languages.
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from sinoru.names.folding import fold

RULES = {
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

MOST_WORDS = 12
"""A text of more words is not a name, and is found only as a whole."""

_HAN_TITLES = (
    "国家主席", "國家主席", "委员长", "委員長", "副总理", "副總理", "副主席", "副部长", "副部長", "总书记", "總書記",
    "主席", "总理", "總理", "总统", "總統", "部长", "部長", "外长", "外長", "将军", "將軍", "上将", "上將", "大使",
    "元帅", "元帥", "先生", "女士", "同志",
)  # fmt: skip
"""Chinese titles, which follow the name; longer ones first."""


_GENITIVE = re.compile(r"(?i)(?<=\w\w)(?:['’]s|(?<=s)['’])$")
_NUMBERS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twentyfirst twentysecond twentythird".split(),
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split(),
        strict=True,
    )
)
_NUMBER = re.compile(rf"(?i)\bthe ((?:twenty[- ])?(?:{'|'.join(_NUMBERS)}))\b")
_QUOTED = re.compile(r"(?<=\w )[\"“„«][^\"“”«»]+[\"”“»](?= \w)")


def rank_rule(rule: str) -> int:
    """Return the position of a rule in the order of strictness; 0 is the strictest. Unknown rules come last."""
    return RANKS.get(rule, len(RULES))


def weaker_rule(one: str, other: str) -> str:
    """Return the looser of two rules, which is that of a match if query and written name were both changed."""
    return max(one, other, key=rank_rule)


def rule_in_words(rule: str) -> str:
    """Return the wording of a rule for people."""
    return RULES.get(rule, rule)


def plain_name(text: str) -> str:
    """Return a name without what a sentence adds to it: the English genitive, a nickname in quotation marks.

    The number of a monarch in words is written as one: Elizabeth the Second.
    """
    plain = _GENITIVE.sub("", _QUOTED.sub(" ", text)).strip()
    plain = _NUMBER.sub(lambda found: _NUMBERS[fold(found[1]).replace(" ", "")], plain)
    return plain or text


def without_title(text: str) -> str:
    """Remove the titles at the start of a text; in Han characters, at its end. A title alone stays."""
    words = text.split()
    start = 0
    for position, word in enumerate(words[:-1], start=1):
        parts = fold(word).split()
        if not honorifics().issuperset(parts):
            break
        if parts and parts[-1] in titles():
            start = position
    return _without_han_title(" ".join(words[start:]) if start else text)


def _without_han_title(text: str) -> str:
    for title in _HAN_TITLES:
        if text.endswith(title) and text != title:
            return text.removesuffix(title).rstrip()
    return text


@cache
def _honorific_words() -> tuple[frozenset[str], ...]:
    """Return the titles, and the words that belong to a title: Foreign Minister Tang, but the Foreign Ministry."""
    with open(os.path.join(os.path.dirname(__file__), "tables", "honorifics.txt"), encoding="utf-8") as file:
        _, _, words = file.read().partition("\n")
    return tuple(frozenset(fold(part).split()) for part in words.split("---"))


def titles() -> frozenset[str]:
    """Return the words that are a title or an epithet alone, folded."""
    return _honorific_words()[0]


@cache
def honorifics() -> frozenset[str]:
    """Return all words of titles and epithets, folded."""
    return frozenset().union(*_honorific_words())


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
    """Return the key of each word of a name as a part; none for a text that is not a name."""
    words = fold(text).split()
    return ["-" + word for word in dict.fromkeys(words)] if len(words) <= MOST_WORDS else []


def whole_keys(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys of a whole name, given its folded words, each with its rule."""
    if words:
        yield "=" + " ".join(words), "exact"
        yield "~" + sort_words(words), "reordered"


def sort_words(words: Iterable[str]) -> str:
    """Join words in alphabetical order."""
    return " ".join(sorted(words))


def strictest_first(keys: Iterable[tuple[str, str]]) -> tuple[NameKey, ...]:
    """Return each key once, with its strictest rule; strictest rules first."""
    rules: dict[str, str] = {}
    for key, rule in sorted(keys, key=lambda found: RANKS[found[1]]):
        rules.setdefault(key, rule)
    return tuple([NameKey(key, rule) for key, rule in rules.items()])
