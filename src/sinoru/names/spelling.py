"""Rules by which a name is found, titles typed before a name, and keys of a name by its letters.

Most names are found by these keys alone, so this module is apart from the tables of sounds (keys.py).
"""

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
    "part": "part of the name",
    "part-sound": "part of the name in another romanisation",
    "typo": "typing error",
}
"""Each rule and its wording for people, from the strictest to the loosest."""

RANKS = {rule: rank for rank, rule in enumerate(RULES)}
"""Position of each rule in the order of strictness; 0 is the strictest."""

MOST_WORDS = 12
"""A text of more words is not a name, and is found only as a whole."""

_TITLES = """
    mr mrs ms miss dr prof professor sir lord lady comrade academician king queen prince pope
    president premier minister chancellor chairman chairwoman speaker secretary ambassador envoy representative
    councilor councillor counsellor senator congressman governor mayor deputy chief staff
    gen general col colonel lt lieutenant maj major capt captain marshal adm admiral brig brigadier commander
    herr frau präsident präsidentin kanzler bundeskanzler aussenminister verteidigungsminister premierminister
    ministerpräsident monsieur madame président ministre général maréchal amiral
    президент премьер министр председатель генерал полковник лейтенант майор маршал адмирал посол канцлер дел обороны
    господин госпожа товарищ академик
"""
_TITLE_QUALIFIERS = """
    prime vice first second deputy senior general state acting former then ex special of the rear
    foreign defense defence finance trade interior
    russian chinese soviet american us yugoslav serbian ukrainian british french german indian japanese
    вице первый бывший иностранных
"""
"""Words that belong to a title but are not a title alone: Foreign Minister Tang, but the Foreign Ministry."""

_HAN_TITLES = (
    "国家主席", "國家主席", "委员长", "委員長", "副总理", "副總理", "副主席", "副部长", "副部長", "总书记", "總書記",
    "主席", "总理", "總理", "总统", "總統", "部长", "部長", "外长", "外長", "将军", "將軍", "上将", "上將", "大使",
    "元帅", "元帥", "先生", "女士", "同志",
)  # fmt: skip
"""Chinese titles, which follow the name; longer ones first."""


def rank_rule(rule: str) -> int:
    """Return the position of a rule in the order of strictness; 0 is the strictest. Unknown rules come last."""
    return RANKS.get(rule, len(RULES))


def weaker_rule(one: str, other: str) -> str:
    """Return the looser of two rules, which is that of a match if query and written name were both changed."""
    return max(one, other, key=rank_rule)


def rule_in_words(rule: str) -> str:
    """Return the wording of a rule for people."""
    return RULES.get(rule, rule)


def without_title(text: str) -> str:
    """Remove the titles at the start of a text; in Han characters, at its end. A title alone stays."""
    words = text.split()
    start = 0
    for position, word in enumerate(words[:-1], start=1):
        parts = fold(word).split()
        if not _fold_words(_TITLES + _TITLE_QUALIFIERS).issuperset(parts):
            break
        if parts and parts[-1] in _fold_words(_TITLES):
            start = position
    return _without_han_title(" ".join(words[start:]) if start else text)


def _without_han_title(text: str) -> str:
    for title in _HAN_TITLES:
        if text.endswith(title) and text != title:
            return text.removesuffix(title).rstrip()
    return text


@cache
def _fold_words(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


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
