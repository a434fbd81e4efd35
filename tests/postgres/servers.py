"""Real PostgreSQL servers on loopback, made for the tests and gone after them.

Each has a temporary folder and a free port. All are set up to be unlike SQLite where sites differ: text sorts by
the rules of English, not by bytes; days are written in German; it is already tomorrow.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "sinoru"
"""The superuser, who needs no password; every other role does."""

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "40",
    # In the folder, not in /dev/shm: a killed server leaves nothing behind.
    "dynamic_shared_memory_type": "mmap",
    "datestyle": "German, DMY",
    "timezone": "Pacific/Auckland",
}


def find_programs() -> Path | None:
    """Return the folder of `initdb` and `postgres`, the newest that Debian's packages brought first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    on_path = shutil.which("postgres")
    folders = [*debian, *([Path(on_path).parent] if on_path else [])]
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


class Servers:
    """The servers of one run of the tests, each started when it is first asked for."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.account = _account()
        # Short: the path of a socket has room for a hundred characters.
        self.folder = Path(tempfile.mkdtemp(prefix="sinoru-pg-"))
        if self.account:
            shutil.chown(self.folder, self.account)
        self._by_name: dict[str, Server] = {}

    def running(self, name: str, **settings: str) -> Server:
        """Return a server that answers, whatever an earlier test did to it. `settings` are for its first start."""
        server = self._by_name.get(name)
        if server is None:
            server = self._by_name[name] = self._make(name, SETTINGS | settings)
        server.resume()
        server.start()
        return server

    def close(self) -> None:
        """Stop all of them and remove their data."""
        for server in self._by_name.values():
            server.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make(self, name: str, settings: dict[str, str]) -> Server:
        first = self.folder / "first"
        if not first.exists():
            self._init(first)
        # Three times as quick as another `initdb`.
        self._run("cp", "-R", str(first), str(self.folder / name))
        return Server(self.programs / "postgres", self.folder / name, self.account, settings)

    def _init(self, folder: Path) -> None:
        program = [str(self.programs / "initdb"), "--no-sync", "--username", USER, "--pgdata", str(folder)]
        sorting = ["--encoding=UTF8", "--locale=C"]
        if self._version() >= 15:
            sorting += ["--locale-provider=icu", "--icu-locale=en"]
        self._run(*program, *sorting, "--auth=trust")
        (folder / "pg_hba.conf").write_text(_access(), encoding="ascii")

    def _version(self) -> int:
        said = subprocess.run(
            [self.programs / "postgres", "--version"], check=True, capture_output=True, text=True
        ).stdout
        return int(re.findall(r"\d+", said)[0])

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, **_as(self.account, self.folder)
        )
        if done.returncode:
            message = f"{' '.join(command)}: {done.stdout}{done.stderr}"
            raise RuntimeError(message)


class Server:
    """One server: a port that stays the same, and what may befall it."""

    def __init__(self, program: Path, folder: Path, account: str | None, settings: dict[str, str]) -> None:
        self.name = folder.name
        self.port = _free_port()
        self._program, self._folder, self._account = program, folder, account
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped: list[int] = []
        self._databases = 0

    def url(self, database: str = "postgres", **parameters: str) -> str:
        """Return the URL of a database of this server."""
        rest = f"?{urlencode(parameters)}" if parameters else ""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{quote(database)}{rest}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """Connect as superuser; each statement is a transaction of its own."""
        return psycopg.connect(self.url(database), autocommit=True, connect_timeout=10)

    def make_database(self) -> str:
        """Make an empty database that no other test knows, and give its name."""
        self._databases += 1
        name = f"test_{self._databases}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return name

    def log(self) -> str:
        """Return what the server wrote down."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it, also after it was killed, and wait until it answers."""
        if self._process is not None and self._process.poll() is None:
            return
        for attempt in range(1, 6):
            self._launch()
            if self._answers():
                return
            time.sleep(0.2 * attempt)  # what is left of a killed one lets go of its memory soon
        message = f"{self.name} does not start:\n{self.log()[-2000:]}"
        raise RuntimeError(message)

    def stop(self) -> None:
        """Stop it in order; open connections are cut."""
        self.resume()
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        if self._process is None:
            return
        self.pause()
        segment = self._segment()
        for process in self._stopped:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._process.wait()
        self._process, self._stopped = None, []
        if segment:  # 56 bytes of System V memory, which would stay until the machine restarts
            subprocess.run(["ipcrm", "-m", segment], check=False, capture_output=True)

    def pause(self) -> None:
        """Halt all its processes: connections are taken by the system and nobody answers."""
        assert self._process is not None
        for process in _with_children(self._process.pid):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGSTOP)
                self._stopped.append(process)

    def resume(self) -> None:
        """Let it go on after `pause`."""
        for process in self._stopped:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)
        self._stopped = []

    def processes(self) -> list[int]:
        """Return its processes, the one that started the others first."""
        return list(_with_children(self._process.pid)) if self._process else []

    def close(self) -> None:
        """Stop it for good."""
        self.stop()

    @property
    def _log(self) -> Path:
        return self._folder.with_suffix(".log")

    def _launch(self) -> None:
        settings = self._settings | {"port": str(self.port), "unix_socket_directories": str(self._folder)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        # Where the tests are killed, the server stops as well.
        bound = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*bound, str(self._program), "-D", str(self._folder), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests, which then stop it
                **_as(self._account, self._folder),
            )

    def _answers(self) -> bool:
        assert self._process is not None
        until = time.monotonic() + 60
        while self._process.poll() is None and time.monotonic() < until:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _segment(self) -> str:
        """Return the number of its System V memory, from the seventh line of postmaster.pid."""
        try:
            lines = (self._folder / "postmaster.pid").read_text(encoding="ascii").splitlines()
            return lines[6].split()[1]
        except (OSError, IndexError):
            return ""


def _account() -> str | None:
    """Return the account to run as: PostgreSQL refuses to be root."""
    if os.geteuid():
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", "daemon") if name in known)


def _as(account: str | None, folder: Path) -> dict[str, Any]:
    """Return how to start a program: as that account, without what the user's environment says of PostgreSQL."""
    environ = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    how: dict[str, Any] = {"env": environ, "cwd": folder}
    if account:
        how |= {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}
    return how


def _access() -> str:
    who = ((USER, "trust"), ("all", "scram-sha-256"))
    return "".join(
        f"local all {name} {method}\nhost all {name} 127.0.0.1/32 {method}\n" for name, method in who
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _with_children(process: int) -> Iterator[int]:
    """Yield a process, then those that it started, which are all a server has."""
    yield process
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # `pid (name) state parent ...`, and the name may hold anything.
            if int(entry.read_text().rpartition(")")[2].split()[1]) == process:
                yield int(entry.parent.name)
