"""Folding of names: case, diacritics, apostrophes, hyphens and spaces do not distinguish two names."""

APOSTROPHES = "'\"`´‘’“”„ʹʺʻʼʽʾʿˈ′″"
"""Apostrophes, quotation marks and the primes that romanise soft and hard signs."""

_UNDECOMPOSED = {
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ə": "a",
}  # fmt: skip
"""Latin letters whose stroke or ligature Unicode does not decompose."""

_MARKS = ((0x300, 0x36F), (0x483, 0x487), (0x591, 0x5C7), (0x64B, 0x65F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
          (0x20D0, 0x20FF), (0xFE20, 0xFE2F))  # fmt: skip
"""Blocks of marks that are dropped: European diacritics, Hebrew points, Arabic vowels. Indic signs are letters."""


def fold_character(character: str) -> str:
    """Fold one character: to nothing (a mark, an apostrophe), a space, or letters and digits."""
    from unicodedata import category, normalize

    decomposed = normalize("NFKD", normalize("NFKD", character).casefold())
    kept = ""
    for part in decomposed:
        if part in APOSTROPHES or _is_mark(part) or category(part) == "Cf":
            continue
        kept += _UNDECOMPOSED.get(part, part) if part.isalnum() or category(part)[0] == "M" else " "
    return normalize("NFC", kept)


def _is_mark(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _MARKS)


class _FoldedCharacters(dict[int, str]):
    """A table for `str.translate` from code points to folded text, filled as they occur."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_character(chr(code))
        return folded


_FOLDED = _FoldedCharacters(
    {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
    | {ord("'"): "", ord('"'): "", ord("`"): ""}
)


def fold(text: str) -> str:
    """Return the words of a text in lower case, without diacritics, separated by single spaces; in the same script.

    The result is NFKC case-folded. All but letters, digits and apostrophes separates words. Idempotent.
    """
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    return " ".join(text.translate(_FOLDED).split())
