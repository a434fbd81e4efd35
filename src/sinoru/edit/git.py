"""The files of a revision, read from a git repository that may be a stranger's.

Its configuration names programs: for transports, hooks, filters, pagers and the file system monitor. None of them
runs, and nothing is fetched: only objects that the repository has are read, by commands that print them as they are.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence

from sinoru.loading.files import MAX_FILES, has_corpus_name, with_slashes
from sinoru.messages import cannot_read, shell_word
from sinoru.model.errors import SinoruError
from sinoru.programs import environment, find_program

_OPTIONS = (
    "--no-pager",
    "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "protocol.allow=never",
    "-c", "safe.bareRepository=explicit",
)  # fmt: skip
_KEPT = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""Variables by which the user configures git; all others name a repository, a program or a file to write to."""


MOST_ENTRIES = 1_000_000
"""Files of a revision that are listed, to find those of a corpus among them."""
LARGEST = 256_000_000
"""Bytes of all files of a corpus in a revision."""


class NoSuchState(SinoruError):
    """The argument is neither a path nor a revision in git."""

    def __init__(self, given: str, why: str, advice: str = "") -> None:
        usual = "Use a folder, a file, or a revision such as HEAD~1 or v1:data."
        super().__init__(cannot_read(given, why, advice or usual))


def files_of_revision(given: str, revision: str, path: str, default_path: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files of a revision, in order of their paths.

    They are those below a path from the top of the repository, or below `default_path`, from which their paths begin.
    Raises NoSuchState.
    """
    start = os.path.abspath(default_path if os.path.exists(default_path) else ".")
    folder = start if os.path.isdir(start) else os.path.dirname(start)
    if revision.startswith("-"):
        raise NoSuchState(given, "a revision cannot begin with a hyphen")
    git = _Git(folder, given)
    commit = git.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode("ascii").strip()
    top = os.fsdecode(git.run("rev-parse", "--show-toplevel").removesuffix(b"\n"))
    below = path or os.path.relpath(os.path.realpath(start), os.path.realpath(top))
    below = with_slashes(below).rstrip("/")
    below = "" if below == "." else below
    git = _Git(top, given)
    listing = git.listed("ls-tree", "-r", "-z", "--full-tree", commit, "--", *([below] if below else []))
    found = [entry for entry in map(_parse_entry, listing) if entry]
    if not found:
        raise NoSuchState(given, f"the revision has no *.yaml file{f' in {below}' if below else ''}")
    shown = []
    for name, blob in sorted(found):
        inner = os.path.basename(name) if name == below else name.removeprefix(f"{below}/" if below else "")
        if not any(part.startswith(".") for part in inner.split("/")):
            shown.append((inner, blob))
    yield from zip((inner for inner, _ in shown), git.contents([blob for _, blob in shown]), strict=True)


def _parse_entry(line: bytes) -> tuple[str, str] | None:
    """Parse a line of `git ls-tree`: return path and blob id, or None if it is not a regular corpus file."""
    about, _, name = line.partition(b"\t")
    mode, _, blob = about.decode().split(" ")
    path = os.fsdecode(name)
    return (path, blob) if mode in ("100644", "100755") and has_corpus_name(path) else None


class _Git:
    def __init__(self, folder: str, given: str) -> None:
        self._folder = folder
        self._given = given

    def run(self, *arguments: str, sent: bytes = b"") -> bytes:
        """Return what a command prints. Raises NoSuchState."""
        with self._start(*arguments) as process:
            printed, said = process.communicate(sent)
        if process.returncode:
            raise self._failure(said.decode("utf-8", "replace"))
        return printed

    def listed(self, *arguments: str) -> list[bytes]:
        """Return the entries that a command prints, each with a NUL at its end. Raises NoSuchState.

        Folders that contain the same one many times over make an endless list of a few objects: it is not read on.
        """
        parts: list[bytes] = []
        entries = 0
        with self._start(*arguments) as process:
            while process.stdout and (part := process.stdout.read(1 << 16)):
                parts.append(part)
                entries += part.count(b"\0")
                if entries > MOST_ENTRIES:
                    process.kill()
                    raise self._too_large(f"more than {MOST_ENTRIES:,} files")
            said = process.stderr.read() if process.stderr else b""
        if process.returncode:
            raise self._failure(said.decode("utf-8", "replace"))
        return b"".join(parts).split(b"\0")[:-1]

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        program = find_program("git")
        if program is None:
            raise NoSuchState(
                self._given, "no such path, and git, which would find a revision, is not on PATH"
            )
        words = [program, "-C", self._folder, *_OPTIONS, *arguments]
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen(  # noqa: S603
                words, stdin=pipe, stdout=pipe, stderr=pipe, env=variables(environment())
            )
        except OSError:
            raise NoSuchState(self._given, "no such path, and git cannot be run to find a revision") from None

    def _too_large(self, what: str) -> NoSuchState:
        return NoSuchState(self._given, f"the revision has {what}", "Name a folder in it, as in HEAD:data.")

    def _failure(self, said: str) -> NoSuchState:
        first = said.strip().removeprefix("fatal: ").partition("\n")[0]
        if first.startswith("not a git repository"):
            return NoSuchState(self._given, "no such path, and the folder is not in a git repository")
        if "dubious ownership" in first:
            trusted = shell_word(first.partition("'")[2].rpartition("'")[0])
            advice = f"If you trust that user, run: git config --global --add safe.directory {trusted}"
            return NoSuchState(self._given, "the git repository belongs to another user", advice)
        return NoSuchState(self._given, "no such path or revision" + (f" ({first})" if first else ""))

    def contents(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """Yield the content of each object. Raises NoSuchState for one that the repository lacks, or for too much."""
        if len(blobs) > MAX_FILES:
            raise self._too_large(f"more than {MAX_FILES:,} *.yaml files")
        unique = [*dict.fromkeys(blobs)]
        sent = "".join(f"{blob}\n" for blob in unique).encode("ascii")
        *described, _ = self.run("cat-file", "--batch-check", sent=sent).split(b"\n")
        sizes = dict(zip(unique, map(self._size, described), strict=True))
        if sum(sizes[blob] for blob in blobs) > LARGEST:
            raise self._too_large(f"more than {LARGEST // 1_000_000} MB of *.yaml files")
        printed = self.run("cat-file", "--batch", sent=sent)
        begins = {}
        begin = 0
        for blob in unique:
            begins[blob] = printed.index(b"\n", begin) + 1
            begin = begins[blob] + sizes[blob] + 1
        for blob in blobs:
            yield printed[begins[blob] : begins[blob] + sizes[blob]]

    def _size(self, described: bytes) -> int:
        """Return the size in a line of `git cat-file`. Raises NoSuchState for an object that the repository lacks."""
        _, kind, *size = described.split(b" ")
        if kind != b"blob":
            why = "the repository lacks a file of this revision, as in a partial clone"
            raise NoSuchState(self._given, why, "If you trust its server, run: git fetch --refetch")
        return int(size[0])


def variables(environ: Mapping[str, str]) -> dict[str, str]:
    """Return an environment for git: nothing is fetched or asked, messages are in English, and paths no patterns."""
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return kept | {
        "LC_ALL": "C",
        "GIT_NO_LAZY_FETCH": "1",  # git 2.45; in an older one, a fetch begins and finds no protocol allowed
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LITERAL_PATHSPECS": "1",
    }
