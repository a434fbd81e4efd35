"""The view of chosen columns: one line for each record under a row of titles."""

from collections.abc import Iterable, Sequence

from sinoru.render.document import Column, Document, Grid, Look, Span


def columns_document(titles: Sequence[str], rows: Sequence[Sequence[str]], look: Look) -> Document:
    """Show rows of text under the titles of their columns; running text is cut to a width, or else wraps."""
    columns = [_column(title, [row[place] for row in rows]) for place, title in enumerate(titles)]
    if look.width is None or look.full:
        columns = [Column(column.title, wraps=column.cuts) for column in columns]
    elif not any(column.cuts for column in columns):
        columns = [Column(column.title, cuts=True) for column in columns]
    yield Grid(tuple(columns), tuple(tuple((Span(cell),) for cell in row) for row in rows))


def _column(title: str, texts: Iterable[str]) -> Column:
    """Return a column, which is cut unless its texts are single words: half an id or a date is of no use."""
    return Column(title, wraps=False, cuts=any(" " in text for text in texts))
