"""The files of a revision, read from a git repository that may be a stranger's.

Its configuration names programs: for transports, hooks, filters, pagers and the file system monitor. None of them
runs, and nothing is fetched: only objects that the repository has are read, by commands that print them as they are.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence

from sinoru.loading.files import has_corpus_name, with_slashes
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
    listing = git.run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *([below] if below else []))
    found = [entry for entry in map(_parse_entry, filter(None, listing.split(b"\0"))) if entry]
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
        program = find_program("git")
        if program is None:
            raise NoSuchState(
                self._given, "no such path, and git, which would find a revision, is not on PATH"
            )
        words = [program, "-C", self._folder, *_OPTIONS, *arguments]
        environ = variables(environment())
        try:
            ran = subprocess.run(words, input=sent, capture_output=True, check=False, env=environ)  # noqa: S603
        except OSError:
            raise NoSuchState(self._given, "no such path, and git cannot be run to find a revision") from None
        if ran.returncode:
            raise self._failure(ran.stderr.decode("utf-8", "replace"))
        return ran.stdout

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
        """Yield the content of each object. Raises NoSuchState for one that the repository lacks."""
        printed = self.run("cat-file", "--batch", sent="".join(f"{blob}\n" for blob in blobs).encode("ascii"))
        begin = 0
        for _ in blobs:
            end = printed.find(b"\n", begin)
            _, kind, *size = printed[begin:end].split(b" ")
            if kind != b"blob":
                why = "the repository lacks a file of this revision, as in a partial clone"
                raise NoSuchState(self._given, why, "If you trust its server, run: git fetch --refetch")
            begin = end + 1 + int(size[0]) + 1
            yield printed[end + 1 : begin - 1]


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
