"""A name has the form of an id, and no record has it.

Fields such as `authors` and `editors` contain ids of people and organisations, or names as people read them. What is
no id is printed as it is, so that a typing error in one would be printed as a name. The hint suggests the nearest
ids. A single word, such as `rodin`, is only reported where an id is like it; words with capitals or spaces never are.

    sources:
      - {id: yu-1999, title: Partners, authors: [yu-bni]}     # W335: did you mean 'yu-bin'?
"""

from collections.abc import Iterator
from functools import cache

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.references import kinds_in_words
from sinoru.messages import clause, did_you_mean

CODE = "W335"
SUMMARY = "A name has the form of an id, and no record has it."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each name that looks like an id, where no record of the right kind has it."""
    if corpus.unread:
        return  # the records may be in these files
    nearest = cache(corpus.nearest)  # thousands of offices may have the same party
    for placed, reference in corpus.doubtful:
        if not reference.or_text or reference.id in corpus.living:
            continue
        near = nearest(reference.id, reference.kinds)
        if near or "-" in reference.id:
            message = (
                f"no {kinds_in_words(reference.kinds)} has the id '{reference.id}', so it is read as a name"
            )
            hint = (
                clause(did_you_mean(near)) if near else "add the record, or write the name as people read it"
            )
            yield Finding(placed.place, reference.at, message, hint, reference.id)
