"""Lay out documents in terminal cells: escape hidden characters, wrap lines under their gutters, align grids.

Text of a corpus is made harmless first: nothing in it can move the cursor, hide, or change the direction of other
text. Widths follow East Asian Width (Unicode Annex 11); combining characters take no cell. `lay_out` fits a document
to a width; `plain_lines` without a width is for pipes: nothing is wrapped or cut.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from sinoru.render.document import INDENT, Block, Cells, Column, Grid, Line, Span, Spans
from sinoru.text.hidden import is_hidden

GAP = 2
"""Spaces between two columns."""
_MIN_WRAPPED_WIDTH = 14
"""Cells that a wrapped column needs to be readable."""
_SPACE, _DELETE = 0x20, 0x7F
_NEVER_FIRST = "、。，．：；！？）」』】》〉”’·ー,.;:!?)]"
_NEVER_LAST = "（「『【《〈“‘(["
"""Characters that CJK text does not begin or end a line with (JIS X 4051, GB/T 15834)."""


class _CharWidths(dict[str, int]):
    """Cells by character; filled as characters are met."""

    def __missing__(self, char: str) -> int:
        from unicodedata import category, east_asian_width

        if (
            category(char) in ("Mn", "Me") or "\u1160" <= char <= "\u11ff"
        ):  # medial and final Hangul jamo combine
            width = 0
        else:
            width = 2 if east_asian_width(char) in "WF" else 1
        self[char] = width
        return width


_CHAR_WIDTHS = _CharWidths()


def cell_width(text: str) -> int:
    """Count the cells of text that has been escaped."""
    return len(text) if text.isascii() else sum(map(_CHAR_WIDTHS.__getitem__, text))


def fitting(text: str, start: int, width: int) -> int:
    """Return the end of the longest part of text from `start` that fits; at least one character."""
    if text.isascii():
        return min(len(text), start + max(width, 1))
    end, room = start, width
    while end < len(text) and (room := room - _CHAR_WIDTHS[text[end]]) >= 0:
        end += 1
    end = max(end, start + 1)
    while end < len(text) and _CHAR_WIDTHS[text[end]] == 0:  # what combines stays with its base
        end += 1
    return end


def is_wide(char: str) -> bool:
    """Return whether a character takes two cells; lines may break next to it, as CJK text has no spaces."""
    return char > "\u10ff" and _CHAR_WIDTHS[char] == 2  # noqa: PLR2004  two cells


class _Escapes(dict[int, str]):
    """Output text by code point; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        self[code] = escaped = _escape_char(code)
        return escaped


def _escape_char(code: int) -> str:
    char = chr(code)
    if not is_hidden(code):
        return char
    if char in "\t\n":
        return " "
    if code < _SPACE or code == _DELETE:
        return f"^{chr(code ^ 0x40)}"
    return f"<U+{code:04X}>"


_ESCAPES = _Escapes()


