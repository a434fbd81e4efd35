"""What a name sounds like, whatever the romanisation: the same text for Yeltsin, Jelzin, Eltsine and Ельцин.

A spelling can be read in several ways, since languages share letters but not their sounds: German z is ts, French j
is zh. Each language whose marks the name shows gives one reading or more, and two names sound alike where they share
one. Sources: BGN/PCGN 1947 and 1965 (Russian, Ukrainian), ISO 9:1995, ALA-LC, Duden.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from sinoru.names.letters import is_cyrillic, sound_letters
from sinoru.names.spellings import (
    ENGLISH,
    FRENCH,
    GAJ,
    GAJ_CHOICES,
    GERMAN,
    GERMAN_CHOICES,
    POLISH,
    Spelling,
    choose,
    respell,
)

Reading = tuple[str, ...]
"""A sound for each word of a name; initials keep their point."""

MOST_READINGS = 24
"""A name with more readings keeps the first ones: what is that ambiguous is hardly a name."""

_FRENCH_MARKS = ("ou", "tch", "j", "gue", "gui", "é", "ï", "û", "ine ")
_POLISH_MARKS = ("sz", "cz", "rz", "w", "ł", "ż")
_GAJ_MARKS = ("ic ", "š", "ž", "č", "ć", "đ")
_GERMAN_MARKS = ("sch", "w", "j", "tz", "ß")

_LANGUAGES: tuple[tuple[tuple[str, ...], Spelling, dict[str, str]], ...] = (
    (_POLISH_MARKS, POLISH, {}),
    (_FRENCH_MARKS, FRENCH, {}),
    (_GAJ_MARKS, GAJ, GAJ_CHOICES),
    (_GERMAN_MARKS, GERMAN, GERMAN_CHOICES),
)
"""The marks a language shows itself by, how it spells, and its letters of two sounds; fewest readings first."""

_SERBIAN_CYRILLIC = frozenset("ђјљњћџ")
_UMLAUTS_IN_RUSSIAN = str.maketrans({"ä": "e", "ö": "e", "ü": "iu"})
"""How Russian hears German: Шрёдер, Мюллер."""

_WITHOUT_HOOKS = str.maketrans("čšž", "csz")


def read_slavic(words: Iterable[str]) -> set[Reading]:
    """Read lower-case words in every way they allow, in Latin or Cyrillic; apostrophes (soft signs) must be gone."""
    text = " ".join(words)
    sounds = _sound_cyrillic(text) if is_cyrillic(text) else _sound_latin(text + " ")
    return {tuple(map(_level, reading)) for reading in islice(sounds, MOST_READINGS)}


def _sound_cyrillic(text: str) -> Iterator[Reading]:
    """Sound the letters; besides, Ukrainian г as h, and Serbian as printed without its hooks."""
    sounds = sound_letters(text)
    yield tuple(sounds.split())
    if "г" in text:
        yield tuple(sound_letters(text.replace("г", "h")).split())
    if not _SERBIAN_CYRILLIC.isdisjoint(text):
        yield tuple(sounds.translate(_WITHOUT_HOOKS).split())


def _sound_latin(text: str) -> Iterator[Reading]:
    """Sound the text as English, then as each other language whose marks the text shows. Every word ends in a space."""
    letters = text if text.isascii() else sound_letters(text)
    english = respell(letters, ENGLISH)
    yield tuple(english.split())
    if not text.isascii() and _UMLAUTS_IN_RUSSIAN.keys() & set(map(ord, text)):
        yield from _sound_latin(text.translate(_UMLAUTS_IN_RUSSIAN))
    if "h" in english:
        yield tuple(english.replace("h", "x").split())
    for marks, spelling, choices in _LANGUAGES:
        if _shows(text, marks):
            yield from product(*(choose(word, choices) for word in respell(letters, spelling).split()))


def _shows(text: str, marks: tuple[str, ...]) -> bool:
    return any(mark in text for mark in marks)


_ALIKE = (
    ("ß", "s"), ("tč", "č"), ("ts", "c"), ("ie", "e"), ("io", "e"), ("čo", "če"), ("šo", "še"), ("žo", "že"),
)  # fmt: skip
"""What romanisations do not keep apart: е with ye and ё, o with e after a hushing sound."""


def _level(word: str) -> str:
    """Take off a sound what romanisations disagree on."""
    if word[-1] == ".":
        return word[0] + "."
    before = " " + word
    word = "".join([a for a, b in zip(word, before, strict=False) if a != b or a in "aeou"])
    word = respell(word, _ALIKE)
    if word.endswith("nder"):
        return word[:-2] + "r"
    return word[:-1] + "v" if word.endswith(("of", "ef")) else word
