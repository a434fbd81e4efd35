"""What a name sounds like, whatever the romanisation: the same text for Yeltsin, Jelzin, Eltsine and Ельцин.

A spelling can be read in several ways, since languages share letters but not their sounds: German z is ts, French j
is zh. Each language whose marks the name shows gives one reading or more, and two names sound alike where they share
one. Sources: BGN/PCGN 1947 and 1965 (Russian, Ukrainian), ISO 9:1995, ALA-LC, Duden.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

from sinoru.names.letters import is_cyrillic, sound_letters
from sinoru.names.spellings import ENGLISH, OTHERS, choose, is_spelt_in, respell

Reading = tuple[str, ...]
"""A sound for each word of a name; initials keep their point."""

MOST_READINGS = 24
"""A name with more readings keeps the first ones: what is that ambiguous is hardly a name."""

_SERBIAN_CYRILLIC = frozenset("ђјљњћџ")
_UMLAUTS_IN_RUSSIAN = str.maketrans({"ä": "e", "ö": "e", "ü": "iu"})
"""How Russian hears German: Шрёдер, Мюллер."""

_WITHOUT_HOOKS = str.maketrans("čšž", "csz")


def read_slavic(words: Iterable[str]) -> list[Reading]:
    """Read lower-case words in every way they allow, as English first.

    They are in Latin or Cyrillic letters; apostrophes (soft signs) must be gone.
    """
    text = " ".join(words)
    sounds = _sound_cyrillic(text) if is_cyrillic(text) else _sound_latin(text + " ")
    readings = [tuple(map(_level, reading)) for reading in islice(sounds, MOST_READINGS) if reading]
    return list(dict.fromkeys(readings))


def sound_as_english(word: str) -> str:
    """Read one word in plain Latin letters as English alone: the one reading that every name has."""
    return _level(respell(word + " ", ENGLISH).strip())


def _sound_cyrillic(text: str) -> Iterator[Reading]:
    """Sound the letters; besides, Ukrainian г as h, and Serbian as printed without its hooks."""
    sounds = sound_letters(text)
    yield tuple(sounds.split())
    if "г" in text:
        yield tuple(sound_letters(text.replace("г", "h")).split())
    if not _SERBIAN_CYRILLIC.isdisjoint(text):
        yield tuple(sounds.translate(_WITHOUT_HOOKS).split())


def _sound_latin(text: str) -> Iterator[Reading]:
    """Sound the text as English, then as each language whose marks it shows. Every word ends in a space."""
    letters = text if text.isascii() else sound_letters(text)
    english = respell(letters, ENGLISH)
    yield tuple(english.split())
    if (in_russian := text.translate(_UMLAUTS_IN_RUSSIAN)) != text:
        yield from _sound_latin(in_russian)
    if "h" in english:
        yield tuple(english.replace("h", "x").split())
    for language in OTHERS:
        if is_spelt_in(text, language):
            words = respell(letters, language.spelling).split()
            yield from product(*(choose(word, language.choices) for word in words))


_ALIKE = (
    ("ß", "s"), ("tč", "č"), ("ts", "c"), ("ie", "e"), ("io", "e"), ("čo", "če"), ("šo", "še"), ("žo", "že"),
)  # fmt: skip
"""What romanisations do not keep apart: е with ye and ё, o with e after a hushing sound."""


@lru_cache(maxsize=8192)
def _level(word: str) -> str:
    """Take off a sound what romanisations disagree on."""
    if word[-1] == ".":
        return word[0] + "."
    before = " " + word
    word = "".join([a for a, b in zip(word, before, strict=False) if a != b or a in "aeou"])
    word = respell(word, _ALIKE)
    if word.endswith(("nder", "ndre")):
        return word[:-2] + "r"
    return word[:-1] + "v" if word.endswith(("of", "ef")) else word
