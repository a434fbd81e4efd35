"""The syntax of search queries. Any text can be parsed; what `query/unsupported.py` finds in one is refused.

All words are required. `"exact phrase"` (its words in this order, whatever their inflection), `-word` and
`-"phrase"` (excluded), `prefix*`, and OR between terms mean what they mean to a web search engine; everything
else is text.
"""

import re
from collections.abc import Sequence

import msgspec

from sinoru.text.tokens import STOP_WORDS, locate_words, stem

MOST_CHARACTERS, MOST_TERMS, MOST_TOKENS = 10_000, 64, 64
"""How much of a query is read: its characters, its terms, and the tokens of each term."""

_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»\uff02「」『』", '"'))


class Term(msgspec.Struct, frozen=True):
    """A word or phrase to find."""

    text: str
    """As typed, without the operators around it."""
    tokens: tuple[str, ...]
    """As indexed, in order; the last one is unstemmed if it is a prefix. Texts must have them in sequence."""
    prefix: bool = False
    phrase: bool = False
    """Whether it was typed in quotes."""


class Query(msgspec.Struct, frozen=True):
    """The terms that a record must contain, and those that it must not."""

    all: tuple[tuple[Term, ...], ...] = ()
    """Groups of alternatives; a record must match at least one term of each group."""
    none: tuple[Term, ...] = ()
    ignored: tuple[str, ...] = ()
    """Stop words that were left out, as they are in every text."""
    cut: bool = False
    """Whether the query was too long to be read to its end."""


class _TypedTerm(msgspec.Struct, frozen=True):
    """A term as it appears in the query."""

    term: Term
    words: tuple[str, ...]
    excluded: bool

    def is_plain_word(self) -> bool:
        """Return whether it is a single word without quotes or `*`."""
        return len(self.words) == 1 and not (self.term.phrase or self.term.prefix)

    def is_stop_word(self) -> bool:
        return self.is_plain_word() and self.words[0] in STOP_WORDS


def plain_quotes(text: str) -> str:
    """Return a text with straight quotes in place of all others; its length stays the same."""
    return text.translate(_QUOTES)


def parse_query(text: str) -> Query:
    """Parse a query. Any text is a query; only the beginning of a very long one is read."""
    read = plain_quotes(text[:MOST_CHARACTERS].encode("utf-8", "replace").decode())
    typed = _join_designators(_split_terms(read))
    cut = len(text) > MOST_CHARACTERS or len(typed) > MOST_TERMS
    cut = cut or any(len(term.words) > MOST_TOKENS for term in typed)
    groups, excluded = _group_alternatives(typed[:MOST_TERMS])
    kept = [terms for group in groups if (terms := [term for term in group if not term.is_stop_word()])]
    ignored = [each.term.text for group in groups for each in group if each.is_stop_word()] if kept else []
    return Query(
        tuple(tuple(each.term for each in group) for group in kept or groups),
        tuple(each.term for each in excluded),
        tuple(dict.fromkeys(ignored)),
        cut,
    )


def relaxed(query: Query) -> Query:
    """Return a query that requires any of the terms instead of all; its exclusions stay."""
    anything = tuple(term for group in query.all for term in group)
    return msgspec.structs.replace(query, all=(anything,) if anything else ())


def _split_terms(text: str) -> list[_TypedTerm]:
    """Split a query at spaces and quotes. An unclosed quote runs to the end."""
    closed = text + '"' if text.count('"') % 2 else text
    terms = map(_parse_term, re.finditer(r'(-*)"([^"]*)"(\*?)|[^\s"]+', closed))
    return [term for term in terms if term.words]


def _parse_term(match: re.Match[str]) -> _TypedTerm:
    minus, quoted, star = match.groups()
    is_phrase = quoted is not None
    text = quoted if is_phrase else match[0]
    is_prefix = bool(star) if is_phrase else text.endswith("*")
    is_excluded = bool(minus) if is_phrase else text.startswith("-")
    located = list(locate_words(text))
    words = tuple(word for word, _, _ in located)
    bare = text[located[0][1] : located[-1][2]] if located else ""
    tokens = tuple(map(stem, words[:MOST_TOKENS]))
    if is_prefix:
        tokens = (*tokens[:-1], *words[:MOST_TOKENS][-1:])
    return _TypedTerm(Term(bare, tokens, is_prefix, is_phrase), words, is_excluded)


def _join_designators(terms: list[_TypedTerm]) -> list[_TypedTerm]:
    """Make one term of `su 30`, which texts write `Su-30`."""
    joined: list[_TypedTerm] = []
    for term in terms:
        if joined and _is_designator(joined[-1], term):
            joined[-1] = _join(joined[-1], term)
        else:
            joined.append(term)
    return joined


def _is_designator(mark: _TypedTerm, number: _TypedTerm) -> bool:
    """Return whether two terms are like `su 30`: one to three letters, then one to three digits."""
    letters, digits = mark.words[0], number.words[0]
    if not mark.is_plain_word() or number.term.phrase or number.excluded:
        return False
    if not (letters.isalpha() and digits.isdecimal() and len(letters) <= 3 and len(digits) <= 3):  # noqa: PLR2004
        return False
    return letters not in _MONTHS and letters not in STOP_WORDS


def _join(mark: _TypedTerm, number: _TypedTerm) -> _TypedTerm:
    text = f"{mark.term.text} {number.term.text}"
    term = Term(text, mark.term.tokens + number.term.tokens, number.term.prefix)
    return _TypedTerm(term, mark.words + number.words, mark.excluded)


def _group_alternatives(terms: Sequence[_TypedTerm]) -> tuple[list[list[_TypedTerm]], list[_TypedTerm]]:
    """Return groups of the terms that OR joins, and the excluded terms."""
    groups: list[list[_TypedTerm]] = []
    joins = False
    for before, term, after in zip([None, *terms], terms, [*terms[1:], None], strict=False):
        if _is_operator(before, term, after):
            joins = term.term.text == "OR"
        elif not term.excluded:
            groups[-1:] = [[*groups[-1], term]] if joins else [*groups[-1:], [term]]
            joins = False
    return groups, [term for term in terms if term.excluded]


def _is_operator(before: _TypedTerm | None, word: _TypedTerm, after: _TypedTerm | None) -> bool:
    """Return whether a word is OR, or AND (which changes nothing), between two required terms."""
    if word.term.text not in ("OR", "AND") or not word.is_plain_word() or word.excluded:
        return False
    return before is not None and after is not None and not before.excluded and not after.excluded
