"""Writing the files that a command line names, with messages for what the system refuses."""

import os
from collections.abc import Callable

from sinoru.export.file import write_file
from sinoru.messages import cannot_write, reason
from sinoru.model.errors import SinoruError


class CannotWrite(SinoruError):
    """The system refused to write a file or to create its folder."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(cannot_write(path, reason(error)))


def save(path: str, write: Callable[[str], None], *, force: bool) -> None:
    """Write a file completely or not at all (export/file.py). Raises TargetInTheWay, CannotWrite, OSError."""
    try:
        write_file(path, write, force=force)
    except OSError as error:
        if error.filename != path:  # it was raised while reading what is to be written
            raise
        raise CannotWrite(path, error) from error


def save_text(path: str, text: str) -> None:
    """Replace a text file, or create it with its folder; lone surrogates become bytes again. Raises CannotWrite."""

    def fill(temporary: str) -> None:
        with open(temporary, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)

    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise CannotWrite(os.fsdecode(error.filename or path), error) from error
    save(path, fill, force=True)
