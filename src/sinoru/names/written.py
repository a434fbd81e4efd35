"""A written name as words in spoken order, with its initials told apart."""

from collections.abc import Sequence

from sinoru.names.folding import APOSTROPHES, fold_character

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
    """Give a person's name of three or four words without its last and without its first; nothing of others."""
    is_personal = len(words) in (3, 4) and PARTICLES.isdisjoint(words)
    return (words[:-1], words[1:]) if is_personal else ()
