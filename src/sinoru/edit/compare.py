"""Compare two states of a corpus, on disk or in git, record by record and field by field."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import msgspec

from sinoru.edit.difference import Difference, FieldChange, How, RecordChange
from sinoru.index.fields import title_of
from sinoru.loading.files import find_corpus_files, has_corpus_name, with_slashes
from sinoru.loading.records import Loaded, load_records
from sinoru.messages import cannot_read
from sinoru.model.errors import SinoruError
from sinoru.model.records import Diagnostic, Record


class StoredFile(NamedTuple):
    """A file of one state: its path within the corpus, and its content."""

    path: str
    content: bytes


Key = tuple[str, str, int]
"""Kind, id, and the number of the record among those that share them."""


class NoSuchState(SinoruError):
    """The argument is neither a path nor a revision in git."""

    def __init__(self, given: str, why: str) -> None:
        super().__init__(
            cannot_read(given, why, "Use a folder, a file, or a revision such as HEAD~1 or v1:data.")
        )


def state_of(given: str, default_path: str) -> list[StoredFile]:
    """Return the files of a state: a path, `REV`, `REV:PATH` or `git:REV:PATH`, in order of their paths.

    A revision without a path is that of the folder or file `default_path`. Raises NoSuchState and NoSuchCorpus.
    """
    if not names_revision(given):
        return list(_files_on_disk(given))
    revision, _, path = given.removeprefix("git:").partition(":")
    return list(_files_in_git(given, revision, path, default_path))


def names_revision(given: str) -> bool:
    """Return whether an argument names a revision and not a path."""
    return given.startswith("git:") or not os.path.exists(given)


def _files_on_disk(path: str) -> Iterator[StoredFile]:
    top = os.path.abspath(path)
    for file in find_corpus_files([path]):
        with open(file.path, "rb") as stream:
            name = os.path.relpath(file.path, top) if os.path.isdir(top) else os.path.basename(top)
            yield StoredFile(with_slashes(name), stream.read())


def _files_in_git(given: str, revision: str, path: str, default_path: str) -> Iterator[StoredFile]:
    """Yield the files of a revision below a path from the top of the repository, or below `default_path`."""
    start = os.path.abspath(default_path if os.path.exists(default_path) else ".")
    folder = start if os.path.isdir(start) else os.path.dirname(start)
    if revision.startswith("-"):
        raise NoSuchState(given, "a revision cannot begin with a hyphen")
    _run_git(folder, ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], given)
    top = os.fsdecode(_run_git(folder, ["rev-parse", "--show-toplevel"], given).rstrip(b"\n"))
    below = path or os.path.relpath(os.path.realpath(start), os.path.realpath(top))
    below = with_slashes(below).rstrip("/")
    below = "" if below == "." else below
    listing = _run_git(
        top, ["ls-tree", "-r", "-z", "--full-tree", revision, "--", *([below] if below else [])], given
    )
    found = [entry for entry in map(_parse_entry, filter(None, listing.split(b"\0"))) if entry]
    if not found:
        raise NoSuchState(given, f"the revision has no *.yaml file{f' in {below}' if below else ''}")
    for name, blob in sorted(found):
        inner = os.path.basename(name) if name == below else name.removeprefix(f"{below}/" if below else "")
        if not any(part.startswith(".") for part in inner.split("/")):
            yield StoredFile(inner, _run_git(top, ["cat-file", "blob", blob], given))


def _parse_entry(line: bytes) -> tuple[str, str] | None:
    """Parse a line of `git ls-tree`: return path and blob id, or None if it is not a regular corpus file."""
    about, _, name = line.partition(b"\t")
    mode, _, blob = about.decode().split(" ")
    path = os.fsdecode(name)
    return (path, blob) if mode in ("100644", "100755") and has_corpus_name(path) else None


def _run_git(folder: str, arguments: Sequence[str], given: str) -> bytes:
    try:
        ran = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)  # noqa: S603, S607  the user's git
    except OSError:
        raise NoSuchState(given, "no such path, and git cannot be run to find a revision") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").split("\n")
        if said and said[0].startswith("not a git repository"):
            raise NoSuchState(given, "no such path, and the folder is not in a git repository")
        raise NoSuchState(given, "no such path or revision" + (f" ({said[0]})" if said else ""))
    return ran.stdout


def _shown(name: str, path: str) -> str:
    """Return where a file of a state is, as messages show it."""
    if names_revision(name):
        return f"{name}:{path}"
    return os.path.join(name, path) if os.path.isdir(name) else name


class _State:
    def __init__(self, name: str, files: Sequence[StoredFile]) -> None:
        self.records: dict[Key, tuple[Record, str]] = {}
        self.faults: list[Diagnostic] = []
        for file in files:
            for one in load_records(BytesIO(file.content), _shown(name, file.path)):
                if isinstance(one, Loaded):
                    self.add(one.record, file.path)
                elif isinstance(one, Diagnostic):
                    self.faults.append(one)

    def add(self, record: Record, path: str) -> None:
        number = 0
        while (key := (record.KIND, record.id, number)) in self.records:
            number += 1
        self.records[key] = record, path


def compare(old: tuple[str, Sequence[StoredFile]], new: tuple[str, Sequence[StoredFile]]) -> Difference:
    """Compare two states, each given with its name. A record that only moved to another file or line is unchanged."""
    same = {*old[1]} & {*new[1]}  # the records in these files are the same as well
    before, after = (_State(name, [file for file in files if file not in same]) for name, files in (old, new))
    changes = tuple(_changes(before, after))
    return Difference(old[0], new[0], changes, (*before.faults, *after.faults))


def _changes(before: _State, after: _State) -> Iterator[RecordChange]:
    for key in sorted(before.records.keys() | after.records.keys()):
        old, new = before.records.get(key), after.records.get(key)
        if old and new:
            if old[0] != new[0]:
                fields = tuple(_field_changes(msgspec.to_builtins(old[0]), msgspec.to_builtins(new[0]), ""))
                yield RecordChange("changed", key[0], key[1], title_of(new[0]), new[1], fields)
        elif found := old or new:
            how: How = "removed" if old else "added"
            yield RecordChange(how, key[0], key[1], title_of(found[0]), found[1])


def _field_changes(old: dict[str, Any], new: dict[str, Any], within: str) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        name = f"{within}{key}"
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _field_changes(before, after, f"{name}.")
        elif isinstance(before, list | tuple | None) and isinstance(after, list | tuple | None):
            removed = [item for item in before or () if item not in (after or ())]
            added = [item for item in after or () if item not in (before or ())]
            yield FieldChange(name, removed, added, is_list=True)
        else:
            yield FieldChange(name, before, after)
