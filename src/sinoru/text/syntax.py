"""What a person types to search, read so that nothing they type is an error.

Words are all wanted. `"exact phrase"` (its words in this order, whatever their inflection), `-word` and
`-"phrase"` (not wanted), `prefix*`, and OR between terms mean what they mean to a web search engine;
everything else is text.
"""

import re
from collections.abc import Sequence

import msgspec

from sinoru.text.tokens import STOP_WORDS, locate_words, stem

MOST_CHARACTERS, MOST_TERMS, MOST_TOKENS = 10_000, 64, 64
"""What is read of a query: its characters, its terms, and the tokens of each term."""

_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»\uff02「」『』", '"'))


class Term(msgspec.Struct, frozen=True):
    """A word or phrase to find."""

    text: str
    """As typed, without the signs around it."""
    tokens: tuple[str, ...]
    """As indexed, in order; the last one unstemmed if it is a prefix. Several must follow one another."""
    prefix: bool = False
    phrase: bool = False
    """Whether it was typed in quotes."""


class Query(msgspec.Struct, frozen=True):
    """What records must hold, and must not."""

    all: tuple[tuple[Term, ...], ...] = ()
    """Groups, each of which a record must match by at least one of its alternatives."""
    none: tuple[Term, ...] = ()
    ignored: tuple[str, ...] = ()
    """Words left out because they are in every text."""
    cut: bool = False
    """Whether the query was longer than what is read of one."""


class _Piece(msgspec.Struct, frozen=True):
    """A term as it stands in the query."""

    term: Term
    words: tuple[str, ...]
    excluded: bool

    def is_unadorned(self) -> bool:
        """Return whether it is one word typed without any sign."""
        return len(self.words) == 1 and not (self.term.phrase or self.term.prefix)

    def is_stop_word(self) -> bool:
        return self.is_unadorned() and self.words[0] in STOP_WORDS


def parse_query(text: str) -> Query:
    """Read a query. Any text is one; of a very long one the beginning is read."""
    read = text[:MOST_CHARACTERS].encode("utf-8", "replace").decode().translate(_QUOTES)
    pieces = _join_designators(_read_pieces(read))
    cut = len(text) > MOST_CHARACTERS or len(pieces) > MOST_TERMS
    cut = cut or any(len(piece.words) > MOST_TOKENS for piece in pieces)
    groups, none = _group(pieces[:MOST_TERMS])
    telling = [kept for group in groups if (kept := [piece for piece in group if not piece.is_stop_word()])]
    ignored = (
        [piece.term.text for group in groups for piece in group if piece.is_stop_word()] if telling else []
    )
    return Query(
        tuple(tuple(piece.term for piece in group) for group in telling or groups),
        tuple(piece.term for piece in none),
        tuple(dict.fromkeys(ignored)),
        cut,
    )


def relaxed(query: Query) -> Query:
    """Ask for any of the terms where the query asks for all; what it excludes stays excluded."""
    anything = tuple(term for group in query.all for term in group)
    return msgspec.structs.replace(query, all=(anything,) if anything else ())


def _read_pieces(text: str) -> list[_Piece]:
    """Cut a query at spaces and quotes. A quote that nothing closes runs to the end."""
    closed = text + '"' if text.count('"') % 2 else text
    pieces = map(_read_piece, re.finditer(r'(-*)"([^"]*)"(\*?)|[^\s"]+', closed))
    return [piece for piece in pieces if piece.words]


def _read_piece(match: re.Match[str]) -> _Piece:
    minus, quoted, star = match.groups()
    if quoted is not None:
        return _make_piece(quoted, excluded=bool(minus), prefix=bool(star), phrase=True)
    return _make_piece(
        match[0], excluded=match[0].startswith("-"), prefix=match[0].endswith("*"), phrase=False
    )


def _make_piece(text: str, *, excluded: bool, prefix: bool, phrase: bool) -> _Piece:
    located = list(locate_words(text))
    words = tuple(word for word, _, _ in located)
    typed = text[located[0][1] : located[-1][2]] if located else ""
    return _Piece(Term(typed, _tokens(words[:MOST_TOKENS], prefix=prefix), prefix, phrase), words, excluded)


def _tokens(words: Sequence[str], *, prefix: bool) -> tuple[str, ...]:
    stems = tuple(map(stem, words))
    return (*stems[:-1], *words[-1:]) if prefix else stems


def _join_designators(pieces: list[_Piece]) -> list[_Piece]:
    """Make one term of `su 30`, which texts write `Su-30`."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and _is_designator(joined[-1], piece):
            joined[-1] = _join(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def _is_designator(mark: _Piece, number: _Piece) -> bool:
    """Return whether one to three letters and a number of one to three digits are like `su 30`."""
    letters, digits = mark.words[0], number.words[0]
    if not mark.is_unadorned() or number.term.phrase or number.excluded:
        return False
    if not (letters.isalpha() and digits.isdecimal() and len(letters) <= 3 and len(digits) <= 3):  # noqa: PLR2004
        return False
    return letters not in _MONTHS and letters not in STOP_WORDS


def _join(mark: _Piece, number: _Piece) -> _Piece:
    text = f"{mark.term.text} {number.term.text}"
    term = Term(text, mark.term.tokens + number.term.tokens, number.term.prefix)
    return _Piece(term, mark.words + number.words, mark.excluded)


def _group(pieces: Sequence[_Piece]) -> tuple[list[list[_Piece]], list[_Piece]]:
    """Bring together what OR stands between; give these groups, and what is excluded."""
    groups: list[list[_Piece]] = []
    joins = False
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        if _is_operator(before, piece, after):
            joins = piece.term.text == "OR"
        elif not piece.excluded:
            groups[-1:] = [[*groups[-1], piece]] if joins else [*groups[-1:], [piece]]
            joins = False
    return groups, [piece for piece in pieces if piece.excluded]


def _is_operator(before: _Piece | None, piece: _Piece, after: _Piece | None) -> bool:
    """Return whether a word is OR (or AND, which says what holds anyway) between two terms that are wanted."""
    if piece.term.text not in ("OR", "AND") or not piece.is_unadorned() or piece.excluded:
        return False
    return before is not None and after is not None and not before.excluded and not after.excluded
