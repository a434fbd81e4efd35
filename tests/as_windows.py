"""sinoru on a system that lacks and refuses what Windows does: `python tests/as_windows.py check my-corpus`.

It is no trial on Windows: paths keep their slashes, and only what is listed here differs.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import importlib
import os
import pkgutil
import shutil  # noqa: F401  it is different on Windows, as are the others that are not used here
import signal
import subprocess  # noqa: F401
import sys
import tempfile  # noqa: F401
import types
from typing import Any, Self

import sinoru

MODULES = "fcntl pwd grp termios resource tty pty readline curses syslog posix".split()
FUNCTIONS = (
    "chown chroot fchmod fchown fork forkpty getegid geteuid getgid getgroups getpgid getpgrp getpriority getsid"
    " getuid killpg lchown mkfifo mknod nice pathconf posix_spawn register_at_fork sched_getaffinity setsid sync"
    " statvfs tcgetpgrp ttyname uname wait3 wait4 WIFSIGNALED O_NONBLOCK O_NOFOLLOW O_DIRECTORY O_CLOEXEC O_SYNC"
).split()
SIGNALS = (
    "SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 SIGWINCH".split()
)


class Entry:
    """An entry of a folder, with the numbers that Windows leaves out."""

    def __init__(self, entry: os.DirEntry[str]) -> None:
        self._entry = entry

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entry, name)

    def stat(self, *, follow_symlinks: bool = True) -> Any:
        """Return the status without device and inode."""
        found = self._entry.stat(follow_symlinks=follow_symlinks)
        names = [name for name in dir(found) if name.startswith("st_")]
        return types.SimpleNamespace(
            **{name: getattr(found, name) for name in names} | {"st_ino": 0, "st_dev": 0}
        )


class Entries:
    """What `os.scandir` returns."""

    def __init__(self, path: str) -> None:
        self._entries = scandir(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Entry:
        return Entry(next(self._entries))


scandir, open_, fsync, replace, getfl = os.scandir, os.open, os.fsync, os.replace, fcntl.F_GETFL
control = fcntl.fcntl


def open_no_folder(path: Any, *given: Any, **options: Any) -> int:
    """Open a file, as `os.open` does: Windows opens no folder."""
    if os.path.isdir(path):
        raise PermissionError(errno.EACCES, "Permission denied", path)
    return open_(path, *given, **options)


def fsync_written(descriptor: int) -> None:
    """Flush a file that is open for writing."""
    if control(descriptor, getfl) & 3 == os.O_RDONLY:
        raise OSError(errno.EBADF, "Bad file descriptor")
    fsync(descriptor)


def replace_closed(source: str, target: str) -> None:
    """Replace a file unless it is open in this process."""
    for number in os.listdir("/proc/self/fd"):
        link = f"/proc/self/fd/{number}"
        if os.path.exists(link) and os.path.realpath(link) in (
            os.path.realpath(target),
            os.path.realpath(source),
        ):
            raise PermissionError(errno.EACCES, "The process cannot access the file", source, 32, target)
    replace(source, target)


def locking(descriptor: int, mode: int, _bytes: int) -> None:
    """Lock a file, as `msvcrt.locking` does."""
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB if mode else fcntl.LOCK_UN)


def import_all() -> list[str]:
    """Import every module of sinoru, and return their names."""
    names = [module.name for module in pkgutil.walk_packages(sinoru.__path__, "sinoru.")]
    for name in names:
        importlib.import_module(name)
    return names


def become_windows() -> None:
    """Take away what Windows lacks, once the libraries that have their own ways there are loaded, and load sinoru."""
    for name in [name for name in sys.modules if name == "sinoru" or name.startswith("sinoru.")]:
        del sys.modules[name]
    missing: Any = None
    for name in MODULES:
        sys.modules[name] = missing
    for name in FUNCTIONS:
        if hasattr(os, name):
            delattr(os, name)
    for name in SIGNALS:
        delattr(signal, name)
    os.scandir, os.open, os.fsync, os.replace = Entries, open_no_folder, fsync_written, replace_closed  # type: ignore[assignment]
    sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2, LK_UNLCK=0)  # type: ignore[assignment]
    no_console = types.SimpleNamespace(
        GetConsoleWindow=lambda: 0,
        GetConsoleOutputCP=lambda: 65001,
        GetStdHandle=int,
        GetConsoleMode=lambda *_: 0,
    )
    ctypes.windll = types.SimpleNamespace(kernel32=no_console)  # type: ignore[attr-defined]
    isabs: Any = os.path.isabs
    vars(os.path)["isabs"] = lambda path: (
        path != os.sep and isabs(path)
    )  # since Python 3.13, as it names no drive
    os.environ.pop("HOME", None)
    sys.platform = "win32"


if __name__ == "__main__":
    if sys.argv[1:] == ["--import"]:
        import_all()
        become_windows()
        sys.stdout.write(f"{len(import_all())}\n")
        sys.exit()
    become_windows()
    if sys.argv[1:2] == ["--lock"]:
        from sinoru import files

        files.PATIENCE = 0.3
        try:
            with files.folder_lock(sys.argv[2]), files.folder_lock(sys.argv[2]):
                sys.stdout.write("locked\n")
                sys.stdout.flush()
                sys.stdin.read()
        except files.NotWritten as error:
            sys.stdout.write(f"{error}\n")
        sys.exit()
    from sinoru.cli.app import main

    main()
