"""The words of a name, with the surname last and its initials marked."""

from sinoru.names.folding import APOSTROPHES, fold_character

PARTICLES = frozenset("and of the for in on de der des die das du la le les von van et und".split())
"""Words that find no name by themselves."""

OMISSIBLE = PARTICLES | frozenset(
    "den di da do dos del della dei degli af av zu zum zur ten ter y e i al el ul ur as es ash esh an ar er ad ed ud"
    " us az ez at bin ibn bint".split()
)
"""Words that may be left out of a name, or joined to the next word."""

IRISH_O = "ó"
"""The particle of Irish names, which is O' in English: Ó Dálaigh."""

_DIGRAPHS = frozenset("yu ye ya yo ju je ja jo iu ia ie ts zh sh kh ch th ph dj".split())
"""Two letters that are an initial if a point follows: "Yu. Luzhkov"."""

_PATRONYMICS = ("ovich", "evich", "ovič", "evič", "owitsch", "ewitsch", "ovitch", "evitch", "ovna", "evna",
                "ович", "евич", "овна", "евна")  # fmt: skip


class _WordSeparators(dict[int, str]):
    """A table for `str.translate`: letters, digits and points stay, apostrophes go, the rest separates words."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        separated = self[code] = " " * bool(folded) if not folded.strip() else chr(code)
        return separated


_WORD_SEPARATORS = _WordSeparators(
    {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
    | {ord("."): ". "}
    | {ord(mark): "" for mark in APOSTROPHES}
)


def split_name(text: str) -> list[str]:
    """Split a name into lower-case words with their diacritics, given name first; an initial ends in a point.

    "Yeltsin, B.N." is b. n. yeltsin, "Ivanov Igor Sergeyevich" is igor sergeyevich ivanov: a comma, or initials or a
    patronymic at the end, means that the surname came first.
    """
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    surname, comma, given = text.casefold().partition(",")
    return _split_words(given) + _split_words(surname) if comma else _put_surname_last(_split_words(surname))


def _split_words(text: str) -> list[str]:
    return [word for word in map(_mark_initial, text.translate(_WORD_SEPARATORS).split()) if word]


def _mark_initial(word: str) -> str:
    """End an initial in a point: one letter, or two that are one in Cyrillic and have a point already."""
    letters = word.rstrip(".")
    is_initial = (len(letters) == 1 and word != IRISH_O) or (letters != word and letters in _DIGRAPHS)
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
