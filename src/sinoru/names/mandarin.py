"""Mandarin names in any romanisation, in Palladius's Cyrillic and in Han characters, all read as toneless pinyin.

Pinyin follows ISO 7098:2015; Wade-Giles follows Giles (1912), also without apostrophes as newspapers print it, so
that "chiang" is jiang or qiang; Cyrillic follows Palladius. What is printed in none of these, or in several at once,
is read syllable by syllable with older French, German and postal spellings too (`read_loosely`).

A table maps a written syllable or character to the toneless pinyin it may represent, without the dots of ü, which
few people type. Each is read from its file on first use; tools/make_mandarin_table.py writes the files.
"""

from collections.abc import Iterable
from functools import cache
from itertools import islice, product

from sinoru.names.phonetic import is_cyrillic
from sinoru.names.tables import read_table

Table = dict[str, tuple[str, ...]]

Reading = tuple[str, ...]
"""Toneless pinyin of each word of a name: ("jiang", "zemin")."""

Choices = list[tuple[str, ...]]
"""For each word of a name, the pinyin it may represent."""

Reached = dict[int, tuple[str, ...]]
"""The pinyin that the letters before a position in a word may represent, by position."""

MOST_READINGS = 32
MOST_LOOSE_READINGS = 256

_MOST_SYLLABLES = 4
_LONGEST_SYLLABLE = 8
_NEVER_LAST = frozenset("bcdfjklmpqstwxyzбвгджзклмпстфхцчшщъ")
"""Letters that end no syllable in any romanisation."""

_ASPIRATES = ("p'", "t'", "k'", "h'", "s'", "z'")
_TONE_MARKS = str.maketrans("", "", "\u0300\u0301\u0302\u0304\u030c12345")
_PUNCTUATION = str.maketrans({**dict.fromkeys("`´‘’ʻʼʽʾʿ′", "'"), **dict.fromkeys(",·•", " "), "ŭ": "u"})

_DIAERESES = str.maketrans("äëïöü", "aeiou")


def read_mandarin(text: str) -> list[Reading]:
    """Return all readings of a name as Mandarin, at most MOST_READINGS; none if any word of it is not Mandarin."""
    if any(word[-1] in _NEVER_LAST for word in text.casefold().split()):
        return []
    plain = _normalise(text)
    if is_han(text):
        choices = [_read_han(plain.split())]
    elif is_cyrillic(plain):
        table = palladius_table(with_reverse_e="э" in plain)
        choices = [_spell_all(plain.replace("ъ", "'").split(), table)]
    else:
        choices = _read_latin(plain)
    readings = (reading for choice in choices if choice for reading in product(*choice))
    return list(dict.fromkeys(islice(readings, MOST_READINGS)))


def read_loosely(text: str) -> list[Reading]:
    """Return the readings of a romanised name of several syllables, each syllable in any system, also without marks.

    They are less likely than those of `read_mandarin`, and some are the same.
    """
    words = _normalise(text).replace("'", "").replace("-", " ").translate(_DIAERESES).split()
    if len(words) <= 1 or not all(word.isascii() for word in words):
        return []
    choices = _spell_all(words, any_system_table())
    return list(dict.fromkeys(islice(product(*choices), MOST_LOOSE_READINGS))) if choices else []


def is_han(text: str) -> bool:
    """Return whether any letter is a Han character of the tables."""
    return not text.isascii() and any("\u4e00" <= letter <= "\u9fff" for letter in text)


def is_surely_mandarin(readings: Iterable[Reading]) -> bool:
    """Return whether a name is surely Mandarin: it has several words, and the first or last is a single syllable.

    Pinyin alone is not enough: Lenin and Kalinin are pinyin too.
    """
    known = pinyin_table()
    return any(len(words) > 1 and (words[0] in known or words[-1] in known) for words in readings)


def split_surname(word: str) -> tuple[str, ...]:
    """Split a name of two to four Han characters into surname and given name; other words are not split."""
    surname = 2 if word[:2] in surname_table() else 1
    return (word[:surname], word[surname:]) if surname < len(word) <= surname + 3 else (word,)


