"""The command line of a program that the user names, such as an editor or a pager, as the system reads it."""

import errno
import os
import re
import shlex
import sys
from collections.abc import Sequence

from sinoru.programs import find_program

_SUFFIX = re.compile(r"\.(exe|com|cmd|bat)$", re.IGNORECASE)
"""How the names of programs end on Windows."""


def split_command(text: str) -> list[str]:
    r"""Return the words of a command. Raises ValueError for a single quotation mark.

    On Windows a backslash is part of a path, only double quotes are quotation marks, and the path of a program may
    have spaces without them: C:\Program Files\Notepad++\notepad++.exe.
    """
    if sys.platform != "win32":
        return shlex.split(text)
    if find_program(text):
        return [text]
    if text.count('"') % 2:
        raise ValueError("No closing quotation")
    return [word.replace('"', "") for word in re.findall(r'(?:[^\s"]|"[^"]*")+', text)]


def runnable(words: Sequence[str]) -> list[str]:
    """Return a command with the path of its program. Raises FileNotFoundError if it is not on PATH."""
    found = find_program(words[0])
    if found is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), words[0])
    return [found, *words[1:]]


def program_name(word: str) -> str:
    r"""Return the name of a program without its folder and suffix: code of C:\Tools\Code.cmd."""
    if sys.platform != "win32":
        return os.path.basename(word).removesuffix(".exe")  # Linux may run programs of Windows
    return _SUFFIX.sub("", re.split(r"[\\/]", word)[-1]).lower()
