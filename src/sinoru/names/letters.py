"""Letters to sounds: Cyrillic, and Latin letters with diacritics, in one plain alphabet.

The alphabet is that of scholarly Slavic transliteration without its soft signs: c is ts, x is kh; č, š and ž keep
their hooks. Glides are i: ya is "ia". What the romanisations of one name disagree on (y or i; e, ye or yo;
doubled letters) is levelled in `slavic`.
"""

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "ѓ": "g", "д": "d", "ђ": "dž", "е": "e", "ё": "e",
    "є": "e", "ѣ": "e", "ж": "ž", "з": "z", "ѕ": "dz", "и": "i", "й": "i", "і": "i", "ї": "i", "ј": "i",
    "к": "k", "ќ": "k", "л": "l", "љ": "li", "м": "m", "н": "n", "њ": "ni", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "ћ": "č", "у": "u", "ў": "u", "ф": "f", "ѳ": "f", "х": "x", "ц": "c", "ч": "č",
    "џ": "dž", "ш": "š", "щ": "šč", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ѵ": "i",
}  # fmt: skip
"""Letters of Russian, Ukrainian, Belarusian, Bulgarian, Macedonian and Serbian, those of the old spelling too."""

DIACRITICS = {
    "č": "č", "ć": "č", "ç": "s", "đ": "dž", "š": "š", "ş": "š", "ș": "š", "ŝ": "šč", "ž": "ž", "ż": "ž",
    "û": "iu", "â": "ia", "ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "ţ": "c", "ț": "c",
}  # fmt: skip
"""Latin letters whose mark is a sound: Slavic alphabets, ISO 9:1995 (û, â, ŝ), German, Romanian."""

LATINISED = {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "џ": "dz", "ю": "yu", "я": "ya",
    "ы": "y", "ћ": "c", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "є": "ye",
}  # fmt: skip
"""Letters that English writes otherwise than their sound (BGN/PCGN 1947), for counting wrong letters."""


class _Letters(dict[int, str]):
    """For `str.translate`: what each letter becomes; whatever is in no table folds."""

    def __missing__(self, code: int) -> str:
        from sinoru.names.folding import fold

        written = self[code] = fold(chr(code))
        return written


def _letters(*tables: dict[str, str]) -> _Letters:
    plain = {code: chr(code) for code in range(128)}
    return _Letters(plain | {ord(letter): sound for table in tables for letter, sound in table.items()})


_SOUNDS = _letters(CYRILLIC, DIACRITICS)
_LATIN = _letters(CYRILLIC, LATINISED)


def is_cyrillic(text: str) -> bool:
    """Tell whether any letter is Cyrillic."""
    return not text.isascii() and any("\u0400" <= letter <= "\u052f" for letter in text)


def to_known_script(text: str) -> str:
    """Turn text to ASCII where it has letters of Greek, Hangul, Arabic or any script but Latin and Cyrillic."""
    if text.isascii() or not any(map(_is_foreign, text)):
        return text
    from anyascii import anyascii

    return anyascii(text)


def _is_foreign(letter: str) -> bool:
    is_known = letter < "\u0370" or "\u0400" <= letter <= "\u052f" or "\u1e00" <= letter <= "\u1eff"
    return not is_known and letter.isalpha()


def sound_letters(text: str) -> str:
    """Write each Cyrillic or marked letter of lower-case text as its sound; plain Latin letters stay."""
    if "ъ" in text:
        text = _voice_bulgarian(text)
    return text.translate(_SOUNDS)


def _voice_bulgarian(text: str) -> str:
    """Write the hard sign as "a" before a consonant, as in Bulgarian names; elsewhere it is silent."""
    followers = zip(text, text[1:] + " ", strict=True)
    return "".join(
        "a" if letter == "ъ" and after.isalpha() and after not in "аеёиоуэюя" else letter
        for letter, after in followers
    )


def latinise(text: str) -> str:
    """Write the Cyrillic letters of folded text as English does; other scripts stay."""
    return text if text.isascii() else text.translate(_LATIN)
