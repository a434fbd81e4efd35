"""Corpus files to be brought into house layout."""

from contextlib import suppress

from fuzz import loader
from sinoru.edit.layout import Unformattable, formatted
from sinoru.edit.text_file import BrokenFile, text_file_of

SEEDS = loader.SEEDS


def target(data: bytes) -> None:
    """Format a file, or refuse it as broken or without a form; formatted again it stays."""
    with suppress(BrokenFile, Unformattable):
        once = formatted(text_file_of("fuzz.yaml", data).text)
        assert formatted(once) == once
