"""Keys by which a written name is found: a query finds it if they share a key.

The first character of a key is its kind, so that keys of different kinds never match:

- "=" the whole name folded, "~" its words in alphabetical order;
- "-" a part of it as written;
- "*" the sounds of the whole name, "<" those of a shortening (a part, initials, without the middle name); Mandarin,
  Japanese and Korean names have a prefix of their own ("*ko:");
- "^" a word by its consonants or as a given name: `alignment` decides whether it is meant.

A written name has the keys of all its shortenings, a query mainly its own. A query is shortened only so far that it
still names one person: Boris N. Yeltsin finds Boris Yeltsin, but not a mere Boris.
"""

from collections.abc import Iterable, Iterator

from sinoru.names.folding import fold
from sinoru.names.japanese import read_japanese
from sinoru.names.korean import read_korean
from sinoru.names.mandarin import is_han, is_surely_mandarin, read_loosely, read_mandarin, split_surname
from sinoru.names.phonetic import Reading, is_cyrillic, nominatives, read_slavic, to_known_script
from sinoru.names.spelling import MOST_WORDS, NameKey, sort_words, spelling_keys, strictest_first, whole_keys
from sinoru.names.words import IRISH_O, PARTICLES, split_name

Keys = Iterator[tuple[str, str]]
"""Keys, each with its rule."""


def name_keys(text: str) -> tuple[NameKey, ...]:
    """Return the keys of a name in a corpus, strictest rule first; empty if it has no letter or digit."""
    from sinoru.names.alignment import (
        alignment_keys,  # lazy, as a look-up needs it only where nothing sounds alike
    )

    words = fold(text).split()
    found = list(whole_keys(words))
    if len(words) <= MOST_WORDS:
        found += [*_written_parts(words), *name_sounds(text)]
        found += [(key, "similar") for key in alignment_keys(text)]
    return strictest_first(found)


def query_keys(text: str) -> tuple[NameKey, ...]:
    """Return the keys of a typed name, strictest rule first. A match has the weaker rule of the two equal keys."""
    found = [(key.key, key.rule) for key in spelling_keys(text)]
    if 0 < len(fold(text).split()) <= MOST_WORDS:
        found += query_sounds(text)
    return strictest_first(found)


def _written_parts(words: list[str]) -> Keys:
    """Yield each word as written except particles."""
    if len(words) == 1:
        words = list(split_surname(words[0])) if is_han(words[0]) else []
    for word in words:
        if word not in PARTICLES and (len(word) > 1 or is_han(word)):
            yield "-" + word, "part"


def name_sounds(text: str) -> Keys:
    """Yield the sound keys of a written name: "*" for all of it, "<" for each shortening."""
    mandarin = read_mandarin(text)
    yield from _mandarin_name_keys(mandarin)
    if not is_han(text):  # Han characters are a Chinese name before they are hanja
        yield from _other_asian_keys(text, has_parts=" " in text)
    if is_han(text) or (is_surely_mandarin(mandarin) and not is_cyrillic(text)):
        return
    words, readings = _read_sounds(text)
    for reading in readings:
        yield "*" + sort_words(reading), "sound"
        for shorter, rule in _shorten(words, reading):
            yield "<" + sort_words(shorter), rule
        for part in _sound_parts(words, reading):
            yield "<" + part, "part-sound"


def query_sounds(text: str) -> Keys:
    """Yield the sound keys of a query as a complete name, as a shortening, and shortened to a complete name."""
    mandarin = read_mandarin(text)
    yield from _mandarin_query_keys(mandarin, is_one_word=len(text.split()) == 1)
    for syllables in read_loosely(text):
        yield "*zh:" + "".join(syllables), "similar"
    yield from _other_asian_keys(text, has_parts=" " not in text)
    if is_han(text) or (is_surely_mandarin(mandarin) and not is_cyrillic(text)):
        return
    words, readings = _read_sounds(text)
    for reading in readings:
        yield "*" + sort_words(reading), "sound"
        yield "<" + sort_words(reading), "sound"
        for shorter, rule in _shorten(words, reading):
            yield "*" + sort_words(shorter), rule
            if reading[0][-1] == ".":
                yield "<" + sort_words(shorter), rule
    yield from _inflected_keys(words)


def _inflected_keys(words: list[str]) -> Keys:
    """Yield the sounds of the nominatives of a Cyrillic name in another case."""
    nominative_names = nominatives(words) if words and is_cyrillic(words[-1]) else []
    for reading in (reading for name in nominative_names for reading in read_slavic(name)):
        yield "*" + sort_words(reading), "inflected"
        yield "<" + sort_words(reading), "inflected"


def _read_sounds(text: str) -> tuple[list[str], list[Reading]]:
    """Return the words of a name and their readings; an initial is also read as the letter that is written."""
    words = split_name(to_known_script(text))
    readings = read_slavic(words)
    if any(word[-1] == "." for word in words):
        readings += [_with_written_initials(words, reading) for reading in readings]
    return words, readings


def _with_written_initials(words: list[str], reading: Reading) -> Reading:
    pairs = zip(words, reading, strict=False)
    return tuple(word[0] + "." if word[-1] == "." else sound for word, sound in pairs)


def _shorten(words: list[str], reading: Reading) -> Iterator[tuple[Reading, str]]:
    """Yield a person's name without the middle name, and with initials, each with its rule."""
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
    """Return the initials of a word, as it sounds and as it is written: Yevgeny is E. and Y."""
    return tuple(dict.fromkeys((sound[0] + ".", word[0] + ".")))


def _sound_parts(words: list[str], reading: Reading) -> Iterator[str]:
    """Yield each word except initials and particles."""
    if len(reading) != len(words) or len(words) == 1:
        return
    for word, sound in zip(words, reading, strict=True):
        if sound[-1] != "." and word not in PARTICLES and word != IRISH_O:
            yield sound


def _mandarin_name_keys(readings: Iterable[Reading]) -> Keys:
    """Yield the complete name, for a surname first or last, and surname and given name as parts."""
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


def _other_asian_keys(text: str, *, has_parts: bool) -> Keys:
    """Yield the complete name in Korean or else in Japanese, if it may be one, and each Japanese word as a part."""
    korean = read_korean(text)
    for surname, given in korean:
        yield f"*ko:{surname} {given}", "sound"
    japanese = () if korean else read_japanese(text)
    if japanese:
        yield "*ja:" + sort_words(japanese), "sound"
    for word in japanese if has_parts else ():
        yield "<ja:" + word, "part-sound"
