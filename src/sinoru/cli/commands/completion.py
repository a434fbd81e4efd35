"""`sinoru completion`."""

import sys

from sinoru.cli.command import command
from sinoru.cli.completion.install import SHELLS, install, own_shell, script
from sinoru.cli.messages import say
from sinoru.cli.options import DATA, STORE
from sinoru.cli.request import Request
from sinoru.model.errors import WrongUsage


@command(
    words="install|bash|zsh|fish",
    formats=(),
    examples=("sinoru completion install", "sinoru completion fish > sinoru.fish"),
    without=(DATA, STORE),
)
def completion(request: Request) -> int:
    """Let your shell complete commands, options, names and ids with Tab.

    'install' sets it up for the shell you use (or for the one named after it); the name of a shell prints its
    script instead. Names, topics and ids come from the index of the corpus that the line is about.
    """
    words = request.words
    match words:
        case ("install",) | ("install", "bash" | "zsh" | "fish"):
            shell = words[1] if words[1:] else own_shell()
            written = install(shell)
            say(f"wrote {' and '.join(written)}. Open a new {shell} to use it.")
        case ("bash" | "zsh" | "fish" as shell,):
            sys.stdout.write(script(shell))
        case _:
            raise WrongUsage(f"say install, or which script to print: {', '.join(SHELLS)}")
    return 0
