"""The page of `sinoru help marks`: what each mark and each colour of the views means."""

from collections.abc import Iterator
from typing import get_args

from sinoru.render.document import (
    ASCII,
    INDENT,
    UNICODE,
    Block,
    Column,
    Document,
    Grid,
    Line,
    Look,
    Role,
    Span,
    line,
    section_heading,
)

MARKS: dict[str, dict[str, str]] = {
    "In lists": {
        "differs": "sources disagree about this record;"
        " one whose disagreements are all reconciled has no mark in lists",
        "ellipsis": "the line is cut here; 'sinoru show' or --full shows the rest",
        "bullet": "separates parts of a line; before a claim, not verified or not assessed",
    },
    "Verdicts, on claims and on the statements of a conflict": {
        "supported": "supported by other sources; in a conflict, the statement stands",
        "partly": "partly supported by other sources",
        "contradicted": "in a conflict, the statement does not stand; a claim that makes such a statement",
        "superseded": "true when it was said, but overtaken by later events",
        "unverified": "open which statement of a conflict stands; a claim that makes one of these;"
        " in 'sinoru import', a doubt about a draft. An unverified claim does not have this mark",
    },
    "Timeline": {
        "named": "an event in which the person or organisation that you asked for took no part:"
        " it only names them, for example as absent",
        "day": "an event of one day",
        "loose": "an event on an unknown day of a month, a year or another period",
        "begin": "the first line of an event of several days",
        "during": "an event of several days",
        "end": "the last line of an event of several days",
        "spine": "time passes",
    },
    "Timeline as a picture (--style gantt)": {
        "bar": "days on which an event was under way; in 'sinoru stats', a number",
        "loose_bar": "days on which an event may have been",
        "point": "an event of one day",
        "from_before": "began before the picture",
        "on_after": "goes on after the picture",
        "tick": "a date of the axis",
        "axis": "the axis of time",
    },
    "Figures and meetings": {
        "parts": "the end of the bar of a number, in eighths of a mark",
        "sparks": "numbers as columns, from the lowest to the highest",
        "arrow": "leads to",
        "points_at": "the line that is meant",
    },
}
"""The meaning of each mark, by its field in Glyphs."""
PUNCTUATION = frozenset({"dash", "long_dash", "open_quote", "close_quote"})
"""The fields of Glyphs that mean what they mean in any text."""

COLORS: dict[Role, str] = {
    "heading": "a heading",
    "title": "what a record says, or its title",
    "date": "a date",
    "doubt": "a date or a statement that is not certain",
    "name": "a person or an organisation",
    "kind": "the kind of a record",
    "place": "a place",
    "figure": "a number",
    "match": "the words that were searched for",
    "work": "the title of a work",
    "good": "supported, or valid",
    "bad": "contradicted, or an error",
    "warn": "in doubt, or a warning",
    "label": "the name of a field, or a command to type next",
    "id": "the id of a record",
    "source": "a source, and the passage in it",
    "faint": "what matters less",
    "rule": "the frame around the text",
    "text": "all other text",
}
"""What text in each role is. Each colour only repeats a word or a mark, so that nothing is lost without colours."""


def marks_document(_answer: None, look: Look) -> Document:
    """Explain every mark and colour. Each mark is shown as it appears in this terminal, and in ASCII."""
    yield line(Span("Marks", "heading"), "    each with its form where the terminal has ASCII only")
    for heading, meanings in MARKS.items():
        yield from section_heading(heading)
        rows = tuple(_row(field, meaning, look) for field, meaning in meanings.items())
        yield Grid((Column(wraps=False), Column(wraps=False), Column()), rows, INDENT)
    yield from section_heading("Colours, each of which repeats a word or a mark")
    yield from _colors()


def _row(field: str, meaning: str, look: Look) -> tuple[tuple[Span, ...], ...]:
    shown, plain = getattr(look.glyphs, field), getattr(ASCII, field)
    other = plain if getattr(UNICODE, field) != plain else ""
    return (Span(shown, _ROLES.get(field, "text")),), (Span(other, "faint"),), (Span(meaning),)


_ROLES: dict[str, Role] = {
    "differs": "warn",
    "supported": "good",
    "partly": "doubt",
    "contradicted": "bad",
    "superseded": "doubt",
    "unverified": "doubt",
}


def _colors() -> Iterator[Block]:
    rows = tuple(((Span(role, role),), (Span(COLORS[role]),)) for role in get_args(Role) if role in COLORS)
    yield Grid((Column(wraps=False), Column()), rows, INDENT)
    yield Line()
    yield line("Other colours: sinoru config set theme light, dark or mono. None: --no-color.")
