"""Lay out documents in terminal cells: escape hidden characters, wrap lines under their gutters, align grids.

Text of a corpus is made harmless first: nothing in it can move the cursor, hide, or change the direction of other
text. Widths follow East Asian Width (Unicode Annex 11); combining characters and joiners take no cell, and joined
emoji those of the first one. `lay_out` fits a document to a width; `plain_lines` without a width is for pipes:
nothing is wrapped or cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from sinoru.render.document import (
    INDENT,
    UNICODE,
    Block,
    Cells,
    Column,
    Entry,
    Grid,
    Line,
    Span,
    Spans,
    joined,
)
from sinoru.text.hidden import is_hidden, write_out, write_out_each

GAP = 2
"""Spaces between two columns."""
PROSE_WIDTH = 100
"""Cells of the widest line of running text that is read with ease."""
_MIN_WRAPPED_WIDTH = 14
"""Cells that a wrapped column needs to be readable."""
_MIN_WIDTH_AMONG_OTHERS = 24
"""Cells that each of several columns needs, or as many as its text has."""
_MOST_LINES = 5
"""Lines of a cell beside several others."""
_MIN_LAST_WIDTH = 30
"""Cells that the last column needs beside the others; it has the longest texts."""
_MIN_CUT_WIDTH = 24
"""Cells that a column keeps when it is cut, as long as the others can be cut as well."""
_SPACE, _DELETE = 0x20, 0x7F
_BREAKS = " \u200b"
"""A space, and the zero-width space of scripts without spaces."""
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_NEVER_FIRST = "、。，．：；！？）」』】》〉”’·ー,.;:!?)]"
_NEVER_LAST = "（「『【《〈“‘(["
"""Characters that CJK text does not begin or end a line with (JIS X 4051, GB/T 15834)."""


class _CharWidths(dict[str, int]):
    """Cells by character; filled as characters are met."""

    def __missing__(self, char: str) -> int:
        from unicodedata import category, east_asian_width

        # Medial and final Hangul jamo combine. What is left of the format characters (Cf) joins, or spells a flag.
        if category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff" or char in _SKIN_TONES:
            width = 0
        else:
            width = 2 if east_asian_width(char) in "WF" else 1
        self[char] = width
        return width


_CHAR_WIDTHS = _CharWidths()


def cell_width(text: str) -> int:
    """Count the cells of text that has been escaped."""
    return len(text) if text.isascii() else sum(_char_widths(text))


def _char_widths(text: str) -> Iterable[int]:
    """Return the cells of each character. An emoji has all of its cells at its first character."""
    if _JOINER not in text and _EMOJI_STYLE not in text:
        return map(_CHAR_WIDTHS.__getitem__, text)
    from sinoru.text.emoji import AFTER_JOINER, WIDENED

    widths = [_CHAR_WIDTHS[char] for char in text]
    for found in WIDENED.finditer(text):
        widths[found.start()] = 2
    at = text.find(_JOINER)
    while at >= 0:
        if AFTER_JOINER.match(text, at + 1):
            widths[at + 1] = 0
        at = text.find(_JOINER, at + 1)
    return widths


def fitting(text: str, start: int, width: int, widths: Sequence[int] = ()) -> int:
    """Return the end of the longest part of text from `start` that fits; at least one character.

    `widths` are the cells of its characters, for a caller that asks again and again.
    """
    if text.isascii():
        return min(len(text), start + max(width, 1))
    widths = widths or list(_char_widths(text))
    end, room = start, width
    while end < len(text) and (room := room - widths[end]) >= 0:
        end += 1
    end = max(end, start + 1)
    while end < len(text) and widths[end] == 0:  # what combines stays with its base
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
    becomes a space. What belongs to honest text stays, such as the joiners in a Persian word.
    """
    if text.isascii() and text.isprintable():
        return text
    return write_out(text, _ESCAPES)


def escape_each(texts: Sequence[str]) -> list[str]:
    """Return texts that follow one another, each escaped as part of the whole: a joiner may be between them."""
    if all(text.isascii() and text.isprintable() for text in texts):
        return list(texts)
    return write_out_each(texts, _ESCAPES)


def _escape_spans(spans: Spans) -> Spans:
    texts = escape_each([span.text for span in spans])
    return tuple(Span(text, span.role, span.link) for text, span in zip(texts, spans, strict=True))


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
            cells = row.cells if isinstance(row, Entry) else row
            widths = [max(width, spans_width(cell)) for width, cell in zip(widths, cells, strict=True)]
    return widths


