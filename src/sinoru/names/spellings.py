"""How languages write Slavic sounds in Latin letters, as replacements in order.

English stands for BGN/PCGN 1947, the Library of Congress (without its ties) and press spelling; German for Duden;
French for the usage of its press; Polish for PWN; Gaj for Serbian and Croatian whose hooks were left out.
Each turns plain lower-case Latin into the alphabet of `letters`.
"""

from itertools import islice, product

Spelling = tuple[tuple[str, str], ...]
"""What is written and its sound, in the order of replacement."""

ENGLISH = (
    ("x", "ks"), ("shch", "šč"), ("zh", "ž"), ("kh", "x"), ("ch", "č"), ("sh", "š"), ("ph", "f"), ("th", "t"),
    ("dj", "dž"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("ca", "ka"), ("co", "ko"), ("cu", "ku"), ("cl", "kl"),
    ("cr", "kr"), ("ct", "kt"), ("ts", "c"), ("w", "v"), ("y", "i"), ("j", "i"),
)  # fmt: skip

GERMAN = (
    ("x", "ks"), ("tsch", "č"), ("sch", "ŝ"), ("sh", "ž"), ("ch", "x"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("qu", "kv"), ("c", "k"), ("tz", "c"), ("z", "c"), ("ŝč", "šč"), ("ss", "ß"), ("st", "ßt"), ("sp", "ßp"),
    ("sk", "ßk"), ("w", "v"), ("y", "i"), ("j", "i"),
)  # fmt: skip
"""ŝ stands for a sch, which is sh or zh; s for an s that may be voiced, ß for one that is not."""

FRENCH = (
    ("x", "ks"), ("tch", "č"), ("ch", "š"), ("kh", "ĥ"), ("sh", "š"), ("dj", "dž"), ("j", "ž"), ("zh", "ž"),
    ("ph", "f"), ("th", "t"), ("gue", "ge"), ("gui", "gi"), ("qu", "k"), ("ck", "k"), ("ca", "ka"), ("co", "ko"),
    ("cu", "ku"), ("cl", "kl"), ("cr", "kr"), ("ct", "kt"), ("ts", "c"), ("tz", "c"), ("ou", "u"), ("w", "v"),
    ("y", "i"), ("ine ", "in "), ("c ", "k "), ("ĥ", "x"),
)  # fmt: skip

POLISH = (
    ("x", "ks"), ("sz", "š"), ("cz", "č"), ("rz", "ž"), ("ch", "x"), ("w", "v"), ("y", "i"), ("j", "i"),
)  # fmt: skip

GAJ = (
    ("x", "ks"), ("ch", "č"), ("sh", "š"), ("zh", "ž"), ("dj", "dž"), ("h", "x"), ("w", "v"), ("y", "i"),
    ("j", "i"),
)  # fmt: skip

GERMAN_CHOICES = {"s": "sz", "ŝ": "šž"}
GAJ_CHOICES = {"s": "sš", "c": "cč", "z": "zž"}
"""Letters of a spelling that stand for one sound or the other."""

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
