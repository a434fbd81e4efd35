"""Files flushed to the disk and put in their places, on each system.

Windows refuses to flush a file that is open for reading only, to open a folder, and to replace a file that another
program has open. macOS leaves what `fsync` flushes in the memory of the drive.
"""

import os
import sys
import time
from contextlib import suppress

_PATIENCE = 1.0
"""Seconds for which virus scanners and indexers of Windows may keep a new file open."""
_PAUSE = 0.05


def flush(descriptor: int) -> None:
    """Wait until what was written to a file is on the disk. Raises OSError."""
    if sys.platform == "darwin":
        from fcntl import F_FULLFSYNC, fcntl

        with suppress(OSError):  # a file system without it, on a network for example
            fcntl(descriptor, F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_file(path: str) -> None:
    """Wait until a file that was written and closed is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(path: str) -> None:
    """Wait until the list of files of a folder is on the disk, where the system and its file system can do that."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            flush(descriptor)
        finally:
            os.close(descriptor)


def write_small(path: str, content: bytes) -> None:
    """Write a small file all at once, in a folder that only the user may open. Raises OSError."""
    temporary = f"{path}.{os.getpid()}"
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(temporary, "wb") as file:
        file.write(content)
    replace(temporary, path)


def replace(temporary: str, path: str) -> None:
    """Rename a complete file, over the one that had the name. Raises OSError."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(temporary, path)
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return
