"""The sound of a name in any romanisation: the same text for Yeltsin, Jelzin, Eltsine and Ельцин.

Sounds are written in the alphabet of scholarly Slavic transliteration without its soft signs: c is ts, x is kh; č, š
and ž keep their hooks. Glides are i: ya is "ia". What the romanisations of one name disagree on (y or i; e, ye or
yo; doubled letters) is levelled last.

A spelling can have several readings, as languages share letters but not their sounds: German z is ts, French j is
zh. Each language whose marks the name has adds one reading or more, and two names sound alike if they share one.

English covers BGN/PCGN 1947, the Library of Congress (without its ties) and press spelling; German covers Duden;
French, Swedish, Dutch, Italian and Hungarian the usage of their press; Polish PWN; Gaj Serbian and Croatian whose
hooks were left out. Sources: BGN/PCGN 1947 and 1965 (Russian, Ukrainian), ISO 9:1995, ALA-LC, Duden.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

import msgspec

Reading = tuple[str, ...]
"""A sound for each word of a name; initials keep their point."""

Spelling = tuple[tuple[str, str], ...]
"""Written letters and their sound, in order of replacement."""

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "ѓ": "g", "д": "d", "ђ": "dž", "е": "e", "ё": "e",
    "є": "e", "ѣ": "e", "ж": "ž", "з": "z", "ѕ": "dz", "и": "i", "й": "i", "і": "i", "ї": "i", "ј": "i",
    "к": "k", "ќ": "k", "л": "l", "љ": "li", "м": "m", "н": "n", "њ": "ni", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "ћ": "č", "у": "u", "ў": "u", "ф": "f", "ѳ": "f", "х": "x", "ц": "c", "ч": "č",
    "џ": "dž", "ш": "š", "щ": "šč", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ѵ": "i",
}  # fmt: skip
"""Letters of Russian (old spelling included), Ukrainian, Belarusian, Bulgarian, Macedonian and Serbian."""

DIACRITICS = {
    "č": "č", "ć": "č", "ç": "s", "đ": "dž", "š": "š", "ş": "š", "ș": "š", "ŝ": "šč", "ž": "ž", "ż": "ž",
    "û": "iu", "â": "ia", "ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "ţ": "c", "ț": "c",
}  # fmt: skip
"""Latin letters whose mark changes the sound: Slavic alphabets, ISO 9:1995 (û, â, ŝ), German, Romanian."""

LATINISED = {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "џ": "dz", "ю": "yu", "я": "ya",
    "ы": "y", "ћ": "c", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "є": "ye",
}  # fmt: skip
"""Letters whose English spelling (BGN/PCGN 1947) differs from their sound, for counting wrong letters."""

ENGLISH = (
    ("x", "ks"), ("shch", "šč"), ("zh", "ž"), ("kh", "x"), ("ch", "č"), ("sh", "š"), ("ph", "f"), ("th", "t"),
    ("dj", "dž"), ("cki", "tski"), ("cov ", "tsov "), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("ca", "ka"),
    ("co", "ko"), ("cu", "ku"), ("cl", "kl"), ("cr", "kr"), ("ct", "kt"), ("ts", "c"), ("w", "v"), ("y", "i"),
    ("j", "i"),
)  # fmt: skip


class Language(msgspec.Struct, frozen=True):
    """How one language spells, and how a name in that spelling is recognised."""

    spelling: Spelling
    marks: tuple[str, ...]
    """Letters of which a name in this language has at least one group; every word ends in a space."""
    foreign: frozenset[str]
    """Letters that no Slavic name in this language has."""
    choices: dict[str, str] = {}
    """Letters of the respelt name that may be either of several sounds."""


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
"""After respelling, ŝ is a sch, which is sh or zh; s may be voiced; ß is an s that is never voiced."""

NORDIC = Language(
    spelling=(
        ("x", "ks"), ("sjtj", "šč"), ("tj", "č"), ("sj", "š"), ("zj", "ž"), ("ch", "x"), ("ck", "k"), ("y", "i"),
        ("j", "i"), ("w", "v"),
    ),
    marks=("tj", "sj", "zj"),
    foreign=frozenset("qčšž"),
)  # fmt: skip
"""Swedish, as its press has it."""

DUTCH = Language(
    spelling=(
        ("x", "ks"), ("sjtsj", "šč"), ("tsj", "č"), ("sj", "š"), ("zj", "ž"), ("ch", "x"), ("oe", "u"), ("ts", "c"),
        ("ie", "i"), ("y", "i"), ("j", "i"), ("w", "v"),
    ),
    marks=("tsj", "sj", "zj", "oe"),
    foreign=frozenset("qčšžäöü"),
)  # fmt: skip

ITALIAN = Language(
    spelling=(
        ("x", "ks"), ("scia", "ša"), ("scio", "šo"), ("sciu", "šu"), ("sc", "š"), ("ch", "x"), ("cia", "ča"),
        ("cio", "čo"), ("ciu", "ču"), ("c", "č"), ("y", "i"), ("j", "i"), ("w", "v"),
    ),
    marks=("ci", "ce", "ciov", "chov"),
    foreign=frozenset("qčšžäöüwk"),
)  # fmt: skip
"""Italian by sound, and scholarly transliteration whose hooks were left out."""

HUNGARIAN = Language(
    spelling=(
        ("x", "ks"), ("scs", "šč"), ("cs", "č"), ("zs", "ž"), ("sz", "ß"), ("s", "š"), ("h", "x"), ("j", "i"),
        ("y", "i"), ("w", "v"),
    ),
    marks=("cs", "sz", "zs"),
    foreign=frozenset("qčšžwy"),
)  # fmt: skip

OTHERS = (POLISH, FRENCH, GAJ, NORDIC, DUTCH, ITALIAN, HUNGARIAN, GERMAN)
"""Languages other than English, those with the fewest readings first."""

MOST_READINGS = 24
"""A name with more readings keeps the first ones; a text that ambiguous is hardly a name."""
_MOST_CHOICES = 16
_SHORTEST_STEM = 3
"""Letters that a case leaves of a name."""

_SERBIAN_CYRILLIC = frozenset("ђјљњћџ")
_UMLAUTS_IN_RUSSIAN = str.maketrans({"ä": "e", "ö": "e", "ü": "iu"})
"""The letters of German umlauts in Russian: Шрёдер, Мюллер."""

_WITHOUT_HOOKS = str.maketrans("čšž", "csz")

_ALIKE = (
    ("ß", "s"), ("tč", "č"), ("ts", "c"), ("ie", "e"), ("io", "e"), ("čo", "če"), ("šo", "še"), ("žo", "že"),
)  # fmt: skip
"""Sounds that romanisations do not distinguish: е, ye and ё; o and e after a hushing sound."""


def read_slavic(words: Iterable[str]) -> list[Reading]:
    """Return the readings of lower-case words, that as English first, at most MOST_READINGS.

    The words are in Latin or Cyrillic letters, without apostrophes (soft signs).
    """
    text = " ".join(words)
    sounds = _sound_cyrillic(text) if is_cyrillic(text) else _sound_latin(text + " ")
    readings = [tuple(map(_level, reading)) for reading in islice(sounds, MOST_READINGS) if reading]
    return list(dict.fromkeys(readings))


_CASE_ENDINGS = {
    "ского": "ский", "скому": "ский", "ским": "ский", "ском": "ский", "скую": "ская", "ской": "ский ская",
    "ого": "ой", "ому": "ой", "ой": "а", "ою": "а", "ым": " ый", "ом": "", "ем": "й ь", "ём": "ь", "ею": "я ей",
    "ию": "ий", "ия": "ий", "ая": "ай", "ея": "ей", "я": "й ь", "ю": "й ь", "ы": "а", "и": "а я",
    "у": " а", "е": " а", "а": "",
}  # fmt: skip
"""Endings of the cases of Russian and Ukrainian names, with those of the nominative that they may stand for."""


def nominatives(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the nominatives that Cyrillic words of a name may be cases of; none if they are in no other case.

    The last word is in that case, and so is the given name before it.
    """
    choices = [_nominatives_of(word) for word in words]
    if not choices or choices[-1] == [words[-1]]:
        return []
    return list(islice(product(*choices), MOST_READINGS))


