"""A name, a title or a text is empty.

A record is listed and found by its name, its title or, for a claim, its text. Quotation marks with nothing or only
spaces between them are not enough.

    - {id: li-peng, name: ""}     # E214
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.index.fields import title_of
from sinoru.model.records import Claim, Event, Source

CODE = "E214"
SUMMARY = "A name, a title or a text is empty."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each record without a name, title or text to list it by."""
    for placed in corpus.placed:
        record = placed.record
        if not title_of(record).strip():
            key = "title" if isinstance(record, Event | Source) else "name"
            key = "text" if isinstance(record, Claim) else key
            yield Finding(placed.place, (key,), f"the {key} of '{record.id}' is empty", f"write a {key}")
