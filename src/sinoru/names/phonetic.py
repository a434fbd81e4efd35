"""Letters to sounds: Cyrillic, and Latin letters with diacritics, in one plain alphabet.

The alphabet is that of scholarly Slavic transliteration without its soft signs: c is ts, x is kh; č, š and ž keep
their hooks. Glides are i: ya is "ia". What the romanisations of one name disagree on (y or i; e, ye or yo;
doubled letters) is levelled in `slavic`.

How languages write Slavic sounds in Latin letters, as replacements in order.

English stands for BGN/PCGN 1947, the Library of Congress (without its ties) and press spelling; German for Duden;
French for the usage of its press; Polish for PWN; Gaj for Serbian and Croatian whose hooks were left out.
Each turns plain lower-case Latin into the alphabet of `letters`.

What a name sounds like, whatever the romanisation: the same text for Yeltsin, Jelzin, Eltsine and Ельцин.

A spelling can be read in several ways, since languages share letters but not their sounds: German z is ts, French j
is zh. Each language whose marks the name shows gives one reading or more, and two names sound alike where they share
one. Sources: BGN/PCGN 1947 and 1965 (Russian, Ukrainian), ISO 9:1995, ALA-LC, Duden.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

import msgspec

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "ѓ": "g", "д": "d", "ђ": "dž", "е": "e", "ё": "e",
    "є": "e", "ѣ": "e", "ж": "ž", "з": "z", "ѕ": "dz", "и": "i", "й": "i", "і": "i", "ї": "i", "ј": "i",
    "к": "k", "ќ": "k", "л": "l", "љ": "li", "м": "m", "н": "n", "њ": "ni", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "ћ": "č", "у": "u", "ў": "u", "ф": "f", "ѳ": "f", "х": "x", "ц": "c", "ч": "č",
    "џ": "dž", "ш": "š", "щ": "šč", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ѵ": "i",
}  # fmt: skip
"""Letters of Russian, Ukrainian, Belarusian, Bulgarian, Macedonian and Serbian, those of the old spelling too."""

DIACRITICS = {
    "č": "č", "ć": "č", "ç": "s", "đ": "dž", "š": "š", "ş": "š", "ș": "š", "ŝ": "šč", "ž": "ž", "ż": "ž",
    "û": "iu", "â": "ia", "ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "ţ": "c", "ț": "c",
}  # fmt: skip
"""Latin letters whose mark is a sound: Slavic alphabets, ISO 9:1995 (û, â, ŝ), German, Romanian."""

LATINISED = {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "џ": "dz", "ю": "yu", "я": "ya",
    "ы": "y", "ћ": "c", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "є": "ye",
}  # fmt: skip
"""Letters that English writes otherwise than their sound (BGN/PCGN 1947), for counting wrong letters."""


class _Letters(dict[int, str]):
    """For `str.translate`: what each letter becomes; whatever is in no table folds."""

    def __missing__(self, code: int) -> str:
        from sinoru.names.folding import fold

        written = self[code] = fold(chr(code))
        return written


def _letters(*tables: dict[str, str]) -> _Letters:
    plain = {code: chr(code) for code in range(128)}
    return _Letters(plain | {ord(letter): sound for table in tables for letter, sound in table.items()})


_SOUNDS = _letters(CYRILLIC, DIACRITICS)
_LATIN = _letters(CYRILLIC, LATINISED)


def is_cyrillic(text: str) -> bool:
    """Return whether any letter is Cyrillic."""
    return not text.isascii() and any("\u0400" <= letter <= "\u052f" for letter in text)


def to_known_script(text: str) -> str:
    """Turn text to ASCII where it has letters of Greek, Hangul, Arabic or any script but Latin and Cyrillic."""
    if text.isascii() or not any(map(_is_foreign, text)):
        return text
    from anyascii import anyascii

    return anyascii(text)


def _is_foreign(letter: str) -> bool:
    is_known = letter < "\u0370" or "\u0400" <= letter <= "\u052f" or "\u1e00" <= letter <= "\u1eff"
    return not is_known and letter.isalpha()


def sound_letters(text: str) -> str:
    """Write each Cyrillic or marked letter of lower-case text as its sound; plain Latin letters stay."""
    if "ъ" in text:
        text = _voice_bulgarian(text)
    return text.translate(_SOUNDS)


def _voice_bulgarian(text: str) -> str:
    """Write the hard sign as "a" before a consonant, as in Bulgarian names; elsewhere it is silent."""
    followers = zip(text, text[1:] + " ", strict=True)
    return "".join(
        "a" if letter == "ъ" and after.isalpha() and after not in "аеёиоуэюя" else letter
        for letter, after in followers
    )


def latinise(text: str) -> str:
    """Write the Cyrillic letters of folded text as English does; other scripts stay."""
    return text if text.isascii() else text.translate(_LATIN)


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
    """Return whether a name shows marks of a language and nothing that is foreign to it."""
    for (
        mark
    ) in language.marks:  # a loop: `any` of a generator takes twice the time, and every name comes here
        if mark in text:
            return language.foreign.isdisjoint(text)
    return False


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
