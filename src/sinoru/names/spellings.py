"""How languages write Slavic sounds in Latin letters, as replacements in order.

English stands for BGN/PCGN 1947, the Library of Congress (without its ties) and press spelling; German for Duden;
French for the usage of its press; Polish for PWN; Gaj for Serbian and Croatian whose hooks were left out.
Each turns plain lower-case Latin into the alphabet of `letters`.
"""

from itertools import islice, product

import msgspec

Spelling = tuple[tuple[str, str], ...]
"""What is written and its sound, in the order of replacement."""

ENGLISH = (
    ("x", "ks"), ("shch", "šč"), ("zh", "ž"), ("kh", "x"), ("ch", "č"), ("sh", "š"), ("ph", "f"), ("th", "t"),
    ("dj", "dž"), ("cki", "tski"), ("cov ", "tsov "), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("ca", "ka"),
    ("co", "ko"), ("cu", "ku"), ("cl", "kl"), ("cr", "kr"), ("ct", "kt"), ("ts", "c"), ("w", "v"), ("y", "i"),
    ("j", "i"),
)  # fmt: skip


class Language(msgspec.Struct, frozen=True):
    """How one language spells, and how a name shows that it is spelt so."""

    spelling: Spelling
    marks: tuple[str, ...]
    """Letters of which a name must have some. Every word ends in a space."""
    foreign: frozenset[str]
    """Letters that the language writes no Slavic name with."""
    choices: dict[str, str] = {}
    """Letters of the respelt name that stand for one sound or the other."""


POLISH = Language(
    spelling=(
        ("x", "ks"), ("sz", "š"), ("cz", "č"), ("rz", "ž"), ("ch", "x"), ("w", "v"), ("y", "i"), ("j", "i"),
    ),
    marks=("sz", "cz", "rz", "w", "ł", "ż"),
    foreign=frozenset("vqxäöü"),
)  # fmt: skip

FRENCH = Language(
    spelling=(
        ("x", "ks"), ("tch", "č"), ("ch", "š"), ("kh", "ĥ"), ("sh", "š"), ("dj", "dž"), ("j", "ž"), ("zh", "ž"),
        ("ph", "f"), ("th", "t"), ("gue", "ge"), ("gui", "gi"), ("qu", "k"), ("ck", "k"), ("ca", "ka"),
        ("co", "ko"), ("cu", "ku"), ("cl", "kl"), ("cr", "kr"), ("ct", "kt"), ("c ", "k "), ("ts", "c"),
        ("tz", "c"), ("ou", "u"), ("y", "i"), ("ine ", "in "), ("ĥ", "x"),
    ),
    marks=("ou", "tch", "j", "gue", "gui", "é", "ï", "û", "ine "),
    foreign=frozenset("wäöü"),
)  # fmt: skip

GAJ = Language(
    spelling=(
        ("ch", "č"), ("sh", "š"), ("zh", "ž"), ("dj", "dž"), ("h", "x"), ("j", "i"),
    ),
    marks=("ic ", "j", "š", "ž", "č", "ć", "đ"),
    foreign=frozenset("wxyqäöü"),
    choices={"s": "sš", "c": "cč", "z": "zž"},
)  # fmt: skip

GERMAN = Language(
    spelling=(
        ("x", "ks"), ("tsch", "č"), ("sch", "ŝ"), ("sh", "ž"), ("ch", "x"), ("ph", "f"), ("th", "t"), ("ck", "k"),
        ("qu", "kv"), ("c", "k"), ("tz", "c"), ("z", "c"), ("ŝč", "šč"), ("ss", "ß"), ("st", "ßt"), ("sp", "ßp"),
        ("sk", "ßk"), ("w", "v"), ("y", "i"), ("j", "i"),
    ),
    marks=("sch", "w", "j", "tz", "ß"),
    foreign=frozenset("čćšžđ"),
    choices={"s": "sz", "ŝ": "šž"},
)  # fmt: skip
"""After respelling, ŝ is a sch, which is sh or zh; s may be voiced; ß is an s that may not."""

OTHERS = (POLISH, FRENCH, GAJ, GERMAN)
"""Languages beside English, those with the fewest readings first."""

_MOST_CHOICES = 16


def respell(text: str, spelling: Spelling) -> str:
    """Turn text to its sounds under a spelling."""
    for written, sound in spelling:
        text = text.replace(written, sound)
    return text


def choose(text: str, choices: dict[str, str]) -> list[str]:
    """Read the letters that have a choice in every way, as written first; in sixteen ways at most."""
    if choices.keys().isdisjoint(text):
        return [text]
    options = [choices.get(letter, letter) for letter in text]
    return ["".join(chosen) for chosen in islice(product(*options), _MOST_CHOICES)]


def is_spelt_in(text: str, language: Language) -> bool:
    """Tell whether a name shows marks of a language and nothing that is foreign to it."""
    for (
        mark
    ) in language.marks:  # a loop: `any` of a generator takes twice the time, and every name comes here
        if mark in text:
            return language.foreign.isdisjoint(text)
    return False
