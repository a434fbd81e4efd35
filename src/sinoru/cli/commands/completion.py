"""`sinoru completion`: print a shell's completion script, or install it where the shell reads it."""

import os
import sys
from shlex import quote

from sinoru.cli.options import DATA, STORE
from sinoru.cli.parser import Request, command, nothing, one_of, too_much
from sinoru.cli.stderr import say
from sinoru.text.lines import lines_with_ends

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
        path = os.path.join(_xdg_folder("XDG_CONFIG_HOME", "~/.config"), "fish", "completions", "sinoru.fish")
        _write(path, script(shell))
        return [path]
    path = os.path.join(_xdg_folder("XDG_DATA_HOME", "~/.local/share"), "sinoru", f"completion.{shell}")
    _write(path, script(shell))
    start_up, quoted = _start_up_file(shell), quote(path)
    _add_line(start_up, f"[ -r {quoted} ] && . {quoted}  {_MARK}")
    return [path, start_up]


def _xdg_folder(variable: str, default: str) -> str:
    chosen = os.environ.get(variable, "")
    return chosen if os.path.isabs(chosen) else os.path.expanduser(default)


def _start_up_file(shell: str) -> str:
    if shell == "zsh":
        return os.path.join(os.environ.get("ZDOTDIR") or os.path.expanduser("~"), ".zshrc")
    return os.path.expanduser("~/.bashrc")


def _add_line(path: str, line: str) -> None:
    """Append a line to a file, and remove the one that an earlier install added."""
    before = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            before = file.read()
    kept = "".join(each for each in lines_with_ends(before) if _MARK not in each)
    if kept and not kept.endswith("\n"):
        kept += "\n"
    _write(path, f"{kept}{line}\n")


def _write(path: str, text: str) -> None:
    """Write a file atomically; follow links, which dotfiles often are, rather than replace them."""
    from sinoru.cli.saving import save_text

    save_text(os.path.realpath(path), text)


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
