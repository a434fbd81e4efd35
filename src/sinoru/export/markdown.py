"""Tables in GitHub-flavoured Markdown, with nothing of a corpus read as markup, HTML or a link."""

from collections.abc import Iterator
from typing import Any

from sinoru.export.escape import escape_hidden
from sinoru.export.tables import Row, tables

_MARKUP = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>&|~$#@"} | {"\n": " "})


def export(answer: Any) -> Iterator[str]:
    """Give each table of the answer that has rows, under its title; a lone one also without rows."""
    is_first = True
    for table in tables(answer):
        rows = list(table.rows)
        if table.title and not rows:
            continue
        if not is_first:
            yield "\n"
        if table.title:
            yield f"## {table.title.capitalize()}\n\n"
        yield _line(table.columns) + _line(("---",) * len(table.columns))
        yield from map(_line, (tuple(map(escape_markdown, row)) for row in rows))
        is_first = False


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |\n"


def escape_markdown(text: str) -> str:
    """Give text that shows as it stands, also within a table.

    Besides CommonMark's marks this undoes the links that GitHub makes of bare addresses (GFM, section 6.9).
    """
    text = escape_hidden(text).translate(_MARKUP)
    return text.replace("://", "\\://").replace("www.", "www\\.").replace("WWW.", "WWW\\.")
