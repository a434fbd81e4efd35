"""A quotation is longer than 12 words.

A corpus is written in the curator's own words, and quotes at most 12 words of a speaker. Shorten the quotation with
`...`, or put it into your own words in `text`.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Claim

CODE = "W311"
SUMMARY = "A quotation is longer than 12 words."
MOST = 12
"""Words of a quotation."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each quotation that is too long."""
    for place, claim in corpus.of(Claim):
        words = len([word for word in claim.quote.split() if any(char.isalnum() for char in word)])
        if words > MOST:
            hint = f"shorten it to {MOST} words with '...'"
            yield Finding(place, ("quote",), f"the quotation has {words} words", hint, claim.quote)
