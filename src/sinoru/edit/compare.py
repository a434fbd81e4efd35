"""The states of a corpus that can be compared: on disk now, or as git has them.

Two states of a corpus, compared record by record and field by field.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from io import BytesIO
from typing import Any, NamedTuple

import msgspec

from sinoru.edit.difference import Difference, FieldChange, How, RecordChange
from sinoru.index.fields import title_of
from sinoru.loading.files import find_corpus_files, has_corpus_name
from sinoru.loading.records import Loaded, load_records
from sinoru.model.errors import SinoruError
from sinoru.model.records import Diagnostic, Record


class StoredFile(NamedTuple):
    """A file of one state: its path within the corpus, and what it holds."""

    path: str
    content: bytes

    @property
    def digest(self) -> bytes:
        """Return what tells this content from any other."""
        return blake2b(self.content, digest_size=16).digest()


class NoSuchState(SinoruError):
    """What was given is neither a path nor something that git knows."""

    def __init__(self, given: str, why: str) -> None:
        super().__init__(f"{given}: {why}. Give a folder, a file, or a revision as in HEAD~1 or v1:data.")


def state_of(given: str, beside: str) -> list[StoredFile]:
    """Return the files of a state: a path, `REV`, `REV:PATH` or `git:REV:PATH`, in order of their paths.

    A revision without a path is of the folder or file `beside`. Raises NoSuchState and NoSuchCorpus.
    """
    is_revision = given.startswith("git:")
    if not is_revision and os.path.exists(given):
        return list(_on_disk(given))
    revision, _, path = given.removeprefix("git:").partition(":")
    return list(_in_git(given, revision, path, beside))


def names_revision(given: str) -> bool:
    """Return whether this is no path."""
    return given.startswith("git:") or not os.path.exists(given)


def _on_disk(path: str) -> Iterator[StoredFile]:
    top = os.path.abspath(path)
    for file in find_corpus_files([path]):
        with open(file.path, "rb") as stream:
            name = os.path.relpath(file.path, top) if os.path.isdir(top) else os.path.basename(top)
            yield StoredFile(name, stream.read())


def _in_git(given: str, revision: str, path: str, beside: str) -> Iterator[StoredFile]:
    """Yield the files below a path, from the top of the repository, in a revision; without one, of `beside`."""
    place = os.path.abspath(beside if os.path.exists(beside) else ".")
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    if revision.startswith("-"):
        raise NoSuchState(given, "no revision begins with a hyphen")
    _git(folder, ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], given)
    top = os.fsdecode(_git(folder, ["rev-parse", "--show-toplevel"], given).rstrip(b"\n"))
    below = path.rstrip("/") if path else os.path.relpath(os.path.realpath(place), os.path.realpath(top))
    below = "" if below == "." else below
    listing = _git(
        top, ["ls-tree", "-r", "-z", "--full-tree", revision, "--", *([below] if below else [])], given
    )
    found = [entry for entry in map(_entry, filter(None, listing.split(b"\0"))) if entry]
    if not found:
        raise NoSuchState(given, f"it has no *.yaml file in {below or 'it'}")
    for name, blob in sorted(found):
        inner = os.path.basename(name) if name == below else name.removeprefix(f"{below}/" if below else "")
        if not any(part.startswith(".") for part in inner.split("/")):
            yield StoredFile(inner, _git(top, ["cat-file", "blob", blob], given))


def _entry(line: bytes) -> tuple[str, str] | None:
    """Read a line of `git ls-tree`: the path and the name of the content; None for what is no regular corpus file."""
    about, _, name = line.partition(b"\t")
    mode, _, blob = about.decode().split(" ")
    path = os.fsdecode(name)
    return (path, blob) if mode in ("100644", "100755") and has_corpus_name(path) else None


def _git(folder: str, words: Sequence[str], given: str) -> bytes:
    try:
        ran = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=False)  # noqa: S603, S607  the user's git
    except OSError:
        raise NoSuchState(given, "there is no such path, and no git to ask for a revision") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").splitlines()
        raise NoSuchState(given, "there is no such path, nor a revision" + (f" ({said[0]})" if said else ""))
    return ran.stdout


Key = tuple[str, str, int]
"""Kind, id, and the number of the record among those that share them."""


class _State:
    def __init__(self, name: str, files: Sequence[StoredFile]) -> None:
        self.records: dict[Key, tuple[Record, str]] = {}
        self.faults: list[Diagnostic] = []
        for file in files:
            for one in load_records(BytesIO(file.content), f"{name}:{file.path}"):
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
    """Compare two states, each given with its name. A record that only moved to another file or line is no change."""
    # What is the same file in both has the same records: nothing of it needs to be read.
    same = {(file.path, file.digest) for file in old[1]} & {(file.path, file.digest) for file in new[1]}
    before, after = (
        _State(name, [file for file in files if (file.path, file.digest) not in same])
        for name, files in (old, new)
    )
    changes = tuple(_changes(before, after))
    return Difference(old[0], new[0], changes, (*before.faults, *after.faults))


def _changes(before: _State, after: _State) -> Iterator[RecordChange]:
    for key in sorted(before.records.keys() | after.records.keys()):
        old, new = before.records.get(key), after.records.get(key)
        if old is None or new is None:
            record, path = old or new or (None, "")
            if record is not None:
                how: How = "removed" if new is None else "added"
                yield RecordChange(how, key[0], key[1], title_of(record), path)
        elif old[0] != new[0]:
            fields = tuple(_fields(msgspec.to_builtins(old[0]), msgspec.to_builtins(new[0]), ""))
            yield RecordChange("changed", key[0], key[1], title_of(new[0]), new[1], fields)


def _fields(old: dict[str, Any], new: dict[str, Any], within: str) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        name = f"{within}{key}"
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _fields(before, after, f"{name}.")
        elif isinstance(before, list | tuple | None) and isinstance(after, list | tuple | None):
            went = [item for item in before or () if item not in (after or ())]
            came = [item for item in after or () if item not in (before or ())]
            yield FieldChange(name, went, came, is_list=True)
        else:
            yield FieldChange(name, before, after)
