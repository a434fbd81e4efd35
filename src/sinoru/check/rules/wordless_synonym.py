"""A synonym of the corpus has no letter or digit, or a group of synonyms has nothing else to find.

A search for one word of a group under `synonyms:` finds the others too. So each needs a letter or digit to search
for, and each group two words that differ.

    corpus:
      synonyms:
        - {words: [Su-27, "***"]}     # E225, at "***"
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.messages import quoted
from sinoru.text.query import Term
from sinoru.text.terms import phrase_of

CODE = "E225"
SUMMARY = "A synonym cannot be searched for, or has no other word."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each synonym without a word, and for each group without two that differ."""
    for place, title in corpus.titles:
        for number, group in enumerate(title.synonyms):
            where = ("synonyms", number, "words")
            phrases = [phrase_of(word) for word in group.words]
            wordless = [position for position, phrase in enumerate(phrases) if not isinstance(phrase, Term)]
            for position in wordless:
                why = f"{quoted(group.words[position])} has no letter or digit to search for"
                yield Finding(place, (*where, position), why, "correct it, or remove it")
            if not wordless and len({phrase.tokens for phrase in phrases if isinstance(phrase, Term)}) < 2:  # noqa: PLR2004
                why = "a group of synonyms needs two different words"
                yield Finding(place, where, why, "add one, or remove the group")
