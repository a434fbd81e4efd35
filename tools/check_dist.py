"""Checks the archives in a folder: what they contain, and that they install and run as a user would do it.

usage: python tools/check_dist.py [FOLDER] [--python PATH] [--only WORD]

Each trial has environments and a home folder of its own. The first installs from the package index; the others use a
folder with everything that sinoru needs, without the index, and without any network where `unshare` can take it away.
Without an index to install from, only that folder is missing: put the wheels there and set WHEELHOUSE.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from email.parser import Parser
from functools import cache
from pathlib import Path

WINDOWS = os.name == "nt"
PATIENCE = 600
"""Seconds for any one command; the longest installs all extras."""
NEEDED_IN_WHEEL = (
    r"sinoru/py\.typed",
    r"sinoru/data/[a-z-]+\.yaml",
    r"sinoru/data/LICENSE",
    r"sinoru/data/index\.sqlite",
    r"sinoru/index/schema\.sql",
    r"sinoru/store/postgres/schema\.sql",
    r"sinoru/export/page/bundle/page\.(js|css)",
    r"sinoru/export/page/templates/page\.html",
    r"sinoru/cite/styles/chicago\.csl",
    r"sinoru/cli/completion/scripts/(bash|zsh|fish)",
    r"sinoru/tui/browser\.tcss",
    r"sinoru/names/tables/countries\.tsv",
    r"sinoru/dates/tables/months\.tsv",
    r"sinoru-[^/]*\.data/data/share/man/man1/sinoru\.1",
)
FOREIGN_IN_WHEEL = (
    r"(^|/)tests?/",
    r"(^|/)(benchmarks|fuzz|tools|docs|web)/",
    r"\.(pyc|ts|map)$",
    r"(^|/)\.",
    r"node_modules",
)
NEEDED_IN_SDIST = (
    *("PKG-INFO", "pyproject.toml", "hatch_build.py", "Makefile"),
    *("Dockerfile", ".dockerignore", ".pre-commit-hooks.yaml"),
    *("LICENSE", "data/LICENSE", "README.md", "CHANGELOG.md", "docs/sinoru.1", "docs/releases.md"),
    *("tests/conftest.py", "tools/check_dist.py", "web/package-lock.json"),
)
LICENCES = 4


def faults_of_wheel(path: Path) -> Iterator[str]:
    """Yield what is missing in a wheel, or does not belong there."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        found = next(name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(found).decode())
    yield from (
        f"no {each}" for each in NEEDED_IN_WHEEL if not any(re.fullmatch(each, name) for name in names)
    )
    yield from (f"{name} is in it" for name in names for each in FOREIGN_IN_WHEEL if re.search(each, name))
    licences = metadata.get_all("License-File", [])
    if len(licences) != LICENCES:
        yield f"{len(licences)} licences, not {LICENCES}"
    yield from (
        f"no licence {each}"
        for each in licences
        if not any(name.endswith(f"/licenses/{each}") for name in names)
    )
    extras = metadata.get_all("Provides-Extra", [])
    if "all" not in extras:
        yield "no extra all"
    if metadata["Version"] not in path.name:
        yield f"version {metadata['Version']} in {path.name}"


def faults_of_sdist(path: Path) -> Iterator[str]:
    """Yield what is missing in an sdist, or does not belong there."""
    with tarfile.open(path) as archive:
        names = {each.name.partition("/")[2] for each in archive}
    yield from (f"no {each}" for each in NEEDED_IN_SDIST if each not in names)
    yield from (
        f"{name} is in it" for name in sorted(names) if re.search(r"\.pyc$|node_modules|(^|/)\.venv/", name)
    )


class Failed(Exception):
    """A command did not do what it should; the message has its output."""


