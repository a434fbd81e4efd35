"""Keys from what a name sounds like, whatever its script and romanisation."""

from collections.abc import Iterable, Iterator

from sinoru.names.letters import is_cyrillic, to_known_script
from sinoru.names.mandarin import is_han, is_surely_mandarin, read_mandarin
from sinoru.names.slavic import Reading, read_slavic
from sinoru.names.spelling_keys import sort_words
from sinoru.names.written import PARTICLES, name_runs, split_name

Keys = Iterator[tuple[str, str]]
"""Keys, each with its rule."""


def name_sounds(text: str) -> Keys:
    """Give the keys of a written name: "*" and all of it, "<" and each shortening."""
    mandarin = read_mandarin(text)
    yield from _mandarin_name_keys(mandarin)
    if is_han(text) or (is_surely_mandarin(mandarin) and not is_cyrillic(text)):
        return
    words, readings = _read(text)
    for reading in readings:
        yield "*" + sort_words(reading), "sound"
        for shorter, rule in _shorten(words, reading):
            yield "<" + sort_words(shorter), rule
        for part in _parts(words, reading):
            yield "<" + part, "part-sound"


def query_sounds(text: str) -> Keys:
    """Give the keys of a query: as it stands it may be all of a name or a shortening, and shortened all of one."""
    mandarin = read_mandarin(text)
    yield from _mandarin_query_keys(mandarin, is_one_word=len(text.split()) == 1)
    if is_han(text) or (is_surely_mandarin(mandarin) and not is_cyrillic(text)):
        return
    words, readings = _read(text)
    for reading in readings:
        yield "*" + sort_words(reading), "sound"
        yield "<" + sort_words(reading), "sound"
        for shorter, rule in _shorten(words, reading):
            yield "*" + sort_words(shorter), rule
            if reading[0][-1] == ".":
                yield "<" + sort_words(shorter), rule


def _read(text: str) -> tuple[list[str], list[Reading]]:
    """Give the words of a name and how they may sound; an initial also as the letter that is written."""
    words = split_name(to_known_script(text))
    readings = read_slavic(words)
    if any(word[-1] == "." for word in words):
        readings += [_with_written_initials(words, reading) for reading in readings]
    return words, readings


def _with_written_initials(words: list[str], reading: Reading) -> Reading:
    pairs = zip(words, reading, strict=False)
    return tuple(word[0] + "." if word[-1] == "." else sound for word, sound in pairs)


def _shorten(words: list[str], reading: Reading) -> Iterator[tuple[Reading, str]]:
    """Give a person's name without the middle name, and with initials."""
    if len(reading) != len(words) or len(words) not in (2, 3):
        return
    first, *middle, last = reading
    if middle:
        yield (first, last), "short"
    firsts = _initials(words[0], first)
    for initial in firsts:
        yield (initial, last), "initials"
    for second in _initials(words[1], middle[0]) if middle else ():
        for given in (first, *firsts):
            yield (given, second, last), "initials"


def _initials(word: str, sound: str) -> tuple[str, ...]:
    """Give the initial of a word as it sounds and as it is written: Yevgeny is E. and Y."""
    return tuple(dict.fromkeys((sound[0] + ".", word[0] + ".")))


def _parts(words: list[str], reading: Reading) -> Iterator[str]:
    """Give each word but initials and particles; and a person's name without its last or first word."""
    if len(reading) != len(words) or len(words) == 1:
        return
    for word, sound in zip(words, reading, strict=True):
        if sound[-1] != "." and word not in PARTICLES:
            yield sound
    yield from map(sort_words, name_runs(reading))


def _mandarin_name_keys(readings: Iterable[Reading]) -> Keys:
    """Give all syllables in order, the surname being first or last; and surname and given name."""
    for words in readings:
        yield "*zh:" + "".join(words), "sound"
        if len(words) == 1:
            continue
        first, last = words[0], words[-1]
        all_but_first, all_but_last = "".join(words[1:]), "".join(words[:-1])
        yield "*zh:" + last + all_but_last, "sound"
        yield "*zh:" + all_but_first + first, "sound"
        for part in (first, last, all_but_first, all_but_last):
            yield "<zh:" + part, "part-sound"


def _mandarin_query_keys(readings: Iterable[Reading], *, is_one_word: bool) -> Keys:
    for words in readings:
        yield "*zh:" + "".join(words), "sound"
        if is_one_word:
            yield "<zh:" + "".join(words), "part-sound"
