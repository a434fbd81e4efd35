"""Nothing rests on a source.

No record names it in its evidence, or otherwise. Either its evidence is still to be written, or the source can
go.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Source

CODE = "W308"
SUMMARY = "Nothing rests on a source."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each source that no record names."""
    if corpus.unread or corpus.cut_off or all(isinstance(placed.record, Source) for placed in corpus.placed):
        return  # unread files may name them; a file of sources only is meant for the records of other files
    for place, source in corpus.of(Source):
        if source.id not in corpus.named_ids:
            message = f"nothing rests on the source '{source.id}'"
            yield Finding(
                place, ("id",), message, "name it in the evidence of a record, or leave it out", source.id
            )
