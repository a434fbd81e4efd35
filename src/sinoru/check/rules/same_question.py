"""Two conflicts ask the same question.

Each disagreement is recorded once: all answers to a question are statements of one conflict. Merge the two. Conflicts
are the same if they have the same question and are about the same records, or are on the same field of one record.
Two different questions on a field of one record have a `key` each, a word that ends the id of the conflict.

    conflicts:
      - {field: offices, key: title, statements: [...]}
      - {field: offices, key: until, statements: [...]}
      - {field: offices, key: until, statements: [...]}     # E219
"""

from collections.abc import Hashable, Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Dispute, Finding
from sinoru.index.fields import conflict_id
from sinoru.loading.files import shown_path
from sinoru.model.records import ConflictRecord
from sinoru.names.folding import fold

CODE = "E219"
SUMMARY = "Two conflicts ask the same question."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each conflict whose question an earlier one asks."""
    asked: dict[Hashable, Dispute] = {}
    for dispute in corpus.disputes():
        for question in _questions(dispute):
            earlier = asked.setdefault(question, dispute)
            if earlier is not dispute:
                yield _finding(dispute, earlier)
                break


def _questions(dispute: Dispute) -> Iterator[Hashable]:
    """Yield what a conflict asks: its question about its records, and its id if it is on a record."""
    conflict = dispute.conflict
    is_own = isinstance(conflict, ConflictRecord)
    if not is_own:
        yield conflict_id(dispute.record, conflict)
    about = conflict.about if isinstance(conflict, ConflictRecord) else (dispute.record.id,)
    if question := fold(conflict.question):
        claims = sorted(said.claim for said in conflict.statements) if not about else ()
        yield question, frozenset((*about, *claims))


def _finding(dispute: Dispute, earlier: Dispute) -> Finding:
    first, second = (conflict_id(one.record, one.conflict) for one in (earlier, dispute))
    where = f"{shown_path(earlier.place.path)}:{earlier.place.line}"
    if first == second:
        message = f"two conflicts have the id '{first}'"
        hint = "merge them, or give each a 'key:' if they are different questions"
    else:
        message = f"'{first}' asks the same question about the same records"
        hint = f"merge the two; the first is at {where}"
    conflict = dispute.conflict
    key = "question" if conflict.question else "field"
    return Finding(dispute.place, (*dispute.at, key), message, hint, getattr(conflict, key))
