"""The file that an export, a draft or a picture is written to: what may be in its place, and what may not."""

import os

from sinoru import files
from sinoru.messages import already_exists, cannot_write
from sinoru.model.errors import SinoruError


class TargetInTheWay(SinoruError):
    """A file cannot be written to its path because of what is, or is not, there."""


def check_target(path: str, *, force: bool) -> None:
    """Raise TargetInTheWay or NotWritten where no file can be written to this path, before any work is done."""
    if not path:
        raise TargetInTheWay("The name of the file to write is empty. Name a file.")
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise TargetInTheWay(cannot_write(path, f"the folder {folder} does not exist", "Create it first."))
    if os.path.isdir(path):
        raise TargetInTheWay(f"{path} is a folder. Name a file in it.")
    if os.path.exists(path) and not os.path.isfile(path):  # perhaps through a link, as /dev/stdout is
        raise TargetInTheWay(
            f"{path} is not a regular file. Name a regular file, or write to standard output."
        )
    if os.path.islink(path):
        raise TargetInTheWay(f"{path} is a link. Name the file that it points to.")
    files.require_writable(path)
    if not force and os.path.lexists(path):
        raise _already_exists(path)


def write_file(path: str, content: files.Content, *, force: bool) -> None:
    """Write a file, which appears at `path` once it is complete (sinoru.files).

    Without `force` a file that has appeared there meanwhile is kept. Raises TargetInTheWay, NotWritten, and what
    `content` raises.
    """
    check_target(path, force=force)
    try:
        files.write_file(path, content, replaces=force)
    except files.ChangedMeanwhile:
        raise _already_exists(path) from None


def _already_exists(path: str) -> TargetInTheWay:
    return TargetInTheWay(already_exists(path, "Use --force to overwrite it."))
