"""A unified diff in colour: what goes, what comes."""

from collections.abc import Iterable, Iterator

from sinoru.render.document import Line, Role, Span

_ROLES: dict[str, Role] = {"+": "good", "-": "bad", "@": "faint"}


def unified_lines(lines: Iterable[str]) -> Iterator[Line]:
    """Give the lines of a diff, each in the role of its first letter."""
    for text in lines:
        role: Role = "heading" if text.startswith(("--- ", "+++ ")) else _ROLES.get(text[:1], "text")
        yield Line((Span(text, role),))
