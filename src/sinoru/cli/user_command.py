"""The command line of a program that the user names, such as an editor or a pager, as the system reads it."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence

_SUFFIX = re.compile(r"\.(exe|com|cmd|bat)$", re.IGNORECASE)
"""How the names of programs end on Windows."""


def split_command(text: str) -> list[str]:
    r"""Return the words of a command. Raises ValueError for a single quotation mark.

    On Windows a backslash is part of a path, only double quotes are quotation marks, and the path of a program may
    have spaces without them: C:\Program Files\Notepad++\notepad++.exe.
    """
    if sys.platform != "win32":
        return shlex.split(text)
    if shutil.which(text):
        return [text]
    if text.count('"') % 2:
        raise ValueError("No closing quotation")
    return [word.replace('"', "") for word in re.findall(r'(?:[^\s"]|"[^"]*")+', text)]


def runnable(words: Sequence[str]) -> list[str]:
    """Return a command with the path of its program: Windows itself finds only names in .exe, and not code.cmd."""
    found = shutil.which(words[0]) if sys.platform == "win32" else None
    return [found or words[0], *words[1:]]


def program_name(word: str) -> str:
    r"""Return the name of a program without its folder and suffix: code of C:\Tools\Code.cmd."""
    if sys.platform != "win32":
        return os.path.basename(word).removesuffix(".exe")  # Linux may run programs of Windows
    return _SUFFIX.sub("", re.split(r"[\\/]", word)[-1]).lower()
