"""Citations as text, which `sinoru.cite.typeset` makes for views and exports."""

from __future__ import annotations

import msgspec


class Run(msgspec.Struct, frozen=True):
    """A run of text, upright or in italics."""

    text: str
    italic: bool = False


class CitedText(msgspec.Struct, frozen=True):
    """A source as a style cites it."""

    source: str
    at: tuple[str, ...]
    """The locators of the cited facts, as written in the corpus."""
    entry: tuple[Run, ...]
    """The entry in the bibliography."""
    in_text: tuple[Run, ...]
    """The note or parenthesis in the text, which includes the locators in the words of the style."""
    licence: str = ""
    """The licence under which a corpus may be used, which no style has a place for."""
    against: tuple[str, ...] = ()
    """What the passages speak against: a record and why; empty where they support it."""


class Bibliography(msgspec.Struct, frozen=True):
    """Citations in one style, ordered by author, then by date."""

    style: str
    citations: tuple[CitedText, ...]
    records: tuple[CitedText, ...] = ()
    """The records that these sources support, as parts of the corpus."""


class FullBibliography(Bibliography, frozen=True):
    """Citations in one style, of the sources that support some records, and of those that speak against them."""

    against: tuple[CitedText, ...] = ()
