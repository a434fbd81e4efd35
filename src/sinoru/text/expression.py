"""What a text must hold and must not, in tokens: the form of a query that any engine is asked in.

What is wanted of a text, as a MATCH expression of SQLite's FTS5 (https://sqlite.org/fts5.html, section 3).
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

TYPE_CHECKING = False  # a look-up without words reads this, and needs neither the parser nor the stemmer

if TYPE_CHECKING:
    from sinoru.text.syntax import Query, Term


class Phrase(msgspec.Struct, frozen=True):
    """Tokens that follow one another, as indexed."""

    tokens: tuple[str, ...]
    prefix: bool = False
    """Whether the last one is only the beginning of a token."""


class Wanted(msgspec.Struct, frozen=True):
    """What makes a text a match."""

    all: tuple[tuple[Phrase, ...], ...] = ()
    """Groups, of each of which a text must hold at least one phrase; empty: nothing can be found so."""
    none: tuple[Phrase, ...] = ()


def _expand_nothing(_term: "Term") -> Sequence[str]:
    return ()


def wanted_by(query: "Query", expand: "Callable[[Term], Sequence[str]]" = _expand_nothing) -> Wanted | None:
    """Give the phrases that a query asks for; None if it only excludes, which finds nothing.

    `expand` gives more tokens that do for a term, wanted or excluded: those of the entities it names.
    """

    def alternatives(terms: "Iterable[Term]") -> tuple[Phrase, ...]:
        phrases = (
            phrase
            for term in terms
            for phrase in (*_phrases(term), *(Phrase((token,)) for token in expand(term)))
        )
        return tuple(dict.fromkeys(phrases))

    if not query.all:
        return None
    return Wanted(tuple(map(alternatives, query.all)), alternatives(query.none))


def _phrases(term: "Term") -> tuple[Phrase, ...]:
    """Give the phrase of a term; for a prefix two, as `bombings*` must find the stem `bomb`."""
    from sinoru.text.tokens import stem

    *before, last = term.tokens
    whole = Phrase(term.tokens, term.prefix)
    if not term.prefix or stem(last).startswith(last):
        return (whole,)
    return whole, Phrase((*before, stem(last)))


def to_fts5(wanted: Wanted | None) -> str:
    """Write the MATCH expression; empty where nothing is wanted, which FTS5 cannot answer."""
    if not wanted:
        return ""
    groups = " AND ".join(map(_any_of, wanted.all))
    return f"({groups}) NOT {_any_of(wanted.none)}" if wanted.none else groups


def _any_of(phrases: Iterable[Phrase]) -> str:
    return f"({' OR '.join(map(_written, phrases))})"


def _written(phrase: Phrase) -> str:
    quoted = " ".join(phrase.tokens).replace('"', '""')
    return f'"{quoted}" *' if phrase.prefix else f'"{quoted}"'