def _rows(grid: Grid) -> Iterator[Cells | Line]:
    """Yield the titles, then the rows; the lines below an entry are indented."""
    yield from head(grid)
    for row in grid.rows:
        if isinstance(row, Entry):
            yield row.cells
            yield from (Line(below, INDENT, INDENT, fit="cut") for below in row.below)
        else:
            yield row


def side_by_side(columns: tuple[Column, ...], cells: Cells, widths: list[int]) -> Spans:
    """Pad cells of escaped text to the widths of their columns."""
    spans: list[Span] = []
    for column, cell, width in zip(columns, cells, widths, strict=True):
        space = Span(" " * (width - cell_width("".join([span.text for span in cell]))))
        spans += (space, *cell) if column.right else (*cell, space)
        spans.append(Span(" " * GAP))
    return tuple(spans)


def spans_width(spans: Spans) -> int:
    """Count the cells of spans once they are escaped."""
    return cell_width(escape_controls("".join([span.text for span in spans])))


def wrap(spans: Spans, width: int) -> Iterator[Spans]:
    """Break text into lines of at most `width` cells: at least one line, escaped, without trailing spaces.

    Lines break at spaces or next to CJK characters, else after a hyphen, dash, slash or underscore (as in long ids),
    else anywhere. A single wide character is not split in a width of 1.
    """
    yield from wrap_escaped(_escape_spans(spans), width)


def wrap_escaped(spans: Spans, width: int) -> Iterator[Spans]:
    """Break escaped text into lines. A part of it must not be escaped again, without what was around it."""
    text = "".join([span.text for span in spans])
    yield from _slices(spans, _line_bounds(text, width))


def _line_bounds(text: str, width: int) -> Iterator[tuple[int, int]]:
    start, length = 0, len(text.rstrip(" "))
    widths = () if text.isascii() else list(_char_widths(text))
    while (limit := fitting(text, start, width, widths)) < length:
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
        if text[position - 1] in _BREAKS or _is_cjk_break(text[position - 1], text[position]):
            return position
    for position in range(limit, words_begin + 1, -1):
        if text[position - 1] in "-/_–":
            return position
    return limit


def _is_cjk_break(before: str, after: str) -> bool:
    """Return whether a line may break between two characters without a space."""
    if before in _NEVER_LAST or after in _NEVER_FIRST or before == _JOINER or cell_width(after) == 0:
        return False
    return is_wide(before) or is_wide(after)


def cut(spans: Spans, width: int, ellipsis: str = UNICODE.ellipsis) -> Spans:
    """Return text on one line of at most `width` cells, escaped; one that is too long ends with the ellipsis."""
    return _cut_escaped(_escape_spans(spans), width, ellipsis)


def _cut_escaped(spans: Spans, width: int, ellipsis: str) -> Spans:
    text = "".join([span.text for span in spans])
    if cell_width(text) <= width:
        return spans
    if width <= cell_width(ellipsis):
        return (Span(ellipsis[: max(width, 0)], "faint"),)
    end = len(text[: fitting(text, 0, width - cell_width(ellipsis))].rstrip(" "))
    return (*next(_slices(spans, [(0, end)])), Span(ellipsis, "faint"))


def _slices(spans: Spans, bounds: Iterable[tuple[int, int]]) -> Iterator[Spans]:
    """Yield the part of the spans within each pair of offsets.

    The offsets ascend, so that one pass over the spans is enough.
    """
    number, begins = 0, 0
    for start, end in bounds:
        parts = []
        while number < len(spans):
            text = spans[number].text
            if piece := text[max(start - begins, 0) : max(end - begins, 0)]:
                parts.append(Span(piece, spans[number].role, spans[number].link))
            if begins + len(text) > end:
                break
            begins += len(text)
            number += 1
        yield tuple(parts)


def lay_out(document: Iterable[Block], width: int, ellipsis: str = UNICODE.ellipsis) -> Iterator[Spans]:
    """Yield the lines of a document without trailing spaces, each at most `width` cells unless it must stay whole."""
    for block in document:
        if isinstance(block, Line):
            yield from lay_out_line(block, width, ellipsis)
        else:
            yield from _lay_out_grid(block, width, ellipsis)


