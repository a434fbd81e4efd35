"""How a look-up ends: shown and found, or with a word on what was asked and how to see more."""

from collections.abc import Sized
from typing import Any

from sinoru.cli.output import View, show
from sinoru.cli.request import Request
from sinoru.query.answers import NobodyFound
from sinoru.query.filters import Filters

FOUND, NOTHING = 0, 1
"""Exit statuses of a look-up."""
MOST_LISTED = 100_000
"""Records in one answer, which is made whole before it is shown: as JSON these take 750 MB. An export streams."""

_OPTIONS = {"start": "--from", "end": "--to"}


def finish(answer: Any, view: View, request: Request, *, found: Sized, thing: str, advice: str = "") -> int:
    """Show an answer and give the exit status.

    Where nothing was `found`, a program still gets the empty shape, a person a sentence on standard error.
    `thing` says in the singular what was looked for, `advice` how to find more.
    """
    if found or request.output.format != "table":
        show(answer, view, request.output)
    if found:
        return FOUND
    from sinoru.cli.messages import say

    asked = filters_in_words(request.filters)
    ways = (advice, "leave out a filter" if asked else "")
    way = " or ".join(filter(None, ways)) or "ask another corpus with --data"
    say(f"no {thing}{f' with {asked}' if asked else ''}. To see more, {way}.")
    return NOTHING


def tell_nobody(answer: NobodyFound) -> int:
    """Say how to look further, where no name is near, and give the exit status."""
    if not answer.suggestions:
        from sinoru.cli.messages import say

        say(f"to look further: sinoru search {answer.query}; 'sinoru who' lists everyone.")
    return NOTHING


def filters_in_words(filters: Filters) -> str:
    """Give the filters as they were typed."""
    typed = []
    for name in Filters.__struct_fields__:
        value = getattr(filters, name)
        if name not in ("limit", "sort") and value:
            values = (value,) if isinstance(value, str) else value
            typed += [f"{_OPTIONS.get(name, f'--{name}')} {one}" for one in values]
    return " ".join(typed)
