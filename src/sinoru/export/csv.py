"""CSV as RFC 4180 has it: a header row, lines that end in CR LF, quotes doubled."""

from collections.abc import Iterator
from typing import Any

from sinoru.export.escape import escape_hidden
from sinoru.export.tables import Row, tables

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings that make a spreadsheet compute a cell (OWASP, CSV injection)."""


def export(answer: Any) -> Iterator[str]:
    """Give the tables of the answer as one; where it has several, the first column tells them apart."""
    header: Row = ()
    for table in tables(answer):
        section = (table.title,) if table.title else ()
        if not header:
            header = (*(("section",) if section else ()), *table.columns)
            yield line(header)
        for row in table.rows:
            yield line((*section, *row))


def line(cells: Row) -> str:
    """Give a row of cells as a line, with nothing in it that a spreadsheet would compute."""
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    if text.startswith(_FORMULA) and not _is_number(text):
        text = f"'{text}"
    text = escape_hidden(text)
    if any(char in text for char in ',"\n'):
        return f'"{text.replace(chr(34), chr(34) * 2)}"'
    return text


def _is_number(text: str) -> bool:
    """Tell whether this is a plain decimal number: `-10.5`."""
    whole, _, fraction = text[1:].partition(".")
    return text[0] in "+-" and text.isascii() and whole.isdecimal() and (not fraction or fraction.isdecimal())
