"""Programs of others: where they are found, so that no working folder can choose what runs.

A corpus may be a stranger's, and the folder one works in. A relative entry in PATH, an empty one, or Windows itself,
which looks there first, would start a program of that folder under the name of the pager or of git.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def find_program(name: str) -> str | None:
    """Return the path of a program that is named by an absolute path, or by a name on PATH; None without one."""
    if os.path.dirname(name):
        return _runnable(name) if os.path.isabs(name) else None
    return next(filter(None, (_runnable(os.path.join(folder, name)) for folder in _folders())), None)


def _folders() -> list[str]:
    path = os.environ.get("PATH", os.defpath)
    return [folder for folder in path.split(os.pathsep) if os.path.isabs(folder)]


def _runnable(path: str) -> str | None:
    """Return the path of a file that can be run; on Windows its suffix may be left out."""
    paths = [path]
    if sys.platform == "win32":
        suffixes = os.environ.get("PATHEXT", ".COM;.EXE;.BAT;.CMD").split(os.pathsep)
        if not path.upper().endswith(tuple(map(str.upper, suffixes))):
            paths = [path + suffix for suffix in suffixes]
    return next((each for each in paths if os.path.isfile(each) and os.access(each, os.X_OK)), None)


def environment() -> dict[str, str]:
    """Return the environment of a program of others, which finds its own programs in the same folders."""
    environ = dict(os.environ)
    environ["PATH"] = os.pathsep.join(_folders()) or os.devnull  # an empty one means the working folder
    if sys.platform == "win32":
        environ["NoDefaultCurrentDirectoryInExePath"] = "1"
    if browsers := environ.get("BROWSER"):
        environ["BROWSER"] = os.pathsep.join(filter(_is_found_anywhere, browsers.split(os.pathsep)))
    return environ


def _is_found_anywhere(command: str) -> bool:
    """Return whether the first word of a command means the same program in every working folder."""
    first = command.strip(" \"'").partition(" ")[0]
    return os.path.isabs(first) or not os.path.dirname(first)


@contextmanager
def trusted_environment() -> Iterator[None]:
    """Let a library that starts programs by name find only those that `find_program` finds."""
    before = dict(os.environ)
    os.environ.update(environment())
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def open_in_browser(url: str) -> bool:
    """Open an address in the user's browser; return whether one was found."""
    import webbrowser

    with trusted_environment():
        try:
            return webbrowser.open(url)
        except (OSError, webbrowser.Error):
            return False


def browser_needs_terminal() -> bool:
    """Return whether the user's browser runs in the terminal, as w3m and lynx do."""
    import webbrowser

    with trusted_environment():
        try:
            controller = webbrowser.get()
        except webbrowser.Error:
            return False
    is_generic = isinstance(controller, webbrowser.GenericBrowser)
    return is_generic and not isinstance(controller, webbrowser.BackgroundBrowser)
