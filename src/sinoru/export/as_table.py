"""Answers as CSV or as tables in GitHub-flavoured Markdown.

CSV follows RFC 4180: a header row, lines that end in CR LF, quotes doubled. In Markdown, nothing of a corpus is read
as markup, HTML or a link.
"""

from collections.abc import Iterator
from typing import Any

from sinoru.export.cells import Row
from sinoru.export.tables import tables
from sinoru.text.hidden import escape_hidden

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings that make a spreadsheet compute a cell (OWASP, CSV injection)."""

_MARKDOWN_ESCAPES = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>&|~$#@"} | {"\n": " "})


def export_csv(answer: Any) -> Iterator[str]:
    """Yield the tables of the answer as one; where it has several, the first column tells them apart."""
    header: Row = ()
    for table in tables(answer):
        section = (table.title,) if table.title else ()
        if not header:
            header = (*(("section",) if section else ()), *table.columns)
            yield csv_line(header)
        for row in table.rows:
            yield csv_line((*section, *row))


def csv_line(cells: Row) -> str:
    """Return a row of cells as a line, with nothing in it that a spreadsheet would compute."""
    return ",".join(map(_csv_cell, cells)) + "\r\n"


def _csv_cell(text: str) -> str:
    if text.startswith(_FORMULA_STARTS) and not _is_number(text):
        text = f"'{text}"
    text = escape_hidden(text)
    if any(char in text for char in ',"\n'):
        return f'"{text.replace(chr(34), chr(34) * 2)}"'
    return text


def _is_number(text: str) -> bool:
    """Return whether this is a signed decimal number: `-10.5`."""
    whole, _, fraction = text[1:].partition(".")
    return text[0] in "+-" and text.isascii() and whole.isdecimal() and (not fraction or fraction.isdecimal())


def export_markdown(answer: Any) -> Iterator[str]:
    """Yield each table of the answer that has rows, under its title; an untitled one also without rows."""
    is_first = True
    for table in tables(answer):
        rows = list(table.rows)
        if table.title and not rows:
            continue
        if not is_first:
            yield "\n"
        if table.title:
            yield f"## {table.title.capitalize()}\n\n"
        yield _markdown_line(table.columns) + _markdown_line(("---",) * len(table.columns))
        yield from map(_markdown_line, (tuple(map(escape_markdown, row)) for row in rows))
        is_first = False


def _markdown_line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |\n"


def escape_markdown(text: str) -> str:
    """Return Markdown that shows as this text, also within a table.

    Besides CommonMark's marks this undoes the links that GitHub makes of bare addresses (GFM, section 6.9).
    """
    text = escape_hidden(text).translate(_MARKDOWN_ESCAPES)
    return text.replace("://", "\\://").replace("www.", "www\\.").replace("WWW.", "WWW\\.")
