"""Tables of Mandarin syllables and characters, each read from its file when first needed.

tools/make_mandarin_table.py makes the files. A table maps what is written to the toneless pinyin it may stand for,
without the dots of ü: few people type them.
"""

import os
from functools import cache

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
    """Give toneless pinyin; ü also as u, v and yu, as keyboards and passports have it."""
    table: Table = {}
    for pinyin, _, _ in _romanisations():
        table[pinyin] = plain = (pinyin.replace("ü", "u"),)
        if "ü" in pinyin:
            table |= {pinyin.replace("ü", letters): plain for letters in ("u", "v", "yu")}
    return table


@cache
def wade_giles_table(*, with_apostrophes: bool, with_umlauts: bool) -> Table:
    """Give Wade-Giles, and pinyin for what is no syllable of it ("Chiang Zemin").

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
    """Give Palladius. A name without any э may have е in its place, as it is often printed."""
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
    """Give Han characters, simplified and traditional, some with a second reading; empty for any other letter.

    Index it, do not ask what it contains: it fills as it is used.
    """
    return _Characters()


@cache
def surname_table() -> dict[str, tuple[str, ...]]:
    """Give surnames of two characters, and those read otherwise than their character: a syllable for each."""
    rows = (line.split("\t") for line in _read("surnames.tsv").splitlines())
    return {surname: tuple(syllables.split()) for surname, syllables in rows}
