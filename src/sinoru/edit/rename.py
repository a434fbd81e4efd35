"""Rename a record: every reference to it follows, in every file, and it remembers the id that it had."""

from collections.abc import Sequence

import msgspec

from sinoru.edit.corpus_text import CorpusText
from sinoru.edit.joint_change import FileChange
from sinoru.loading.field_readers import is_kebab_case
from sinoru.messages import not_a, quoted
from sinoru.model.errors import WrongUsage
from sinoru.model.records import Record


class Renaming(msgspec.Struct, frozen=True):
    """The files that change when a record gets another id, the one of the record first; not yet written."""

    old: str
    new: str
    changes: tuple[FileChange, ...]
    references: int


def plan_renaming(old: str, new: str, paths: Sequence[str]) -> Renaming:
    """Return the changes that give a record another id.

    They are empty if it has this id, and had the old one before. Raises UnknownId, WrongUsage if the new id cannot
    be used, and what CorpusText raises.
    """
    if not is_kebab_case(new):
        advice = "Use lower-case letters, digits and single hyphens, as in yu-1999q2."
        raise WrongUsage(not_a("a valid id", new, advice))
    if old == new:
        raise WrongUsage(f"{quoted(new)} is the old id and the new one. Choose another id.")
    corpus = CorpusText(paths)
    old = living_id(corpus, old)
    if old == new:
        return Renaming(old, new, (), 0)
    found = corpus.find(old)
    _require_free(corpus, new, old)
    ids = {old: new}

    def expect(record: Record) -> Record:
        return renamed if record == found.record else corpus.fields.with_ids(record, ids)

    formerly = tuple(id_ for id_ in (*found.record.formerly, old) if id_ != new)
    renamed = msgspec.structs.replace(corpus.fields.with_ids(found.record, ids), formerly=formerly)
    references = corpus.follow(ids, expect)
    changes = corpus.changes(found.file)
    corpus.prove(changes, expect, ids)
    return Renaming(old, new, tuple(changes), references)


def living_id(corpus: CorpusText, id_: str) -> str:
    """Return the id of the record that has this id or, if none has it, had it before."""
    return id_ if corpus.look_up(id_) else corpus.owner_of(id_) or id_


def _require_free(corpus: CorpusText, new: str, old: str) -> None:
    other = corpus.look_up(new)
    if other is None:
        owner = corpus.owner_of(new)
        if owner in ("", old):
            return
        why = f"{quoted(new)} is a former id of {quoted(owner)}: what cites it would lead to another record."
        raise WrongUsage(f"{why} Choose another id.")
    merge = f"sinoru merge {new} {old}"
    raise WrongUsage(
        f"{quoted(new)} is the id of another record, at {other.shown}. Choose another id, or make one record of "
        f"the two: {merge}"
    )
