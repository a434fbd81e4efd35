"""A quotation is longer than twelve words.

A corpus is written in the curator's own words; of a speaker's own, twelve at most are quoted. Shorten it with
`...`, or tell it in your own words in `text`.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Claim

CODE = "W311"
SUMMARY = "A quotation is longer than twelve words."
MOST = 12
"""Words of a quotation."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each quotation that is too long."""
    for place, claim in corpus.of(Claim):
        words = len([word for word in claim.quote.split() if any(char.isalnum() for char in word)])
        if words > MOST:
            hint = f"{MOST} at most; leave words out with '...'"
            yield Finding(place, ("quote",), f"the quotation has {words} words", hint, claim.quote)
