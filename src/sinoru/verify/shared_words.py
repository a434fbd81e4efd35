"""Runs of words that records share with a copy of a source: a corpus is written in the curator's own words.

A run is as long as it can be, within one passage of the copy and outside quotation marks. Case, punctuation, hyphens,
accents and a possessive 's do not matter. Words of a name or an office on record do not count, as no one can word
these otherwise. Writing without spaces between words has two characters to a word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sinoru.model.fields import Field, Fields
from sinoru.model.records import Claim, Event, Person, Record, Source
from sinoru.names.folding import fold

LEAST = 7
"""Words of a run that count."""
_OWN_WORDS = frozenset("title summary text why question note reliability".split())
"""The keys of fields that have the curator's own words."""
_NESTED = frozenset(["why", "question"])
"""Those of them in the parts of a record."""
_MOST_PLACES = 64
"""Occurrences of the same seven words in a copy that are compared; a run of still more frequent words is cut."""
_UNSPACED = "\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’ʼ][^\W_{_UNSPACED}]+)*")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_MARKS = re.compile('[“”„«»「」"]')
_POSSESSIVE = re.compile(r"['’ʼ]s$")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|「[^」]*」|(?<!\w)\"[^\"]*\"(?!\w)")


class Word(msgspec.Struct, frozen=True):
    """A word of a text: folded, and where it is."""

    text: str
    start: int
    end: int


class Run(msgspec.Struct, frozen=True):
    """A run of words of a text that is in a copy as well."""

    start: int
    """Its characters in the text."""
    end: int
    words: int
    """Words in it that count."""
    passage: int
    """The number of the passage."""


def words_of(text: str) -> list[Word]:
    """Return the words of a text; an empty one for what is quoted, which no run reaches across."""
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    words: list[Word] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        while quoted and quoted[0][1] <= start:
            words.append(Word("", *quoted.pop(0)))
        if not (quoted and quoted[0][0] <= start):
            folded = fold(_POSSESSIVE.sub("", found[0])).replace(" ", "")
            words += [Word(folded, start, end)] if folded else []
    return words


class Copied:
    """The words of the passages of a copy, found by any LEAST of them in a row."""

    def __init__(self, passages: Iterable[str]) -> None:
        self._words: list[str] = []
        self._passages: list[int] = []
        for number, text in enumerate(passages):
            words = [word.text for word in words_of(_unquoted(text))]
            self._words += [*words, ""]
            self._passages += [number] * (len(words) + 1)
        self._places: dict[int, list[int]] = defaultdict(list)
        for place, key in _keys(self._words):
            if len(self._places[key]) < _MOST_PLACES:
                self._places[key].append(place)

    def runs(self, text: str, names: "NamesOnRecord") -> list[Run]:
        """Return the runs in a text, in its order; of those that overlap, the longest."""
        words = words_of(text)
        folded = [word.text for word in words]
        counting = names.outside(folded)
        free = [True] * len(words)
        found: list[Run] = []
        for length, start, place in sorted(self._matches(folded), key=lambda one: (-one[0], one[1], one[2])):
            span = slice(start, start + length)
            if all(free[span]):
                free[span] = [False] * length
                pairs = zip(folded[span], counting[span], strict=True)
                halves = sum(_halves(word) for word, counts in pairs if counts)
                if halves >= 2 * LEAST:
                    last = words[start + length - 1]
                    found.append(Run(words[start].start, last.end, halves // 2, self._passages[place]))
        return sorted(found, key=lambda run: run.start)

    def _matches(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield each match that is as long as it can be: its length, and where it starts in the text and the copy."""
        lasting: dict[
            int, int
        ] = {}  # of each match, where it has come to in the copy, and its start in the text
        keys = dict(_keys(words))
        for at in range(len(words) + 1):
            places = self._places.get(keys[at], ()) if at in keys else ()
            here = {place for place in places if self._words[place : place + LEAST] == words[at : at + LEAST]}
            for place, start in lasting.items():
                if place + 1 not in here:
                    yield at - 1 - start + LEAST, start, place - (at - 1 - start)
            lasting = {place: lasting.get(place - 1, at) for place in here}


class NamesOnRecord:
    """The names and offices of some records, in words."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in names:
            if words := tuple(word.text for word in words_of(_unquoted(name))):
                self._by_first[words[0]].add(words)

    def outside(self, words: Sequence[str]) -> list[bool]:
        """Return for each word whether it is outside all names."""
        outside = [True] * len(words)
        for at, word in enumerate(words):
            for name in self._by_first.get(word, ()):
                if tuple(words[at : at + len(name)]) == name:
                    outside[at : at + len(name)] = [False] * len(name)
        return outside


def own_texts(record: Record, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield the texts of a record that are in the curator's own words, each with the path of its field."""
    for path, _, text in fields.walk(record, _has_own_words):
        keys = [str(step) for step in path]
        if len(keys) > 1 and keys[-1] not in _NESTED:
            continue
        if keys == ["title"] and not isinstance(record, Event):  # that of a source is as printed
            continue
        if keys == ["text"] and isinstance(record, Claim) and record.kind == "quotation":
            continue
        yield ".".join(keys), text


def names_in(record: Record) -> Iterator[str]:
    """Yield the names of a record, and the offices of a person."""
    yield from filter(None, (getattr(record, "name", ""), record.title if isinstance(record, Source) else ""))
    yield from (name.text for name in getattr(record, "names", ()))
    if isinstance(record, Person):
        yield from (office.title for office in record.offices)


def _has_own_words(field: Field) -> bool:
    return field.holds == "text" and field.key in _OWN_WORDS


def _unquoted(text: str) -> str:
    """Return a text without its quotation marks, so that what they enclose is compared."""
    return _MARKS.sub(" ", text)


def _keys(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where LEAST words follow each other, each with a number that stands for them."""
    gap = -1
    for at, word in enumerate(words):
        if not word:
            gap = at
        elif at - gap >= LEAST:
            start = at - LEAST + 1
            yield start, hash(tuple(words[start : at + 1]))


def _halves(word: str) -> int:
    return 1 if _IS_UNSPACED.match(word) else 2
