"""A source is not used.

No record refers to the source, in its evidence or elsewhere. Cite it in the evidence of a record, or remove it.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Source

CODE = "W308"
SUMMARY = "A source is not used."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each source that no record names."""
    if corpus.unread or corpus.cut_off or all(isinstance(placed.record, Source) for placed in corpus.placed):
        return  # unread files may name them; a file of sources only is meant for the records of other files
    for place, source in corpus.of(Source):
        if source.id not in corpus.named_ids:
            message = f"no record refers to the source '{source.id}'"
            hint = "cite it in the evidence of a record, or remove it"
            yield Finding(place, ("id",), message, hint, source.id)