def lay_out_line(line: Line, width: int, ellipsis: str = UNICODE.ellipsis) -> Iterator[Spans]:
    """Wrap or cut a line, unless it must stay whole.

    A gutter that takes most of the width becomes part of the text, as it may hold a label.
    """
    if line.fit == "whole":
        yield _trimmed(_escape_spans((*line.gutter, *line.spans)))
        return
    if line.fit == "cut":
        yield _trimmed(cut((*line.gutter, *line.spans), width, ellipsis))
        return
    room = width - max(spans_width(line.gutter), spans_width(line.gutter_below))
    if room < min(width, 8) or room * 3 < width:
        yield from wrap((*line.gutter, *line.spans), width)
        return
    room = room if line.fit == "wide" else min(room, PROSE_WIDTH)
    gutter, gutter_below = _escape_spans(line.gutter), _escape_spans(line.gutter_below)
    for part in wrap(line.spans, room):
        yield _trimmed((*gutter, *part))
        gutter = gutter_below


def _lay_out_grid(grid: Grid, width: int, ellipsis: str) -> Iterator[Spans]:
    gutter = grid.gutter if spans_width(grid.gutter) * 4 < width else ()
    room = width - spans_width(gutter)
    natural = natural_widths(grid)
    if any(column.cuts for column in grid.columns):
        lines = _cut_rows(grid, _cut_widths(grid.columns, natural, room), room, ellipsis)
    else:
        lines = _wrapped_rows(grid, natural, room, ellipsis)
    gutter = _escape_spans(gutter)
    for spans in lines:
        yield _trimmed((*gutter, *spans))


def _wrapped_rows(grid: Grid, natural: list[int], width: int, ellipsis: str) -> Iterator[Spans]:
    """Return the lines of rows whose cells are wrapped: side by side, or where that is too narrow, below each other.

    Without titles, only those that do not fit beside the others are below them, as nothing else says what they are.
    """
    if head(grid):
        widths = _column_widths(grid.columns, natural, width)
        lines = _aligned_rows(grid, widths, width, ellipsis) if widths else None
        return lines or _stacked_rows(grid, width, ellipsis)
    first, *others = grid.columns
    columns = (Column(wraps=first.wraps or natural[0] * 2 > width, right=first.right), *others)
    for beside in range(len(columns), 1, -1):
        widths = _column_widths(columns[:beside], natural[:beside], width)
        is_pair = len(columns) == 2  # noqa: PLR2004  a label and its text
        if widths and (is_pair or not _has_tower(columns[:beside], natural[:beside], widths)):
            shown = grid if beside == len(columns) else _last_below(grid, beside)
            return _aligned_rows(shown, widths, width, ellipsis)
    return _stacked_rows(grid, width, ellipsis)


def _has_tower(columns: tuple[Column, ...], natural: list[int], widths: list[int]) -> bool:
    """Return whether a column is so narrow that its text is a tower of short lines."""
    least = [_MIN_WIDTH_AMONG_OTHERS] * (len(columns) - 1) + [_MIN_LAST_WIDTH if columns[-1].wraps else 0]
    return any(
        width < min(needed, most) or needed > _MOST_LINES * width
        for width, needed, most in zip(widths, natural, least, strict=True)
    )


def _last_below(grid: Grid, beside: int) -> Grid:
    """Return a grid with so many cells of each row beside each other, and the others in a line below them."""
    rows: list[Cells | Line | Entry] = []
    for row in grid.rows:
        if isinstance(row, Line):
            rows.append(row)
            continue
        cells = row.cells if isinstance(row, Entry) else row
        rows.append(cells[:beside])
        if others := joined(cells[beside:], Span(" " * GAP)):
            rows.append(Line(others, INDENT, INDENT))
        if isinstance(row, Entry):
            rows += (Line(below, INDENT, INDENT, fit="cut") for below in row.below)
    return Grid(grid.columns[:beside], tuple(rows), grid.gutter)


def _column_widths(columns: tuple[Column, ...], natural: list[int], width: int) -> list[int]:
    """Divide the width among the columns; empty where a wrapped column would be too narrow to read."""
    widths = list(natural)
    room = (
        width
        - GAP * (len(columns) - 1)
        - sum(n for n, column in zip(natural, columns, strict=True) if not column.wraps)
    )
    wrapped = [i for i, column in enumerate(columns) if column.wraps]
    for i, given in _divided(room, [(natural[i], i) for i in wrapped]):
        widths[i] = min(given, PROSE_WIDTH)
        if widths[i] < min(natural[i], _MIN_WRAPPED_WIDTH):
            return []
    return widths if room >= 0 else []