class Machine:
    """A home folder without anything in it, and programs that are run there."""

    def __init__(self, folder: Path, python: str, wheelhouse: Path | None) -> None:
        self.folder = folder
        self.python = python
        self.wheelhouse = wheelhouse
        home = folder / "home"
        self.work = folder / "work"
        for each in (home, self.work):
            each.mkdir(parents=True)
        dropped = ("PYTHON", "SINORU", "VIRTUAL_ENV", "XDG", "PIPX", "PG", "COLUMNS", "PAGER", "LESS")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        real = Path.home() / ".cache"
        self.environment = {
            **kept,
            "HOME": str(home),
            "USERPROFILE": str(home),
            "BROWSER": "true",
            "EDITOR": "true",
            "TERM": "xterm",
            "PIP_CACHE_DIR": str(real / "pip"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "UV_CACHE_DIR": str(real / "uv"),
            "UV_TOOL_DIR": str(folder / "uv"),
            "UV_TOOL_BIN_DIR": str(folder / "uv-bin"),
            "UV_PYTHON_DOWNLOADS": "never",
            "PIPX_HOME": str(folder / "pipx"),
            "PIPX_BIN_DIR": str(folder / "pipx-bin"),
            "PIPX_DEFAULT_PYTHON": python,
        }
        if wheelhouse:
            self.environment |= {
                "PIP_NO_INDEX": "1",
                "PIP_FIND_LINKS": str(wheelhouse),
                "UV_NO_INDEX": "1",
                "UV_FIND_LINKS": str(wheelhouse),
                "UV_OFFLINE": "1",
            }
            # Tools of which one version serves all: pipx would look on the index for a newer pip.
            self.environment["PIPX_SHARED_LIBS"] = str(folder / "pipx-shared")

    def run(self, *command: str | Path, status: int = 0, text: str = "", offline: bool = False) -> str:
        """Run a command and return its output, errors included. Raises Failed unless it ends with this status."""
        words = [*(_without_network() if offline else ()), *map(str, command)]
        try:
            done = subprocess.run(  # noqa: S603  what a trial runs is written here
                words,
                cwd=self.work,
                env=self.environment,
                input=text,
                text=True,
                encoding="utf-8",
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Failed(f"$ {' '.join(words)}\nno end within {PATIENCE} seconds") from None
        if done.returncode != status:
            raise Failed(
                f"$ {' '.join(words)}\n{done.stdout[-2000:]}\nexit status {done.returncode}, not {status}"
            )
        return done.stdout

    def make_environment(self, name: str = "venv") -> Path:
        """Make an empty environment and return the folder of its programs."""
        self.run(self.python, "-m", "venv", self.folder / name)
        return self.folder / name / ("Scripts" if WINDOWS else "bin")


@cache
def _without_network() -> tuple[str, ...]:
    """Return the beginning of a command that takes the network from it; nothing where that cannot be done."""
    # A user needs a namespace of users for it; in a chroot, root may not have one, and needs none.
    for words in (("unshare", "--map-root-user", "--net"), ("unshare", "--net")):
        if not shutil.which("unshare"):
            break
        tried = subprocess.run([*words, "true"], capture_output=True, check=False)  # noqa: S603
        if not tried.returncode:
            return words
    return ()


def expect(text: str, *wanted: str) -> str:
    """Return the text. Raises Failed if something is not in it."""
    for each in wanted:
        if each not in text:
            raise Failed(f"{each!r} is not in:\n{text[-2000:]}")
    return text


def check_first_look_up(machine: Machine, sinoru: Path, version: str, *, offline: bool = False) -> None:
    """Check that the first command of a new user shows the timeline, without building anything."""
    shown = machine.run(sinoru, "timeline", offline=offline)
    expect(shown, "1949", "China")
    if "Indexing" in shown:
        raise Failed(f"the bundled index was not used:\n{shown[:300]}")
    expect(machine.run(sinoru, "--version"), f"sinoru {version}")


def check_advice(machine: Machine, sinoru: Path, *, advised: str) -> None:
    """Check that a command without its library names what to type, and works once that has been typed."""
    said = machine.run(sinoru, "web", status=2)
    expect(said, f"'sinoru web' needs 'jinja2', which is not installed. Install it with: {advised}\n")
    words = advised.replace("'", "").split()
    beside = sinoru.with_name(words[0])
    machine.run(beside if beside.exists() else _tool(words[0]), *words[1:])
    expect(machine.run(sinoru, "web"), "sinoru.html")


def _tool(name: str) -> str:
    """Return a program of the environment that runs this script, or of the path. Raises Failed."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if not found:
        raise Failed(f"{name} is not installed")
    return found


def try_wheel_from_index(machine: Machine, wheel: Path, _sdist: Path, version: str) -> None:
    """Install the wheel with pip, its requirements from the index."""
    programs = machine.make_environment()
    machine.run(programs / "pip", "install", wheel)
    check_first_look_up(machine, programs / "sinoru", version)
    machine.run(programs / "pip", "check")
    check_advice(machine, programs / "sinoru", advised="pip install 'sinoru[web]'")


def try_every_command(machine: Machine, wheel: Path, _sdist: Path, version: str) -> None:
    """Install the wheel with all extras and no index, then run every command without a network."""
    programs = machine.make_environment()
    machine.run(programs / "pip", "install", f"sinoru[all] @ {wheel.as_uri()}", offline=True)
    machine.run(programs / "pip", "check")
    sinoru = programs / "sinoru"
    check_first_look_up(machine, sinoru, version, offline=True)
    if not (programs.parent / "share" / "man" / "man1" / "sinoru.1").exists():
        raise Failed("the man page is not installed")
    run_every_command(machine, sinoru)


def try_sdist(machine: Machine, _wheel: Path, sdist: Path, version: str) -> None:
    """Build and install from the sdist, without a network."""
    programs = machine.make_environment()
    machine.run(programs / "pip", "install", sdist, offline=True)
    check_first_look_up(machine, programs / "sinoru", version, offline=True)


def try_name_in_folder(machine: Machine, _wheel: Path, _sdist: Path, version: str) -> None:
    """Install by name, with an extra, from a folder."""
    programs = machine.make_environment()
    machine.run(programs / "pip", "install", f"sinoru[web]=={version}", offline=True)
    check_first_look_up(machine, programs / "sinoru", version, offline=True)
    machine.run(programs / "sinoru", "web", offline=True)


def try_pipx(machine: Machine, wheel: Path, _sdist: Path, version: str) -> None:
    """Install with pipx, then add an extra as advised."""
    pipx = _tool("pipx")
    machine.run(pipx, "install", wheel)
    sinoru = machine.folder / "pipx-bin" / "sinoru"
    check_first_look_up(machine, sinoru, version)
    check_advice(machine, sinoru, advised="pipx inject sinoru 'sinoru[web]'")


def try_uv(machine: Machine, _wheel: Path, _sdist: Path, version: str) -> None:
    """Install as a tool of uv by name, then add an extra as advised: the one that was there stays."""
    uv = _tool("uv")
    machine.run(uv, "tool", "install", "--python", machine.python, f"sinoru[mcp]=={version}")
    sinoru = machine.folder / "uv-bin" / "sinoru"
    check_first_look_up(machine, sinoru, version)
    check_advice(machine, sinoru, advised="uv tool install 'sinoru[mcp,web]'")
    machine.run(sinoru, "mcp")


CHRONOLOGY = """\
Talks, 1989

15-18 May 1989: Mikhail Gorbachev visits Beijing.

16 May 1991: An agreement is signed.
"""
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20240101T000000Z\r\n"
    "DTSTART;VALUE=DATE:19990508\r\nSUMMARY:Embassy bombed\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "x", "version": "1"},
    },
}
LISTENING_TO_NOBODY = "postgresql://desk@127.0.0.1:1/news"


def make_pdf(text: str) -> bytes:
    """Return a PDF of one page with a line of text (ISO 32000-1, section 7.5)."""
    drawn = f"BT /F 12 Tf 72 700 Td ({text}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        "<< /Font << /F 5 0 R >> >>",
    )
    parts, offsets = ["%PDF-1.4\n"], []
    for number, each in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{each}\nendobj\n")
    start = sum(map(len, parts))
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    parts.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}")
    parts.append(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
    return "".join(parts).encode("latin-1")


class Program:
    """The installed program without a network, and which of its commands have been run."""

    def __init__(self, machine: Machine, sinoru: Path) -> None:
        self.machine = machine
        self.sinoru = sinoru
        self.work = machine.work
        self.ran: set[str] = set()

    def run(self, *words: str, status: int = 0, text: str = "", wanted: str = "") -> str:
        """Run a command, and return its output, which must contain `wanted`. Raises Failed."""
        self.ran.add(words[0])
        return expect(self.machine.run(self.sinoru, *words, status=status, text=text, offline=True), wanted)


def run_every_command(machine: Machine, sinoru: Path) -> None:
    """Run each command once, and each format. Raises Failed, also for a new command that is not run here."""
    program = Program(machine, sinoru)
    for words, wanted in LOOK_UPS.items():
        program.run(*words.split(), wanted=wanted)
    export_every_format(program)
    keep_a_corpus(program)
    program.run("mcp", text=f"{json.dumps(HELLO)}\n", wanted='"serverInfo"')
    if not WINDOWS:
        browse(machine, sinoru)
    asked = "from sinoru.cli.command_line import COMMANDS; print(*COMMANDS)"
    commands = machine.run(sinoru.with_name("python"), "-c", asked).split()
    if left := {*commands} - {*program.ran, "browse"}:
        raise Failed(f"not tried: {', '.join(sorted(left))}. Add them to tools/check_dist.py.")


LOOK_UPS = {
    "timeline --limit 2 --svg timeline.svg": "",
    "on 1999-05-08": "Belgrade",
    "who Черномырдин": "Chernomyrdin",
    "search embassy bombing --limit 2": "embassy",
    "claims alliance --limit 2": "alliance",
    "conflicts hotline --limit 1": "hotline",
    "links Yeltsin": "Yeltsin",
    "show treaty-2001-is-no-alliance": "treaty-2001-is-no-alliance",
    "sources": "Yu Bin",
    "cite treaty-2001-is-no-alliance": "ABC News",
    "cite treaty-2001-is-no-alliance --style bibtex": "@",
    "stats": "1999",
    "schema": "https://json-schema.org/",
    "index status": "",
    "index build": "",
    "config show": "theme",
    "completion bash": "complete",
    "help": "timeline",
}
"""Command lines, and what their output must contain: what is in the bundled corpus, in whatever layout."""


def export_every_format(program: Program) -> None:
    """Write a file of each format that `export` lists, and the page that `web` opens. Raises Failed."""
    listed = program.run("export", "nothing-of-that-name", status=2).partition("Use one of ")[2]
    formats = re.findall(r"[a-z-]+", listed)
    if "html" not in formats:
        raise Failed(f"no export formats were listed: {formats}")
    for name in formats:
        program.run("export", name, "-o", f"exported.{name}")
        if not (program.work / f"exported.{name}").stat().st_size:
            raise Failed(f"exported.{name} is empty")
    program.run("web", wanted="sinoru.html")


def keep_a_corpus(program: Program) -> None:
    """Start a corpus with the wheel alone, and do with it what its owner would. Raises Failed."""
    run, work = program.run, program.work
    run("init", "corpus")
    run("check", "corpus")
    run("timeline", "--data", "corpus", wanted="event")
    (work / "notes.txt").write_text(CHRONOLOGY, encoding="utf-8")
    page = CHRONOLOGY.replace("\n\n", "<p>")
    (work / "notes.html").write_text(f"<!doctype html><p>{page}", encoding="utf-8")
    (work / "notes.pdf").write_bytes(make_pdf("15 May 1989: Mikhail Gorbachev visits Beijing."))
    (work / "notes.ics").write_text(CALENDAR, encoding="utf-8", newline="")
    for name in ("notes.html", "notes.pdf"):
        run("import", "chronology", name, "--dry-run", wanted="Gorbachev")
    run("import", "ics", "notes.ics", "--dry-run", wanted="Embassy")
    shutil.copytree(work / "corpus", work / "before")
    run("import", "chronology", "notes.txt", "--data", "corpus", "-o", "corpus/drafts.yaml")
    drafted = re.findall(r"- id: ([\w-]+)", (work / "corpus" / "drafts.yaml").read_text("utf-8"))[-1]
    run("diff", "before", "corpus", status=1, wanted=drafted)
    for name in ("notes.txt", "notes.html"):
        run("verify", f"notes={name}", "--data", "corpus")
    run("verify", "notes=notes.pdf", "--data", "corpus", status=1)  # it has one of the two entries
    run("add", "person", "Eduard Shevardnadze", "--data", "corpus", "--yes")
    run("edit", drafted, "--data", "corpus")
    run("fmt", "corpus")
    run("push", "--data", "corpus", "--store", "sqlite:corpus.sqlite")
    run("timeline", "--store", "sqlite:corpus.sqlite", wanted="Gorbachev")
    # The driver is there; that no server answers is another error.
    run("push", "--store", LISTENING_TO_NOBODY, status=2, wanted="cannot be used")


def browse(machine: Machine, sinoru: Path) -> None:
    """Open the browser in a terminal of its own, wait until it has drawn a record, and leave with q."""
    import pty
    import select

    child, terminal = pty.fork()
    if not child:
        os.chdir(machine.work)
        os.execve(sinoru, [str(sinoru), "browse"], {**machine.environment, "LC_ALL": "C.UTF-8"})  # noqa: S606
    shown = b""
    started = time.monotonic()
    is_left = False
    while time.monotonic() - started < PATIENCE / 10:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux: the other side has been closed
            break
        if not part:
            break
        shown += part
        if b"1949" in shown and not is_left:
            os.write(terminal, b"q")
            is_left = True
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    if not is_left or os.waitstatus_to_exitcode(status):
        raise Failed(f"'sinoru browse' was not left with q ({status}):\n{shown[-500:]!r}")


Trial = Callable[[Machine, Path, Path, str], None]
TRIALS: dict[str, tuple[Trial, bool]] = {
    "wheel, pip, package index": (try_wheel_from_index, False),
    "wheel with [all], no network, every command": (try_every_command, True),
    "sdist, no network": (try_sdist, True),
    "by name with [web], folder, no network": (try_name_in_folder, True),
    "wheel, pipx": (try_pipx, True),
    "by name, uv tool install, folder": (try_uv, True),
}
"""Each trial, and whether it installs from a folder and not from the index."""


def fill_wheelhouse(folder: Path, python: str, wheel: Path, sdist: Path) -> None:
    """Put the archives and all that they and their build need into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    needed = [f"sinoru[all] @ {wheel.as_uri()}", "hatchling", "pip", "setuptools"]
    command = [python, "-m", "pip", "download", "--quiet", "--prefer-binary", "--dest", str(folder), *needed]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Failed(done.stderr)
    for each in (wheel, sdist):
        shutil.copyfile(each, folder / each.name)


def check_contents(wheel: Path, sdist: Path) -> int:
    """Print what is wrong in the archives and return how much."""
    faults = [f"{wheel.name}: {each}" for each in faults_of_wheel(wheel)]
    faults += [f"{sdist.name}: {each}" for each in faults_of_sdist(sdist)]
    print("\n".join(faults) or "ok    contents of both archives", flush=True)
    return len(faults)


def main(arguments: list[str]) -> int:
    """Check the contents, then run each trial; return 1 if anything failed."""
    parser = argparse.ArgumentParser(description="Check that a release installs and runs.")
    parser.add_argument("folder", nargs="?", default="dist")
    parser.add_argument("--python", default=sys.executable, help="the Python to install for")
    parser.add_argument("--only", default="", help="a word in the names of the trials to run")
    given = parser.parse_args(arguments)
    (wheel,) = (path.resolve() for path in Path(given.folder).glob("sinoru-*.whl"))
    (sdist,) = (path.resolve() for path in Path(given.folder).glob("sinoru-*.tar.gz"))
    version = wheel.name.split("-")[1]
    failed = check_contents(wheel, sdist)
    with tempfile.TemporaryDirectory(prefix="sinoru-trials-") as place:
        house = Path(os.environ.get("WHEELHOUSE") or Path(place) / "wheelhouse").resolve()
        fill = not os.environ.get("WHEELHOUSE")
        chosen = {name: each for name, each in TRIALS.items() if given.only in name}
        for number, (name, (trial, from_folder)) in enumerate(chosen.items()):
            started = time.monotonic()
            try:
                if from_folder and fill:
                    fill_wheelhouse(house, given.python, wheel, sdist)
                    fill = False
                machine = Machine(Path(place) / str(number), given.python, house if from_folder else None)
                trial(machine, wheel, sdist, version)
            except Failed as error:
                failed += 1
                print(f"FAIL  {name}\n{error}", flush=True)
            else:
                print(f"ok    {name} ({time.monotonic() - started:.0f} s)", flush=True)
    print(
        "without a network: by unshare" if _without_network() else "without a network: not tried, no unshare"
    )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
