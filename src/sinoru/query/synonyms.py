"""What the files of a corpus declare about it, and the synonyms among that."""

import os

import msgspec

from sinoru.index.index import Index
from sinoru.model.records import CorpusTitle

Synonyms = dict[tuple[str, ...], tuple[str, ...]]
"""What else a word or phrase is called, by its tokens."""


def titles_of(index: Index) -> dict[str, CorpusTitle]:
    """Return what the files of a corpus declare about it, by the path of the file, in order."""
    rows = index.rows("SELECT path, corpus FROM file WHERE corpus <> '{}' ORDER BY number")
    return {os.fsdecode(path): msgspec.json.decode(corpus, type=CorpusTitle) for path, corpus in rows}


def synonyms_of(index: Index) -> Synonyms:
    """Return the synonyms that a corpus declares."""
    if index.value("SELECT 1 FROM file WHERE corpus LIKE '%\"synonyms\"%' LIMIT 1") is None:
        return {}
    from sinoru.text.query import Term  # lazy, as most corpora declare none
    from sinoru.text.terms import phrase_of

    synonyms: Synonyms = {}
    for group in (group for title in titles_of(index).values() for group in title.synonyms):
        phrases = {text: phrase.tokens for text in group.words if isinstance(phrase := phrase_of(text), Term)}
        for tokens in phrases.values():
            others = (text for text, other in phrases.items() if other != tokens)
            synonyms[tokens] = tuple(dict.fromkeys((*synonyms.get(tokens, ()), *others)))
    return synonyms
