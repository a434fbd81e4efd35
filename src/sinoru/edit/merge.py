"""Merge a record into another: every reference follows, in every file, and the other id remains a former one."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from sinoru.edit.corpus_text import CorpusText, FoundRecord
from sinoru.edit.difference import FieldChange
from sinoru.edit.joint_change import FileChange
from sinoru.edit.rename import living_id
from sinoru.edit.united import Choices, differences, unite, without_repeats
from sinoru.messages import quoted
from sinoru.model.errors import WrongUsage
from sinoru.model.records import ConflictRecord, Record
from sinoru.model.registers import differing_registers


class Merge(msgspec.Struct, frozen=True):
    """The files that change when a record is merged into another, the one of the latter first; not yet written."""

    kept: str
    other: str
    changes: tuple[FileChange, ...]
    references: int
    dropped: tuple[str, ...]
    """The keys of the fields in which the two referred to each other."""
    states: tuple[str, ...] = ()
    """Of two conflicts in which not the same stands: the state of each, and of the one that is made of them."""
    registers: tuple[str, ...] = ()
    """The registers in which the two have different ids, which are all kept."""
    comment: str = ""
    """The file and line of a comment directly above the record that is merged into the other, which stays there."""


class Pair:
    """Two records of a corpus that are to be one."""

    def __init__(self, kept: str, other: str, paths: Sequence[str]) -> None:
        """Read the corpus and find the two. Raises UnknownId, WrongUsage, and what CorpusText raises."""
        self.corpus = CorpusText(paths)
        self.kept = self._find(kept)
        self.other = self._find(other)
        one, two = self.kept.record, self.other.record
        if one.id == two.id:
            raise WrongUsage(
                f"{quoted(kept)} and {quoted(other)} are one record already. Choose another one."
            )
        if one.KIND != two.KIND:
            kinds = f"{quoted(one.id)} is {_with_article(one.KIND)}, and {quoted(two.id)} {_with_article(two.KIND)}"
            raise WrongUsage(f"{kinds}: only records of one kind can be merged. Choose another record.")

    def _find(self, id_: str) -> FoundRecord:
        return self.corpus.find(living_id(self.corpus, id_))

    @property
    def differences(self) -> tuple[FieldChange, ...]:
        """The fields in which both have a value, and not the same one: a choice is needed for each."""
        return differences(self.kept.record, self.other.record, self.corpus.fields)

    def plan(self, choices: Choices) -> Merge:
        """Return the changes. Raises what CorpusText.prove raises."""
        corpus, kept, other = self.corpus, self.kept, self.other
        united = unite(kept.record, other.record, choices, corpus.fields)
        self._require_one_conflict_on_each_field(united.record)
        ids = {other.record.id: kept.record.id}

        def expect(record: Record) -> Record | None:
            if record in (kept.record, other.record):
                return united.record if record == kept.record else None
            followed: Record = without_repeats(record, corpus.fields.with_ids(record, ids))
            return followed

        references = corpus.follow(ids, expect, without=[kept.text.node, other.text.node])
        corpus.update(kept.text, kept.record, united.record, ids)
        comments = [one.text for one in other.text.comments]
        corpus.splice(kept.file, kept.text.add_comments(comments))
        corpus.splice(other.file, other.text.remove())
        changes = corpus.changes(kept.file)
        corpus.prove(changes, expect, ids)
        comment = other.text.line_of_comment_above()
        return Merge(
            kept.record.id,
            other.record.id,
            tuple(changes),
            references,
            united.dropped,
            _states(kept.record, other.record, united.record),
            differing_registers(kept.record, other.record),
            f"{other.file.shown}:{comment}" if comment else "",
        )

    def _require_one_conflict_on_each_field(self, united: Record) -> None:
        """Raise WrongUsage if both have a conflict on a field, but with another question or reason."""
        counts = Counter(one.key or one.field for one in united.conflicts)
        twice = [word for word, number in counts.items() if number > 1]
        if twice:
            ids = f"{quoted(self.kept.record.id)} and {quoted(self.other.record.id)}"
            why = f"{ids} both have a conflict on {quoted(twice[0])}, with another question or reason."
            raise WrongUsage(
                f"{why} Make one of the two, or give one a 'key', as 'sinoru check --explain E219' says. Then merge."
            )


def _states(kept: Record, other: Record, united: Record) -> tuple[str, ...]:
    conflicts = [one for one in (kept, other, united) if isinstance(one, ConflictRecord)]
    standing = [{said.claim or said.value for said in one.statements if said.stands} for one in conflicts]
    return tuple(one.state for one in conflicts) if standing and standing[0] != standing[1] else ()


def _with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'eo' else 'a'} {kind}"
