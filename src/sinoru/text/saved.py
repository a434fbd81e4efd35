"""Saved queries within a query: each `@NAME` is replaced before the query is parsed."""

import re
from collections.abc import Callable

from sinoru.messages import quoted
from sinoru.text.syntax import QueryFault, too_long
from sinoru.text.terms import MOST_CHARACTERS, MOST_DEPTH, plain_signs

_SAVED = re.compile(r'"[^"]*"?|(?<![^\s(\-])@(?P<name>[\w-]+)(?=[\s)]|$)')


def with_saved(text: str, find: Callable[[str], str | None], *, within: tuple[str, ...] = ()) -> str:
    """Return a query with each `@NAME` replaced by the query saved under that name, in parentheses.

    A name that `find` does not know stays as it is. Raises QueryFault for queries that name each other in a circle,
    or that become longer than a query may be.
    """
    size = len(text)

    def replaced(found: re.Match[str]) -> str:
        nonlocal size
        name = found["name"]
        saved = find(name) if name else None
        if saved is None:
            return found[0]
        if name in within:
            raise QueryFault(f"The saved query {quoted(name)} names itself. Change it.", found.start())
        if len(within) >= MOST_DEPTH:
            raise QueryFault(str(too_long(text)), found.start())
        try:
            whole = f"({with_saved(saved, find, within=(*within, name))})"
        except QueryFault as fault:
            raise QueryFault(str(fault), found.start()) from None
        size += len(whole)
        if size > MOST_CHARACTERS:
            raise QueryFault(str(too_long(text)), found.start())
        return whole

    return _SAVED.sub(replaced, plain_signs(text)) if "@" in text else text


def with_saved_as_words(text: str) -> str:
    """Return a query with a word in the place of each `@NAME`; its length stays the same."""

    def word(found: re.Match[str]) -> str:
        return f"x{found['name']}" if found["name"] else found[0]

    return _SAVED.sub(word, plain_signs(text))
