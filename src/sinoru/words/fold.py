"""One spelling for what a searcher holds to be the same: case, accents, widths, digits and apostrophes.

Unicode's NFKC and case folding, then without combining marks: `Kraków` is `krakow`, `Королёв` is `королев`.
Cyrillic `й`, `ї`, `ў` and all kana are letters of their own and keep theirs. Every sign of Chinese, Japanese
and Korean writing stands between spaces, as these put none between words.
"""

import msgspec

_MARKED_LETTERS = frozenset("йїў")
_PLAIN = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i"}
# Single quotation marks, the prime, and the letters that romanisations write for an apostrophe.
_PLAIN |= dict.fromkeys("\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02be\u02bf", "'")
_ACUTE = "\u00b4"  # typed for an apostrophe; NFKC would make a space of it
_ZERO_WIDTH_SPACE = "\u200b"

# Han with its iteration marks, kana and Hangul (whole and in parts).
_SIGNS = (
    ("\u1100", "\u11ff"),
    ("\u3005", "\u3007"),
    ("\u3041", "\u30ff"),
    ("\u31f0", "\u31ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
# Letters since Unicode 8 and 12, but marks to SQLite's tokenizer, which would break a word at them.
_LATE_LETTERS = (("\u19b0", "\u19c9"), ("\u1cf2", "\u1cf3"))


class Folded(msgspec.Struct, frozen=True):
    """A folded text and, for each of its characters, the part of the original that gave it."""

    text: str
    starts: list[int] | range
    ends: list[int] | range


def fold(text: str) -> Folded:
    """Fold a text. ASCII only loses its capitals."""
    if text.isascii():
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        part = _FOLDED[text[start:end]]
        parts.append(part)
        starts += [start] * len(part)
        ends += [end] * len(part)
    return Folded("".join(parts), starts, ends)


def _clusters(text: str) -> "zip[tuple[int, int]]":
    """Split text so that nothing composes across a border: each character with what combines with it."""
    starts = [i for i, char in enumerate(text) if i == 0 or char < "\u0300" or not _COMBINES[char]]
    return zip(starts, [*starts[1:], len(text)], strict=True)


class _Combining(dict[str, bool]):
    """Whether a character combines with the one before it; filled as characters are met."""

    def __missing__(self, char: str) -> bool:
        from unicodedata import category  # here, as most text is ASCII

        later_jamo = "\u1160" <= char <= "\u11ff"
        self[char] = combines = later_jamo or char in "\uff9e\uff9f" or category(char)[0] == "M"
        return combines


class _FoldedClusters(dict[str, str]):
    """The folded form of a cluster; kept for single characters, of which there are only so many."""

    def __missing__(self, cluster: str) -> str:
        from unicodedata import normalize

        caseless = normalize("NFKC", cluster.replace(_ACUTE, "'")).casefold()
        folded = "".join(map(_fold_character, normalize("NFKC", caseless)))
        if len(cluster) == 1:
            self[cluster] = folded
        return folded


_COMBINES = _Combining()
_FOLDED = _FoldedClusters()


def _fold_character(char: str) -> str:
    from unicodedata import category, normalize

    if char in _MARKED_LETTERS or char.isascii():
        return char
    kind = category(char)
    if kind == "Nd":
        return str(int(char))
    if kind == "Cf":  # soft hyphens, joiners, marks of direction
        return " " if char == _ZERO_WIDTH_SPACE else ""
    if kind in ("Lo", "Lm", "Nl") and _is_among(_SIGNS, char):
        return f" {char} "
    bare = [part for part in normalize("NFKD", char) if category(part)[0] != "M"]
    return "".join(_PLAIN.get(part, part) for part in bare if not _is_among(_LATE_LETTERS, part))


def _is_among(ranges: tuple[tuple[str, str], ...], char: str) -> bool:
    return any(first <= char <= last for first, last in ranges)
