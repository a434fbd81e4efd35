"""A written name as words in spoken order, with its initials told apart.

Keys from what a name sounds like, whatever its script and romanisation.

Keys by which a written name is found: a query finds it where one of their keys is the same.

The first character of a key says what is compared, so that keys of different kinds never meet:

- "=" the whole name folded, "~" its words in alphabetical order;
- "-" a part of it as written;
- "*" the sounds of the whole name, "<" those of a shortening (a part, initials, without the middle name).

A written name gives all its shortenings, and a query stands for itself. The other way round, a query is shortened
only so far that it still names one person: Boris N. Yeltsin finds Boris Yeltsin, but no bare Boris.
"""

from collections.abc import Iterable, Iterator, Sequence

from sinoru.names.folding import APOSTROPHES, fold, fold_character
from sinoru.names.mandarin import is_han, is_surely_mandarin, read_mandarin, split_surname
from sinoru.names.phonetic import Reading, is_cyrillic, read_slavic, to_known_script
from sinoru.names.spelling import MOST_WORDS, NameKey, sort_words, spelling_keys, strictest_first, whole_keys

PARTICLES = frozenset("of the and for in on de der des die das du la le les von van et und".split())
"""Words that find nobody by themselves."""

_DIGRAPHS = frozenset("yu ye ya yo ju je ja jo iu ia ie ts zh sh kh ch th ph dj".split())
"""Two letters that a point makes an initial: "Yu. Luzhkov"."""

_PATRONYMICS = ("ovich", "evich", "ovič", "evič", "owitsch", "ewitsch", "ovitch", "evitch", "ovna", "evna",
                "ович", "евич", "овна", "евна")  # fmt: skip


class _Separated(dict[int, str]):
    """For `str.translate`: letters, digits and points stay, apostrophes go, the rest parts words."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        separated = self[code] = " " * bool(folded) if not folded.strip() else chr(code)
        return separated


_SEPARATED = _Separated(
    {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
    | {ord("."): ". "}
    | {ord(mark): "" for mark in APOSTROPHES}
)


def split_name(text: str) -> list[str]:
    """Split a name into lower-case words, marks kept, given name first; an initial ends in a point.

    "Yeltsin, B.N." is b. n. yeltsin, "Ivanov Igor Sergeyevich" is igor sergeyevich ivanov: a comma, initials or a
    patronymic at the end show that the surname came first.
    """
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    surname, comma, given = text.casefold().partition(",")
    return _words(given) + _words(surname) if comma else _put_surname_last(_words(surname))


def _words(text: str) -> list[str]:
    return [word for word in map(_mark_initial, text.translate(_SEPARATED).split()) if word]


def _mark_initial(word: str) -> str:
    """Put a point after an initial: one letter, or a pair that is one in Cyrillic and has a point."""
    letters = word.rstrip(".")
    is_initial = len(letters) == 1 or (letters != word and letters in _DIGRAPHS)
    return letters + "." if is_initial else letters


def _put_surname_last(words: list[str]) -> list[str]:
    match words:
        case [surname, *given] if given and given[-1][-1] == "." and surname[-1] != ".":
            return [*given, surname]
        case [surname, given, patronymic] if patronymic.endswith(_PATRONYMICS) and not given.endswith(
            (*_PATRONYMICS, ".")
        ):
            return [given, patronymic, surname]
    return words


def name_runs(words: Sequence[str]) -> tuple[Sequence[str], ...]:
    """Return a person's name of three or four words without its last and without its first; nothing of others."""
    is_personal = len(words) in (3, 4) and PARTICLES.isdisjoint(words)
    return (words[:-1], words[1:]) if is_personal else ()


Keys = Iterator[tuple[str, str]]
"""Keys, each with its rule."""


def name_sounds(text: str) -> Keys:
    """Yield the keys of a written name: "*" and all of it, "<" and each shortening."""
    mandarin = read_mandarin(text)
    yield from _mandarin_name_keys(mandarin)
    if is_han(text) or (is_surely_mandarin(mandarin) and not is_cyrillic(text)):
        return
    words, readings = _read(text)
    for reading in readings:
        yield "*" + sort_words(reading), "sound"
        for shorter, rule in _shorten(words, reading):
            yield "<" + sort_words(shorter), rule
        for part in _sounding_parts(words, reading):
            yield "<" + part, "part-sound"


def query_sounds(text: str) -> Keys:
    """Yield the keys of a query: as it stands it may be all of a name or a shortening, and shortened all of one."""
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
    """Return the words of a name and how they may sound; an initial also as the letter that is written."""
    words = split_name(to_known_script(text))
    readings = read_slavic(words)
    if any(word[-1] == "." for word in words):
        readings += [_with_written_initials(words, reading) for reading in readings]
    return words, readings


def _with_written_initials(words: list[str], reading: Reading) -> Reading:
    pairs = zip(words, reading, strict=False)
    return tuple(word[0] + "." if word[-1] == "." else sound for word, sound in pairs)


def _shorten(words: list[str], reading: Reading) -> Iterator[tuple[Reading, str]]:
    """Yield a person's name without the middle name, and with initials."""
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
    """Return the initial of a word as it sounds and as it is written: Yevgeny is E. and Y."""
    return tuple(dict.fromkeys((sound[0] + ".", word[0] + ".")))


def _sounding_parts(words: list[str], reading: Reading) -> Iterator[str]:
    """Yield each word but initials and particles; and a person's name without its last or first word."""
    if len(reading) != len(words) or len(words) == 1:
        return
    for word, sound in zip(words, reading, strict=True):
        if sound[-1] != "." and word not in PARTICLES:
            yield sound
    yield from map(sort_words, name_runs(reading))


def _mandarin_name_keys(readings: Iterable[Reading]) -> Keys:
    """Yield all syllables in order, the surname being first or last; and surname and given name."""
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


def name_keys(text: str) -> tuple[NameKey, ...]:
    """Return the keys of a name as written in a corpus, strictest rule first; none without a letter or digit."""
    words = fold(text).split()
    found = list(whole_keys(words))
    if len(words) <= MOST_WORDS:
        found += [*_written_parts(words), *name_sounds(text)]
    return strictest_first(found)


def query_keys(text: str) -> tuple[NameKey, ...]:
    """Return the keys of a name as typed. A match has the weaker rule of the two keys that are the same."""
    found = [(key.key, key.rule) for key in spelling_keys(text)]
    if 0 < len(fold(text).split()) <= MOST_WORDS:
        found += query_sounds(text)
    return strictest_first(found)


def _written_parts(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield words as written, and a person's name without its last or first word."""
    if len(words) == 1:
        words = list(split_surname(words[0])) if is_han(words[0]) else []
    for word in words:
        if word not in PARTICLES and (len(word) > 1 or is_han(word)):
            yield "-" + word, "part"
    for run in name_runs(words):
        yield "-" + sort_words(run), "part"
