"""How many terminal cells a text takes: East Asian Width (Unicode Annex 11), combining characters none.

Text of a corpus made harmless: nothing in it can move the cursor, hide, or turn other text around.

Cells of a grid laid side by side.

Lines of spans broken to a width: at spaces, beside CJK characters, in long ids, and only then anywhere.

A document laid out for a width: lines wrapped under their gutters, grids in columns or stacked.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from sinoru.render.document import INDENT, Block, Cells, Column, Grid, Line, Span, Spans
from sinoru.text.hidden import is_hidden


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
    """Return the end of the longest part of text from `start` that fits; at least one character."""
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
    """Return whether a character takes two cells; lines may break beside it, as CJK text has no spaces."""
    return char > "\u10ff" and _WIDTHS[char] == 2  # noqa: PLR2004  two cells


_SPACE, _DELETE = 0x20, 0x7F


class _Shown(dict[int, str]):
    """What stands for each code point in output; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _show(code)
        return shown


def _show(code: int) -> str:
    char = chr(code)
    if not is_hidden(code):
        return char
    if char in "\t\n":
        return " "
    if code < _SPACE or code == _DELETE:
        return f"^{chr(code ^ 0x40)}"
    return f"<U+{code:04X}>"


_SHOWN = _Shown()


def escape_controls(text: str) -> str:
    """Return text with every control, invisible and direction-changing character written out.

    C0 controls and DEL come in caret form (`^[`), all else as its code point (`<U+202E>`); a tab or newline
    is a space. The zero-width joiners are written out too, also where Persian and Indic scripts need them: a
    reader loses a ligature, never the truth about what stands there.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SHOWN)


GAP = 2
"""Spaces between two columns."""


def head(grid: Grid) -> tuple[Cells, ...]:
    """Return the row of titles, if there are any."""
    if not any(column.title for column in grid.columns):
        return ()
    return (tuple((Span(column.title, "label"),) for column in grid.columns),)


def natural_widths(grid: Grid) -> list[int]:
    """Return the cells that each column needs to hold its widest text on one line."""
    widths = [0] * len(grid.columns)
    for row in (*head(grid), *grid.rows):
        if not isinstance(row, Line):
            widths = [max(width, spans_width(cell)) for width, cell in zip(widths, row, strict=True)]
    return widths


def side_by_side(columns: tuple[Column, ...], cells: Cells, widths: list[int]) -> Spans:
    """Pad cells to the widths of their columns."""
    spans: list[Span] = []
    for column, cell, width in zip(columns, cells, widths, strict=True):
        space = Span(" " * (width - spans_width(cell)))
        spans += (space, *cell) if column.right else (*cell, space)
        spans.append(Span(" " * GAP))
    return tuple(spans)


def spans_width(spans: Spans) -> int:
    """Count the cells of spans as they will be shown."""
    return sum([cell_width(escape_controls(span.text)) for span in spans])


_NEVER_FIRST = "、。，．：；！？）」』】》〉”’·ー,.;:!?)]"
_NEVER_LAST = "（「『【《〈“‘(["
"""Characters that CJK text does not begin or end a line with (JIS X 4051, GB/T 15834)."""


def wrap(spans: Spans, width: int) -> Iterator[Spans]:
    """Break text into lines of at most `width` cells: at least one line, visible, without trailing spaces.

    A single wide character stays whole in a width of 1.
    """
    shown = tuple(Span(escape_controls(span.text), span.role) for span in spans)
    text = "".join(span.text for span in shown)
    yield from _cut(shown, _breaks(text, width))


def _breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    start, length = 0, len(text.rstrip(" "))
    while (limit := fitting(text, start, width)) < length:
        end = _break_before(text, start, limit)
        yield start, start + len(text[start:end].rstrip(" "))
        start = end
        while start < length and text[start] == " ":
            start += 1
    yield start, length


def _break_before(text: str, start: int, limit: int) -> int:
    """Return the last good place to break a line that starts at `start` and may reach `limit`."""
    if text[limit : limit + 1] in (" ", ""):
        return limit
    words_begin = start + len(text[start:limit]) - len(text[start:limit].lstrip(" "))
    for place in range(limit, words_begin, -1):
        if text[place - 1] == " " or _parts_cjk(text[place - 1], text[place]):
            return place
    for place in range(limit, words_begin + 1, -1):
        if text[place - 1] in "-/_–":
            return place
    return limit


def _parts_cjk(before: str, after: str) -> bool:
    """Return whether a line may break here although there is no space."""
    if before in _NEVER_LAST or after in _NEVER_FIRST or cell_width(after) == 0:
        return False
    return is_wide(before) or is_wide(after)


def _cut(spans: Spans, places: Iterable[tuple[int, int]]) -> Iterator[Spans]:
    """Yield what of the spans stands between each two places, which ascend: no span is looked at twice in vain."""
    number, begins = 0, 0
    for start, end in places:
        parts = []
        while number < len(spans):
            text, role = spans[number].text, spans[number].role
            if piece := text[max(start - begins, 0) : max(end - begins, 0)]:
                parts.append(Span(piece, role))
            if begins + len(text) > end:
                break
            begins += len(text)
            number += 1
        yield tuple(parts)


_NARROWEST = 14
"""Cells below which a wrapped column is no longer read but deciphered."""


def lay_out(document: Iterable[Block], width: int) -> Iterator[Spans]:
    """Yield the lines of a document, each at most `width` cells and without trailing spaces."""
    for block in document:
        yield from lay_out_line(block, width) if isinstance(block, Line) else _fit_grid(block, width)


def lay_out_line(line: Line, width: int) -> Iterator[Spans]:
    """Wrap a line. A gutter that takes most of the width becomes part of the text: it may hold a label."""
    room = width - max(spans_width(line.gutter), spans_width(line.gutter_below))
    if room < min(width, 8) or room * 3 < width:
        yield from wrap((*line.gutter, *line.spans), width)
        return
    gutter = line.gutter
    for part in wrap(line.spans, room):
        yield trimmed((*gutter, *part))
        gutter = line.gutter_below


def _fit_grid(grid: Grid, width: int) -> Iterator[Spans]:
    gutter = grid.gutter if spans_width(grid.gutter) * 4 < width else ()
    room = width - spans_width(gutter)
    widths = _share(grid.columns, natural_widths(grid), room)
    rows = _stack(grid, room) if not widths else _in_columns(grid, widths, room)
    for spans in rows:
        yield trimmed((*gutter, *spans))


def _in_columns(grid: Grid, widths: list[int], width: int) -> Iterator[Spans]:
    """Show each row side by side, as high as its highest cell."""
    for row in (*head(grid), *grid.rows):
        if isinstance(row, Line):
            yield from lay_out_line(row, width)
            continue
        for cells in zip_longest(*map(wrap, row, widths), fillvalue=()):
            yield side_by_side(grid.columns, cells, widths)


def _share(columns: tuple[Column, ...], natural: list[int], width: int) -> list[int]:
    """Return each column its cells; none at all where a wrapped column would get too few to be read."""
    shares = list(natural)
    room = (
        width
        - GAP * (len(columns) - 1)
        - sum(n for n, column in zip(natural, columns, strict=True) if not column.wraps)
    )
    wrapped = sorted((n, i) for i, n in enumerate(natural) if columns[i].wraps)
    for left, (wanted, i) in zip(range(len(wrapped), 0, -1), wrapped, strict=True):
        shares[i] = min(wanted, room // left)
        if shares[i] < min(wanted, _NARROWEST):
            return []
        room -= shares[i]
    return shares if room >= 0 else []


def _stack(grid: Grid, width: int) -> Iterator[Spans]:
    """Show each row as lines of label and value; without labels, below its first cell."""
    titled = any(column.title for column in grid.columns)
    for number, row in enumerate(grid.rows):
        if isinstance(row, Line):
            yield from lay_out_line(row, width)
            continue
        if number and titled:
            yield ()
        for place, (column, cell) in enumerate(zip(grid.columns, row, strict=True)):
            if cell:
                label = Span(f"{column.title}: " if titled else "", "label")
                yield from _hanging((label, *cell), width, below=place > 0 and not titled)


def _hanging(spans: Spans, width: int, *, below: bool) -> Iterator[Spans]:
    """Wrap, and set lines in where there is room: all of them (`below`), or those after the first."""
    indent = INDENT if width >= 4 * GAP else ()
    first, *others = wrap(spans, width - spans_width(indent))
    yield (*indent, *first) if below else first
    for part in others:
        yield (*indent, *part)


def trimmed(spans: Spans) -> Spans:
    """Make text visible, and take trailing spaces away."""
    shown = [Span(escape_controls(span.text), span.role) for span in spans]
    while shown and not (text := shown[-1].text.rstrip(" ")):
        shown.pop()
    if shown:
        shown[-1] = Span(text, shown[-1].role)
    return tuple(shown)


def plain_lines(document: Iterable[Block], width: int | None = None) -> Iterator[str]:
    """Yield the lines of a document without their ends; laid out for `width` where one is asked for."""
    if width is not None:
        yield from map(_text, lay_out(document, width))
        return
    for block in document:
        if isinstance(block, Line):
            yield _text((*block.gutter, *block.spans))
        else:
            yield from _grid_lines(block)


def _grid_lines(grid: Grid) -> Iterator[str]:
    widths = natural_widths(grid)
    for row in (*head(grid), *grid.rows):
        spans = (
            (*row.gutter, *row.spans) if isinstance(row, Line) else side_by_side(grid.columns, row, widths)
        )
        yield _text((*grid.gutter, *spans))


def _text(spans: Spans) -> str:
    return escape_controls("".join([span.text for span in spans])).rstrip(" ")