def _normalise(text: str) -> str:
    """Remove case and tones; apostrophes, hyphens and ü stay."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", normalize("NFKD", text.casefold()).translate(_TONE_MARKS))
    return text.casefold().translate(_TONE_MARKS).translate(_PUNCTUATION)


def _read_latin(text: str) -> list[Choices]:
    """Read a name as pinyin if all words are, as Wade-Giles if they are not or if a hyphen suggests it.

    A single word ("Chang") may be either. A syllable that only Wade-Giles has ("Chiang") decides.
    """
    words = text.split()
    is_aspirated = any(mark in text for mark in _ASPIRATES)
    either = wade_giles_table(with_apostrophes=is_aspirated, with_umlauts="ü" in text)
    wade_giles = _spell_all(words, either)
    if not wade_giles or is_aspirated:
        return [wade_giles]
    only_pinyin = pinyin_table()
    if any(part in either and part not in only_pinyin for part in text.replace("-", " ").split()):
        return [wade_giles]
    pinyin = _spell_all(words, only_pinyin)
    return [pinyin] if pinyin and len(words) > 1 and "-" not in text else [pinyin, wade_giles]


def _spell_all(words: list[str], table: Table) -> Choices:
    """Return the pinyin of each word; an empty list if any of them is not Mandarin."""
    choices = []
    for word in words:
        pinyin = _spell(word, table)
        if not pinyin:
            return []
        choices.append(pinyin)
    return choices


def _spell(word: str, table: Table) -> tuple[str, ...]:
    """Return the pinyin of a word; hyphens, and apostrophes that belong to no syllable, separate its syllables."""
    if "-" in word:
        return _combine(_spell(part, table) for part in word.split("-"))
    return _spell_syllables(word, table) or (_spell(word.replace("'", "-"), table) if "'" in word else ())


def _spell_syllables(letters: str, table: Table) -> tuple[str, ...]:
    """Return the pinyin of letters split into as few syllables as possible; none if that is more than four."""
    reached: Reached = {0: ("",)}
    for _ in range(_MOST_SYLLABLES):
        reached = _add_syllable(letters, reached, table)
        if len(letters) in reached:
            return reached[len(letters)]
    return ()


def _add_syllable(letters: str, reached: Reached, table: Table) -> Reached:
    """Read one more syllable from each position reached."""
    further: Reached = {}
    for start, readings in reached.items():
        for end in range(start + 1, min(len(letters), start + _LONGEST_SYLLABLE) + 1):
            for syllable in table.get(letters[start:end], ()):
                further[end] = (*further.get(end, ()), *(reading + syllable for reading in readings))
    return further


def _read_han(words: list[str]) -> Choices:
    """Return the pinyin of each word; the first is a surname, which may have a reading of its own."""
    if len(words) == 1:
        words = list(split_surname(words[0]))
    characters = han_table()
    choices = [_combine(characters[character] for character in word) for word in words]
    surname = surname_table().get(words[0]) if words else None
    if surname:
        choices[0] = tuple(dict.fromkeys(("".join(surname), *choices[0])))
    return choices


def _combine(choices: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Join one reading of each part, in all combinations up to MOST_READINGS."""
    return tuple(map("".join, islice(product(*choices), MOST_READINGS)))


@cache
def _romanisations() -> tuple[tuple[str, str, str, str], ...]:
    """Return pinyin, Wade-Giles, Palladius and the older spellings of each syllable."""
    cells = read_table("mandarin.tsv").replace("\n", "\t").split("\t")
    return tuple(zip(cells[:-1:4], cells[1::4], cells[2::4], cells[3::4], strict=True))


@cache
def pinyin_table() -> Table:
    """Return the table of pinyin; ü also as u, v and yu, as on keyboards and in passports."""
    table: Table = {}
    for pinyin, _, _, _ in _romanisations():
        table[pinyin] = plain = (pinyin.replace("ü", "u"),)
        if "ü" in pinyin:
            table |= {pinyin.replace("ü", letters): plain for letters in ("u", "v", "yu")}
    return table


@cache
def wade_giles_table(*, with_apostrophes: bool, with_umlauts: bool) -> Table:
    """Return the table of Wade-Giles, and of pinyin for other syllables ("Chiang Zemin").

    A name without any apostrophe, or any ü, may have lost them; its syllables have more readings.
    """
    table: Table = {"szu": ("si",), "ke": ("ge", "ke"), "k'e": ("ke",)}
    for pinyin, wade_giles, _, _ in _romanisations():
        plain = pinyin.replace("ü", "u")
        written = wade_giles if with_apostrophes else wade_giles.replace("'", "")
        _add_reading(table, written, plain)
        if not with_umlauts:
            _add_reading(table, written.replace("ü", "u"), plain)
    return pinyin_table() | table


@cache
def any_system_table() -> Table:
    """Return the table of all Latin spellings without their marks, pinyin first."""
    table = dict(pinyin_table())
    for pinyin, wade_giles, _, older in _romanisations():
        for written in (wade_giles.replace("'", "").replace("ü", "u"), *older.split()):
            _add_reading(table, written, pinyin.replace("ü", "u"))
    return table


@cache
def palladius_table(*, with_reverse_e: bool) -> Table:
    """Return the table of Palladius. A name without any э may have е instead, as often printed."""
    table: Table = {}
    for pinyin, _, palladius, _ in _romanisations():
        plain = pinyin.replace("ü", "u")
        _add_reading(table, palladius, plain)
        if not with_reverse_e:
            _add_reading(table, palladius.replace("э", "е"), plain)
    return table


def _add_reading(table: Table, written: str, pinyin: str) -> None:
    readings = table.get(written, ())
    if pinyin not in readings:
        table[written] = (*readings, pinyin)


class _HanCharacters(dict[str, tuple[str, ...]]):
    """The syllables of each Han character, searched for when it first occurs: few of 21,000 ever do."""

    def __init__(self) -> None:
        self._lines = read_table("han.tsv")

    def __missing__(self, character: str) -> tuple[str, ...]:
        syllables = []
        position = self._lines.find(character) if character > "\u2fff" else -1
        while position >= 0:
            start = self._lines.rfind("\n", 0, position) + 1
            syllables.append(self._lines[start : self._lines.index("\t", start)].strip("+").replace("ü", "u"))
            position = self._lines.find(character, position + 1)
        self[character] = found = tuple(syllables)
        return found


@cache
def han_table() -> dict[str, tuple[str, ...]]:
    """Return the table of Han characters, simplified and traditional; the readings of any other letter are empty.

    The table fills when it is indexed, so do not test what it contains.
    """
    return _HanCharacters()


@cache
def surname_table() -> dict[str, tuple[str, ...]]:
    """Return the syllables of surnames of two characters, and of those not read as the character otherwise is."""
    rows = (line.split("\t") for line in read_table("surnames.tsv").rstrip("\n").split("\n"))
    return {surname: tuple(syllables.split()) for surname, syllables in rows}
