"""`sinoru __complete SHELL ...`: what the shells' scripts ask at each Tab."""

import os
import sys

from sinoru.cli.completion.complete import complete
from sinoru.cli.completion.lexer import quote_for_bash, split_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinoru.cli.completion.complete import Reply

_NOTE = 60
"""Letters of a note."""


def answer(asked: "Sequence[str]") -> int:
    """Write the completions, a line each, after a line that says what they are: `words` or `files`.

    Nothing is ever said on standard error, and nothing fails: a shell would show it in the middle of the line.
    """
    try:
        lines = _lines(*asked)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    except Exception:  # a Tab that finds nothing is better than one that breaks the line
        if os.environ.get("SINORU_DEBUG"):
            raise
    return 0


def _lines(shell: str, *asked: str) -> list[str]:
    if shell == "bash":
        return _bash_lines(*asked)
    if shell == "fish":  # its last word comes as it stands on the line
        asked = (*asked[:-1], split_line(asked[-1])[1].text)
    return _noted_lines(complete(asked[:-1], asked[-1]))


def _noted_lines(reply: "Reply") -> list[str]:
    if reply.is_file:
        return ["files"]
    return ["words", *(f"{value}\t{_shortened(note)}" for value, note in reply.found)]


def _shortened(note: str) -> str:
    note = " ".join("".join(char if char.isprintable() else " " for char in note).split())
    return note if len(note) <= _NOTE else f"{note[: _NOTE - 1]}…"


def _bash_lines(line: str, breaks: str) -> list[str]:
    """Give what bash puts into the place of the word that its editor sees, quoted as the line needs it."""
    words, current = split_line(line, breaks)
    reply = complete(words[1:], current.text)
    if reply.is_file:
        return ["files"]
    kept = current.text[: current.kept]
    rest = [value[current.kept :] for value, _ in reply.found if value.startswith(kept)]
    return ["words", *(quote_for_bash(value, current.quote) for value in rest)]
