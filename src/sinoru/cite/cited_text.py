"""Citations as text: what `sinoru.cite.text` gives to views and exports."""

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
    """The locators of the facts, as the corpus has them."""
    entry: tuple[Run, ...]
    """Its entry in the bibliography."""
    in_text: tuple[Run, ...]
    """The note or the parenthesis in the text, with where the facts stand."""


class Bibliography(msgspec.Struct, frozen=True):
    """Citations in one style, in order of author, then date."""

    style: str
    citations: tuple[CitedText, ...]