def _nominatives_of(word: str) -> list[str]:
    found = [
        word.removesuffix(ending) + other
        for ending, others in _CASE_ENDINGS.items()
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
        for other in others.split(" ")
    ]
    return found or [word]


def sound_as_english(word: str) -> str:
    """Return the reading of one word in plain Latin letters as English, which every name has."""
    return _level(respell(word + " ", ENGLISH).strip())


def _sound_cyrillic(text: str) -> Iterator[Reading]:
    """Yield the sounds of the letters; also with Ukrainian г as h, and Serbian as printed without hooks."""
    sounds = sound_letters(text)
    yield tuple(sounds.split())
    if "г" in text:
        yield tuple(sound_letters(text.replace("г", "h")).split())
    if not _SERBIAN_CYRILLIC.isdisjoint(text):
        yield tuple(sounds.translate(_WITHOUT_HOOKS).split())


def _sound_latin(text: str) -> Iterator[Reading]:
    """Yield the sounds of the text as English, then as each language whose marks it has; words end in a space."""
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


@lru_cache(maxsize=8192)
def _level(word: str) -> str:
    """Remove from the sound of a word what romanisations disagree on."""
    if word[-1] == ".":
        return word[0] + "."
    shifted = " " + word
    word = "".join([a for a, before in zip(word, shifted, strict=False) if a != before or a in "aeou"])
    word = respell(word, _ALIKE)
    if word.endswith(("nder", "ndre")):
        return word[:-2] + "r"
    return word[:-1] + "v" if word.endswith(("of", "ef")) else word


