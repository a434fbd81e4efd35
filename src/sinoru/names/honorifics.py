"""What people write beside a name without being a part of it: titles, ranks, forms of address, epithets, a genitive.

tables/honorifics.txt has the words, of many languages. Chinese titles follow the name.
"""

import re
from functools import cache

from sinoru.names.folding import fold
from sinoru.names.tables import read_table

_HAN_TITLES = (
    "国家主席", "國家主席", "委员长", "委員長", "副总理", "副總理", "副主席", "副部长", "副部長", "总书记", "總書記",
    "主席", "总理", "總理", "总统", "總統", "部长", "部長", "外长", "外長", "将军", "將軍", "上将", "上將", "大使",
    "元帅", "元帥", "先生", "女士", "同志",
)  # fmt: skip
"""Chinese titles, which follow the name; longer ones first."""

# Patterns are compiled when first used, as most look-ups use none.
_GENITIVE = r"(?i)(?<=\w\w)(?:['’]s|(?<=s)['’])$"
_QUOTED = r"(?<=\w )[\"“„«][^\"“”«»]+[\"”“»](?= \w)"
_NUMBERS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twentyfirst twentysecond"
        " twentythird".split(),
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split(),
        strict=True,
    )
)
_NUMBER = rf"(?i)\bthe ((?:twenty[- ])?(?:{'|'.join(_NUMBERS)}))\b"


def name_alone(text: str) -> str:
    """Return a name without what a sentence adds to it: the English genitive, a nickname in quotation marks.

    The number of a monarch in words is written as one: Elizabeth the Second.
    """
    name = re.sub(_GENITIVE, "", re.sub(_QUOTED, " ", text)).strip()
    return re.sub(_NUMBER, lambda found: _NUMBERS[fold(found[1]).replace(" ", "")], name) or text


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
    _, _, words = read_table("honorifics.txt").partition("\n")
    return tuple(frozenset(fold(part).split()) for part in words.split("---"))


def titles() -> frozenset[str]:
    """Return the words that are a title or an epithet alone, folded."""
    return _honorific_words()[0]


@cache
def honorifics() -> frozenset[str]:
    """Return all words of titles and epithets, folded."""
    return frozenset().union(*_honorific_words())
