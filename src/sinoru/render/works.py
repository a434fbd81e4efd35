"""The sources that people and organisations made, on their cards and between two of them."""

from collections.abc import Iterable, Iterator

from sinoru.index.fields import AUTHOR
from sinoru.model.records import Person
from sinoru.query.answers import Card, Reference
from sinoru.render.document import INDENT, Column, Entry, Grid, Line, Look, Span, line, plural
from sinoru.render.parts import when


def sources_made(answer: Card) -> Iterator[Line]:
    """Yield a line that counts the sources by the subject: `Author of 3 sources, editor of 1`."""
    if answer.made:
        author = "author" if isinstance(answer.record, Person) else "author or publisher"
        (first, number), *others = answer.made.items()
        words = [f"{author if first == AUTHOR else first} of {plural(number, 'source')}"]
        words += [f"{role} of {more:,}" for role, more in others]
        words[0] = words[0][:1].upper() + words[0][1:]
        yield line(Span(", ".join(words)))


def works_grid(works: Iterable[Reference], look: Look, *, with_roles: bool) -> Grid:
    """Return a line for each source that someone made, with the roles if they differ."""
    rows = (
        Entry(
            one.id,
            (
                (when(one.date, look.glyphs),) if one.date else (),
                (Span(one.title), *((Span(f" ({one.how})", "faint"),) if with_roles else ())),
            ),
        )
        for one in works
    )
    return Grid((Column(wraps=False), Column(cuts=True)), tuple(rows), () if look.is_numbered else INDENT)