def respell(text: str, spelling: Spelling) -> str:
    """Replace the letters of text by their sounds in a spelling."""
    for written, sound in spelling:
        text = text.replace(written, sound)
    return text


def choose(text: str, choices: dict[str, str]) -> list[str]:
    """Return all combinations of the letters that have a choice, at most sixteen, the text as written first."""
    if choices.keys().isdisjoint(text):
        return [text]
    options = [choices.get(letter, letter) for letter in text]
    return ["".join(chosen) for chosen in islice(product(*options), _MOST_CHOICES)]


def is_spelt_in(text: str, language: Language) -> bool:
    """Return whether a name has marks of a language and no letter that is foreign to it."""
    for mark in language.marks:  # a loop: `any` takes twice the time, and every name is tested
        if mark in text:
            return language.foreign.isdisjoint(text)
    return False


class _LetterTable(dict[int, str]):
    """A table for `str.translate`; letters that are in none of the source tables are folded."""

    def __missing__(self, code: int) -> str:
        from sinoru.names.folding import fold

        folded = self[code] = fold(chr(code))
        return folded


def _letter_table(*tables: dict[str, str]) -> _LetterTable:
    plain = {code: chr(code) for code in range(128)}
    return _LetterTable(plain | {ord(letter): sound for table in tables for letter, sound in table.items()})


_SOUNDS = _letter_table(CYRILLIC, DIACRITICS)
_LATIN_LETTERS = _letter_table(CYRILLIC, LATINISED)


def is_cyrillic(text: str) -> bool:
    """Return whether any letter is Cyrillic."""
    return not text.isascii() and any("\u0400" <= letter <= "\u052f" for letter in text)


def is_latin(text: str) -> bool:
    """Return whether all letters are Latin."""
    return text.isascii() or not any(map(_is_not_latin, text))


def _is_not_latin(letter: str) -> bool:
    return letter >= "\u0370" and not "\u1e00" <= letter <= "\u1eff" and letter.isalpha()


def to_known_script(text: str) -> str:
    """Convert text to ASCII if any of its letters is neither Latin nor Cyrillic, but Greek, Hangul, Arabic ..."""
    if text.isascii() or not any(map(_is_foreign, text)):
        return text
    from anyascii import anyascii

    return anyascii(text)


def _is_foreign(letter: str) -> bool:
    return _is_not_latin(letter) and not "\u0400" <= letter <= "\u052f"


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
    return text if text.isascii() else text.translate(_LATIN_LETTERS)
