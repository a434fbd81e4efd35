"""How many terminal cells a text takes: East Asian Width (Unicode Annex 11), combining characters none."""


class _Widths(dict[str, int]):
    """Cells by character; filled as characters are met."""

    def __missing__(self, char: str) -> int:
        self[char] = width = _cells(char)
        return width


def _cells(char: str) -> int:
    from unicodedata import category, east_asian_width

    if category(char) in ("Mn", "Me") or "\u1160" <= char <= "\u11ff":  # medial and final Hangul jamo combine
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


_WIDTHS = _Widths()


def cell_width(text: str) -> int:
    """Count the cells of text that has been made visible."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def fitting(text: str, start: int, width: int) -> int:
    """Give the end of the longest part of text from `start` that fits; at least one character."""
    if text.isascii():
        return min(len(text), start + max(width, 1))
    end, room = start, width
    while end < len(text) and (room := room - _WIDTHS[text[end]]) >= 0:
        end += 1
    end = max(end, start + 1)
    while end < len(text) and _WIDTHS[text[end]] == 0:  # what combines stays with its base
        end += 1
    return end


def is_wide(char: str) -> bool:
    """Tell whether a character takes two cells; lines may break beside it, as CJK text has no spaces."""
    return char > "\u10ff" and _WIDTHS[char] == 2  # noqa: PLR2004  two cells
