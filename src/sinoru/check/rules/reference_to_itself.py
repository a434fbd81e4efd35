"""A record refers to itself.

For example, a claim contradicts itself or is about itself. The id was most likely copied from the wrong line. A
record that is part of itself, or a version of itself, is E204.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Source

CODE = "E213"
SUMMARY = "A record refers to itself."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each reference of a record to itself.

    A source may be its own evidence, and a person may have made a statement that is disputed about themselves.
    """
    for placed, reference in corpus.doubtful:
        is_itself = reference.id == placed.record.id and reference.at[0] not in ("part_of", "conflicts")
        if is_itself and not isinstance(placed.record, Source) and isinstance(placed.record, reference.kinds):
            key = next(step for step in reversed(reference.at) if isinstance(step, str))
            message = f"'{reference.id}' refers to itself in '{key}'"
            yield Finding(
                placed.place,
                reference.at,
                message,
                "name another record, or remove the reference",
                reference.id,
            )
