"""Tables of Mandarin syllables and characters, each read from its file when first needed.

tools/make_mandarin_table.py makes the files. A table maps what is written to the toneless pinyin it may stand for,
without the dots of ü: few people type them.

Mandarin names: pinyin, Wade-Giles, Palladius and Han characters all read as toneless pinyin.

Pinyin after ISO 7098:2015; Wade-Giles after Giles (1912), also as newspapers print it, without apostrophes, when
"chiang" is jiang or qiang; Cyrillic after Palladius.
"""

import os
from collections.abc import Iterable
from functools import cache
from itertools import islice, product

from sinoru.names.phonetic import is_cyrillic

Table = dict[str, tuple[str, ...]]

_TABLES = os.path.join(os.path.dirname(__file__), "tables")


def _read(name: str) -> str:
    with open(os.path.join(_TABLES, name), encoding="utf-8") as file:
        return file.read()


@cache
def _romanisations() -> tuple[tuple[str, str, str], ...]:
    """Pinyin, Wade-Giles and Palladius of each syllable."""
    cells = _read("mandarin.tsv").split()
    return tuple(zip(cells[::3], cells[1::3], cells[2::3], strict=True))


@cache
def pinyin_table() -> Table:
    """Return toneless pinyin; ü also as u, v and yu, as keyboards and passports have it."""
    table: Table = {}
    for pinyin, _, _ in _romanisations():
        table[pinyin] = plain = (pinyin.replace("ü", "u"),)
        if "ü" in pinyin:
            table |= {pinyin.replace("ü", letters): plain for letters in ("u", "v", "yu")}
    return table


@cache
def wade_giles_table(*, with_apostrophes: bool, with_umlauts: bool) -> Table:
    """Return Wade-Giles, and pinyin for what is no syllable of it ("Chiang Zemin").

    A name that shows no apostrophe, or no ü, may have lost them: then a syllable has more readings.
    """
    table: Table = {"szu": ("si",), "ke": ("ge", "ke"), "k'e": ("ke",)}
    for pinyin, wade_giles, _ in _romanisations():
        plain = pinyin.replace("ü", "u")
        written = wade_giles if with_apostrophes else wade_giles.replace("'", "")
        _add(table, written, plain)
        if not with_umlauts:
            _add(table, written.replace("ü", "u"), plain)
    return pinyin_table() | table


@cache
def palladius_table(*, with_reverse_e: bool) -> Table:
    """Return Palladius. A name without any э may have е in its place, as it is often printed."""
    table: Table = {}
    for pinyin, _, palladius in _romanisations():
        plain = pinyin.replace("ü", "u")
        _add(table, palladius, plain)
        if not with_reverse_e:
            _add(table, palladius.replace("э", "е"), plain)
    return table


def _add(table: Table, written: str, pinyin: str) -> None:
    readings = table.get(written, ())
    if pinyin not in readings:
        table[written] = (*readings, pinyin)


class _Characters(dict[str, tuple[str, ...]]):
    """The syllables of each Han character, looked up when it is first met: few of 21,000 ever are."""

    def __init__(self) -> None:
        self._lines = _read("han.tsv")

    def __missing__(self, character: str) -> tuple[str, ...]:
        syllables = []
        place = self._lines.find(character) if character > "\u2fff" else -1
        while place >= 0:
            start = self._lines.rfind("\n", 0, place) + 1
            syllables.append(self._lines[start : self._lines.index("\t", start)].strip("+").replace("ü", "u"))
            place = self._lines.find(character, place + 1)
        self[character] = found = tuple(syllables)
        return found


@cache
def han_table() -> dict[str, tuple[str, ...]]:
    """Return Han characters, simplified and traditional, some with a second reading; empty for any other letter.

    Index it, do not ask what it contains: it fills as it is used.
    """
    return _Characters()


@cache
def surname_table() -> dict[str, tuple[str, ...]]:
    """Return surnames of two characters, and those read otherwise than their character: a syllable for each."""
    rows = (line.split("\t") for line in _read("surnames.tsv").splitlines())
    return {surname: tuple(syllables.split()) for surname, syllables in rows}


Reading = tuple[str, ...]
"""Toneless pinyin of each word of a name: ("jiang", "zemin")."""

Choices = list[tuple[str, ...]]
"""For each word of a name, the pinyin it may stand for."""

Reached = dict[int, tuple[str, ...]]
"""Place in a word: the pinyin that the letters before it may stand for."""

MOST_READINGS = 32

_MOST_SYLLABLES = 4
_LONGEST_SYLLABLE = 6
_NEVER_LAST = frozenset("bcdfjklmpqstwxyzбвгджзклмпстфхцчшщъ")
"""Letters that end no syllable in any romanisation."""

