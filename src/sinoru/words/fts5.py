"""A query as a MATCH expression of SQLite's FTS5 (https://sqlite.org/fts5.html, section 3)."""

from collections.abc import Callable, Iterable, Sequence

from sinoru.words.query import Query, Term
from sinoru.words.stems import stem


def _expand_nothing(_term: Term) -> Sequence[str]:
    return ()


def to_fts5(query: Query, expand: Callable[[Term], Sequence[str]] = _expand_nothing) -> str:
    """Write a query as a MATCH expression; empty if it only excludes, which FTS5 cannot answer.

    `expand` gives more tokens that do for a term, wanted or excluded: those of the entities it names or, for
    a prefix, the stems of the words that begin with it.
    """

    def alternatives(terms: Iterable[Term]) -> str:
        phrases = (phrase for term in terms for phrase in (*_phrases(term), *map(_quote, expand(term))))
        return f"({' OR '.join(dict.fromkeys(phrases))})"

    wanted = " AND ".join(map(alternatives, query.all))
    return f"({wanted}) NOT {alternatives(query.none)}" if wanted and query.none else wanted


def _phrases(term: Term) -> tuple[str, ...]:
    """Give the phrase of a term; for a prefix two, as `bombings*` must find the stem `bomb`."""
    *before, last = term.tokens
    whole = _quote(" ".join(term.tokens))
    if not term.prefix:
        return (whole,)
    if stem(last).startswith(last):
        return (f"{whole} *",)
    return f"{whole} *", _quote(" ".join((*before, stem(last))))


def _quote(tokens: str) -> str:
    return '"' + tokens.replace('"', '""') + '"'
