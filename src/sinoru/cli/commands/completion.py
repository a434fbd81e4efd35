"""`sinoru completion`: print a shell's completion script, or install it where the shell reads it."""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from shlex import quote

from sinoru.cli.options import DATA, STORE
from sinoru.cli.parser import Request, command, nothing, one_of, too_much
from sinoru.cli.stderr import say
from sinoru.loading.corpus_path import user_folder

SHELLS = ("bash", "zsh", "fish")
_ACTIONS = ("install", *SHELLS)
_SCRIPTS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "completion", "scripts")
_MARK = "# completion of sinoru"
"""Marks our line in a start-up file, so that a later install replaces it."""


def script(shell: str) -> str:
    """Return the completion script for a shell."""
    with open(os.path.join(_SCRIPTS, shell), encoding="utf-8") as file:
        return file.read()


def own_shell() -> str:
    """Return the user's shell. Raises WrongUsage for one without a script."""
    shell = os.path.basename(os.environ.get("SHELL", ""))
    if not shell:
        raise nothing("shell", "completion", "install", SHELLS[0], known=SHELLS)
    return one_of("shell", shell, SHELLS)


def install(shell: str) -> list[str]:
    """Install the script for a shell, and return the files that were written.

    fish reads scripts from a folder of its own; for bash and zsh, a line in their start-up file reads the script.
    """
    if shell == "fish":
        path = os.path.join(user_folder("XDG_CONFIG_HOME", "~/.config"), "fish", "completions", "sinoru.fish")
        _change(path, lambda _: script(shell).encode())
        return [path]
    path = os.path.join(user_folder("XDG_DATA_HOME", "~/.local/share"), "sinoru", f"completion.{shell}")
    _change(path, lambda _: script(shell).encode())
    start_up, quoted = _start_up_file(shell), quote(path)
    line = f"[ -r {quoted} ] && . {quoted}  {_MARK}"
    _change(start_up, lambda text: _with_line(text, line))
    return [path, start_up]


def _start_up_file(shell: str) -> str:
    if shell == "zsh":
        return os.path.join(user_folder("ZDOTDIR", "~"), ".zshrc")
    return os.path.join(user_folder("", "~"), ".bashrc")


def _with_line(text: bytes, line: str) -> bytes:
    """Return the text of a file with a line at its end, and without the one that an earlier install added."""
    kept = b"".join(each for each in BytesIO(text) if _MARK.encode() not in each)
    if kept and not kept.endswith(b"\n"):
        kept += b"\n"
    return kept + os.fsencode(line) + b"\n"


def _change(path: str, change: Callable[[bytes], bytes]) -> None:
    """Replace the content of a file, empty if it does not exist; follow links, which dotfiles often are."""
    from sinoru.files import folder_lock, make_folder_of, require_writable, write_file

    target, before = os.path.realpath(path), b""
    make_folder_of(target)
    with folder_lock(target):
        require_writable(target)
        is_there = os.path.lexists(target)
        if is_there:
            with open(target, "rb") as file:
                before = file.read()
        write_file(target, change(before), replaces=before if is_there else False)


@command(
    words="install|bash|zsh|fish",
    formats=(),
    examples=("sinoru completion install", "sinoru completion fish > sinoru.fish"),
    without=(DATA, STORE),
)
def completion(request: Request) -> int:
    """Complete commands, options, names and ids in your shell.

    Press Tab to complete a word. 'install' sets this up for the shell you use, or for the shell named after it; the
    name of a shell prints its script instead. Names, topics and ids come from the index of the corpus that the
    command line uses.
    """
    match request.words:
        case ():
            raise nothing("action", "completion", "install", known=_ACTIONS)
        case ("install",):
            _install(own_shell())
        case ("install", shell):
            _install(one_of("shell", shell, SHELLS))
        case (action,):
            sys.stdout.write(script(one_of("action", action, _ACTIONS)))
        case (action, *words):
            one_of("action", action, _ACTIONS)
            is_install = action == "install"
            raise too_much(f"completion {action}", "one shell" if is_install else "", words)
    return 0


def _install(shell: str) -> None:
    say(f"Wrote {' and '.join(install(shell))}. Open a new {shell} session to use completion.")