def _divided(room: int, columns: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the number of each column and its cells: as many as it needs, else an equal part of the room left.

    `columns` are pairs of the cells needed and the number.
    """
    for left, (needed, i) in zip(range(len(columns), 0, -1), sorted(columns), strict=True):
        given = min(needed, room // left)
        yield i, given
        room -= given


def _cut_widths(columns: tuple[Column, ...], natural: list[int], width: int) -> list[int]:
    """Divide the width among the columns of a list: the others are cut only where those that cut are very narrow."""
    widths = list(natural)
    room = width - GAP * (len(columns) - 1)
    flexible = [i for i, column in enumerate(columns) if column.cuts]
    narrowest = min(_MIN_CUT_WIDTH, width * 4 // 9)  # beside a list, the record has some forty columns
    least = sum(min(natural[i], narrowest) for i in flexible)
    fixed = [i for i, column in enumerate(columns) if not column.cuts]
    for i, given in _divided(max(room - least, 0), [(natural[i], i) for i in fixed]):
        widths[i] = given
    rest = room - sum(widths[i] for i in fixed)
    for i, given in _divided(max(rest, 0), [(natural[i], i) for i in flexible]):
        widths[i] = given
    return widths


def _cut_rows(grid: Grid, widths: list[int], width: int, ellipsis: str) -> Iterator[Spans]:
    """Yield one line for each row, its cells cut to their columns."""
    for row in _rows(grid):
        if isinstance(row, Line):
            yield from lay_out_line(row, width, ellipsis)
            continue
        cells = tuple(cut(cell, room, ellipsis) for cell, room in zip(row, widths, strict=True))
        yield cut(side_by_side(grid.columns, cells, widths)[:-1], width, ellipsis)


def _aligned_rows(grid: Grid, widths: list[int], width: int, ellipsis: str) -> Iterator[Spans]:
    """Yield the lines of each row with its cells side by side, as many as its highest cell has."""
    for row in _rows(grid):
        if isinstance(row, Line):
            yield from lay_out_line(row, width, ellipsis)
            continue
        for cells in zip_longest(*map(wrap, row, widths), fillvalue=()):
            yield side_by_side(grid.columns, cells, widths)


def _stacked_rows(grid: Grid, width: int, ellipsis: str) -> Iterator[Spans]:
    """Yield the cells of each row one below the other, labelled if there are titles, else below the first cell."""
    titled = any(column.title for column in grid.columns)
    for number, row in enumerate(grid.rows):
        if isinstance(row, Line):
            yield from lay_out_line(row, width, ellipsis)
            continue
        if number and titled:
            yield ()
        cells_of_row = row.cells if isinstance(row, Entry) else row
        for position, (column, cell) in enumerate(zip(grid.columns, cells_of_row, strict=True)):
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


def _trimmed(spans: Spans) -> Spans:
    """Remove trailing spaces."""
    shown = list(spans)
    while shown and not (text := shown[-1].text.rstrip(" ")):
        shown.pop()
    if shown:
        shown[-1] = Span(text, shown[-1].role, shown[-1].link)
    return tuple(shown)


def plain_lines(
    document: Iterable[Block], width: int | None = None, ellipsis: str = UNICODE.ellipsis
) -> Iterator[str]:
    """Yield the lines of a document without line ends; wrapped and cut only if there is a `width`."""
    if width is not None:
        yield from map(_plain_text, lay_out(document, width, ellipsis))
        return
    for block in document:
        if isinstance(block, Line):
            yield _escaped_text((*block.gutter, *block.spans))
        else:
            yield from _plain_grid_lines(block)


def _plain_grid_lines(grid: Grid) -> Iterator[str]:
    # A column that a terminal would cut is not padded: its longest text would push the others off the screen.
    natural = natural_widths(grid)
    widths = [
        0 if column.cuts and not column.pads else width
        for column, width in zip(grid.columns, natural, strict=True)
    ]
    gutter, gap = _escaped_text(grid.gutter, strips=False), " " * GAP
    for row in _rows(grid):
        if isinstance(row, Line):
            yield _escaped_text((*grid.gutter, *row.gutter, *row.spans))
            continue
        cells = map(_padded, grid.columns, row, widths)
        yield f"{gutter}{gap.join(cells)}".rstrip(" ")


def _padded(column: Column, cell: Spans, width: int) -> str:
    text = _escaped_text(cell, strips=False)
    space = " " * (width - cell_width(text))
    return f"{space}{text}" if column.right else f"{text}{space}"


def _escaped_text(spans: Spans, *, strips: bool = True) -> str:
    text = escape_controls("".join([span.text for span in spans]))
    return text.rstrip(" ") if strips else text


def _plain_text(spans: Spans) -> str:
    return "".join([span.text for span in spans]).rstrip(" ")