_ASPIRATES = ("p'", "t'", "k'", "h'", "s'", "z'")
_TONE_MARKS = str.maketrans("", "", "\u0300\u0301\u0302\u0304\u030c12345")
_WRITTEN = str.maketrans({**dict.fromkeys("`´‘’ʻʼʽʾʿ′", "'"), **dict.fromkeys(",·•", " "), "ŭ": "u"})


def read_mandarin(text: str) -> list[Reading]:
    """Read a name as Mandarin in every way it allows; in none where any word of it is not Mandarin."""
    if any(word[-1] in _NEVER_LAST for word in text.casefold().split()):
        return []
    plain = _plain(text)
    if is_han(text):
        choices = [_read_han(plain.split())]
    else:
        choices = _read_palladius(plain) if is_cyrillic(plain) else _read_latin(plain)
    readings = (reading for choice in choices if choice for reading in product(*choice))
    return list(dict.fromkeys(islice(readings, MOST_READINGS)))


def is_han(text: str) -> bool:
    """Return whether any letter is a Han character of the tables."""
    return not text.isascii() and any("\u4e00" <= letter <= "\u9fff" for letter in text)


def is_surely_mandarin(readings: Iterable[Reading]) -> bool:
    """Return whether a name can be no other language: several words, the first or the last a single syllable.

    Lenin and Kalinin are pinyin too.
    """
    known = pinyin_table()
    return any(len(words) > 1 and (words[0] in known or words[-1] in known) for words in readings)


def split_surname(word: str) -> tuple[str, ...]:
    """Part surname and given name of two to four Han characters written together; other words stay whole."""
    surname = 2 if word[:2] in surname_table() else 1
    return (word[:surname], word[surname:]) if surname < len(word) <= surname + 3 else (word,)


def _plain(text: str) -> str:
    """Take off case and tones; apostrophes, hyphens and ü stay."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", normalize("NFKD", text.casefold()).translate(_TONE_MARKS))
    return text.casefold().translate(_TONE_MARKS).translate(_WRITTEN)


def _read_latin(text: str) -> list[Choices]:
    """Read as pinyin where all words are, as Wade-Giles where they are not and where a hyphen hints at it.

    A single word ("Chang") says too little to leave out either. A syllable of Wade-Giles alone ("Chiang") tells.
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


def _read_palladius(text: str) -> list[Choices]:
    """Read as Palladius; a name without any э may have е in its place."""
    table = palladius_table(with_reverse_e="э" in text)
    return [_spell_all(text.replace("ъ", "'").split(), table)]


def _spell_all(words: list[str], table: Table) -> Choices:
    """Return what each word stands for; nothing where any of them is no Mandarin."""
    choices = []
    for word in words:
        spelt = _spell(word, table)
        if not spelt:
            return []
        choices.append(spelt)
    return choices


def _spell(word: str, table: Table) -> tuple[str, ...]:
    """Return the pinyin that a word may stand for; hyphens, and apostrophes of no syllable, part its syllables."""
    if "-" in word:
        return _combine(_spell(part, table) for part in word.split("-"))
    return _join(word, table) or (_spell(word.replace("'", "-"), table) if "'" in word else ())


def _join(letters: str, table: Table) -> tuple[str, ...]:
    """Return the pinyin of letters cut into the fewest syllables; none where more than four are needed."""
    reached: Reached = {0: ("",)}
    for _ in range(_MOST_SYLLABLES):
        reached = _add_syllable(letters, reached, table)
        if len(letters) in reached:
            return reached[len(letters)]
    return ()


def _add_syllable(letters: str, reached: Reached, table: Table) -> Reached:
    """Read one syllable further on from each place."""
    further: Reached = {}
    for start, readings in reached.items():
        for end in range(start + 1, min(len(letters), start + _LONGEST_SYLLABLE) + 1):
            for syllable in table.get(letters[start:end], ()):
                further[end] = (*further.get(end, ()), *(reading + syllable for reading in readings))
    return further


def _read_han(words: list[str]) -> Choices:
    """Read each word; the first is a surname, which may have a reading of its own."""
    if len(words) == 1:
        words = list(split_surname(words[0]))
    choices = [_read_characters(word) for word in words]
    surname = surname_table().get(words[0]) if words else None
    if surname:
        choices[0] = tuple(dict.fromkeys(("".join(surname), *choices[0])))
    return choices


def _read_characters(word: str) -> tuple[str, ...]:
    table = han_table()
    return _combine(table[character] for character in word)


def _combine(choices: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Join one reading of each part in every way, as far as readings are kept."""
    return tuple(map("".join, islice(product(*choices), MOST_READINGS)))