def escape_controls(text: str) -> str:
    """Return text with every control, invisible and direction-changing character written out.

    C0 controls and DEL become caret notation (`^[`), all others their code point (`<U+202E>`); a tab or newline
    becomes a space. The zero-width joiners are written out too, although Persian and Indic scripts need them: a
    reader loses a ligature, but is never deceived about the text.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_ESCAPES)


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
    """Count the cells of spans once they are escaped."""
    return sum([cell_width(escape_controls(span.text)) for span in spans])


def wrap(spans: Spans, width: int) -> Iterator[Spans]:
    """Break text into lines of at most `width` cells: at least one line, escaped, without trailing spaces.

    Lines break at spaces or next to CJK characters, else after a hyphen, dash, slash or underscore (as in long ids),
    else anywhere. A single wide character is not split in a width of 1.
    """
    escaped = tuple(Span(escape_controls(span.text), span.role) for span in spans)
    text = "".join(span.text for span in escaped)
    yield from _slices(escaped, _line_bounds(text, width))


def _line_bounds(text: str, width: int) -> Iterator[tuple[int, int]]:
    start, length = 0, len(text.rstrip(" "))
    while (limit := fitting(text, start, width)) < length:
        end = _last_break(text, start, limit)
        yield start, start + len(text[start:end].rstrip(" "))
        start = end
        while start < length and text[start] == " ":
            start += 1
    yield start, length


def _last_break(text: str, start: int, limit: int) -> int:
    """Return the last good position to break a line that starts at `start` and may reach `limit`."""
    if text[limit : limit + 1] in (" ", ""):
        return limit
    words_begin = start + len(text[start:limit]) - len(text[start:limit].lstrip(" "))
    for position in range(limit, words_begin, -1):
        if text[position - 1] == " " or _is_cjk_break(text[position - 1], text[position]):
            return position
    for position in range(limit, words_begin + 1, -1):
        if text[position - 1] in "-/_–":
            return position
    return limit


def _is_cjk_break(before: str, after: str) -> bool:
    """Return whether a line may break between two characters without a space."""
    if before in _NEVER_LAST or after in _NEVER_FIRST or cell_width(after) == 0:
        return False
    return is_wide(before) or is_wide(after)


def _slices(spans: Spans, bounds: Iterable[tuple[int, int]]) -> Iterator[Spans]:
    """Yield the part of the spans within each pair of offsets.

    The offsets ascend, so that one pass over the spans is enough.
    """
    number, begins = 0, 0
    for start, end in bounds:
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


def lay_out(document: Iterable[Block], width: int) -> Iterator[Spans]:
    """Yield the lines of a document, each at most `width` cells and without trailing spaces."""
    for block in document:
        yield from lay_out_line(block, width) if isinstance(block, Line) else _lay_out_grid(block, width)


def lay_out_line(line: Line, width: int) -> Iterator[Spans]:
    """Wrap a line. A gutter that takes most of the width becomes part of the text, as it may hold a label."""
    room = width - max(spans_width(line.gutter), spans_width(line.gutter_below))
    if room < min(width, 8) or room * 3 < width:
        yield from wrap((*line.gutter, *line.spans), width)
        return
    gutter = line.gutter
    for part in wrap(line.spans, room):
        yield trimmed((*gutter, *part))
        gutter = line.gutter_below


def _lay_out_grid(grid: Grid, width: int) -> Iterator[Spans]:
    gutter = grid.gutter if spans_width(grid.gutter) * 4 < width else ()
    room = width - spans_width(gutter)
    widths = _column_widths(grid.columns, natural_widths(grid), room)
    lines = _aligned_rows(grid, widths, room) if widths else _stacked_rows(grid, room)
    for spans in lines:
        yield trimmed((*gutter, *spans))


def _column_widths(columns: tuple[Column, ...], natural: list[int], width: int) -> list[int]:
    """Divide the width among the columns; empty where a wrapped column would be too narrow to read."""
    widths = list(natural)
    room = (
        width
        - GAP * (len(columns) - 1)
        - sum(n for n, column in zip(natural, columns, strict=True) if not column.wraps)
    )
    wrapped = sorted((n, i) for i, n in enumerate(natural) if columns[i].wraps)
    for left, (needed, i) in zip(range(len(wrapped), 0, -1), wrapped, strict=True):
        widths[i] = min(needed, room // left)
        if widths[i] < min(needed, _MIN_WRAPPED_WIDTH):
            return []
        room -= widths[i]
    return widths if room >= 0 else []


def _aligned_rows(grid: Grid, widths: list[int], width: int) -> Iterator[Spans]:
    """Yield the lines of each row with its cells side by side, as many as its highest cell has."""
    for row in (*head(grid), *grid.rows):
        if isinstance(row, Line):
            yield from lay_out_line(row, width)
            continue
        for cells in zip_longest(*map(wrap, row, widths), fillvalue=()):
            yield side_by_side(grid.columns, cells, widths)


def _stacked_rows(grid: Grid, width: int) -> Iterator[Spans]:
    """Yield the cells of each row one below the other, labelled if there are titles, else below the first cell."""
    titled = any(column.title for column in grid.columns)
    for number, row in enumerate(grid.rows):
        if isinstance(row, Line):
            yield from lay_out_line(row, width)
            continue
        if number and titled:
            yield ()
        for position, (column, cell) in enumerate(zip(grid.columns, row, strict=True)):
            if cell:
                label = Span(f"{column.title}: " if titled else "", "label")
                yield from _wrap_indented((label, *cell), width, indent_first=position > 0 and not titled)


def _wrap_indented(spans: Spans, width: int, *, indent_first: bool) -> Iterator[Spans]:
    """Wrap, and indent the lines after the first where there is room; with `indent_first`, all lines."""
    indent = INDENT if width >= 4 * GAP else ()
    first, *others = wrap(spans, width - spans_width(indent))
    yield (*indent, *first) if indent_first else first
    for part in others:
        yield (*indent, *part)


def trimmed(spans: Spans) -> Spans:
    """Escape text, and remove trailing spaces."""
    shown = [Span(escape_controls(span.text), span.role) for span in spans]
    while shown and not (text := shown[-1].text.rstrip(" ")):
        shown.pop()
    if shown:
        shown[-1] = Span(text, shown[-1].role)
    return tuple(shown)


def plain_lines(document: Iterable[Block], width: int | None = None) -> Iterator[str]:
    """Yield the lines of a document without line ends; wrapped only if there is a `width`."""
    if width is not None:
        yield from map(_plain_text, lay_out(document, width))
        return
    for block in document:
        if isinstance(block, Line):
            yield _plain_text((*block.gutter, *block.spans))
        else:
            yield from _plain_grid_lines(block)


def _plain_grid_lines(grid: Grid) -> Iterator[str]:
    widths = natural_widths(grid)
    for row in (*head(grid), *grid.rows):
        spans = (
            (*row.gutter, *row.spans) if isinstance(row, Line) else side_by_side(grid.columns, row, widths)
        )
        yield _plain_text((*grid.gutter, *spans))


def _plain_text(spans: Spans) -> str:
    return escape_controls("".join([span.text for span in spans])).rstrip(" ")
