"""What is wanted of a text, as a condition on the tokens that the store keeps.

The words of a text are a tsvector without positions, which PostgreSQL would cut off at 16,383: its GIN index finds
the texts that hold all the tokens of a phrase, and the text itself tells whether they follow one another. Tokens are
ours (sinoru.text.tokens): PostgreSQL neither parses nor stems.
"""

from collections.abc import Iterable

from sinoru.index.index import Scope, Sql
from sinoru.text.expression import Phrase, Wanted


def condition(wanted: Wanted, *, in_title: bool) -> Sql:
    """Give the condition on `r`."""
    holds = _Holding(in_title=in_title)
    groups = [f"({_any_of(group)})" for group in wanted.all]
    sql = f"r.{holds.words} @@ ?::tsquery"
    values: list[object] = [" & ".join(groups)]
    for group in wanted.all:
        if any(len(phrase.tokens) > 1 for phrase in group):
            more, following = holds.any_of(group)
            sql, values = f"{sql} AND {more}", [*values, *following]
    if wanted.none:
        unwanted, following = holds.any_of(wanted.none)
        sql, values = f"{sql} AND NOT {unwanted}", [*values, *following]
    return sql, values


def words_of(scope: Scope) -> Sql:
    """Give the condition for the words of a scope; none where it asks for none."""
    return condition(scope.match, in_title=scope.in_title) if scope.match else ("TRUE", ())


class _Holding:
    """Phrases in the title, or anywhere in a record."""

    def __init__(self, *, in_title: bool) -> None:
        self.words = "title_words" if in_title else "words"
        self._texts = ("title_tokens",) if in_title else ("title_tokens", "text_tokens")

    def any_of(self, phrases: Iterable[Phrase]) -> Sql:
        """Give the condition that one of the phrases stands there."""
        phrases = tuple(phrases)
        single = [phrase for phrase in phrases if len(phrase.tokens) == 1]
        longer = [phrase for phrase in phrases if len(phrase.tokens) > 1]
        parts = [f"r.{self.words} @@ ?::tsquery"] if single else []
        values: list[object] = [_any_of(single)] if single else []
        for phrase in longer:
            parts.append(f"({' OR '.join(f'r.{text} LIKE ?' for text in self._texts)})")
            values += [f"%{as_it_stands(phrase)}%"] * len(self._texts)
        return f"({' OR '.join(parts)})", values


def as_it_stands(phrase: Phrase) -> str:
    """Give a phrase as it stands among the tokens of a text, each of which is between two spaces of its own."""
    tokens = "".join(f" {token} " for token in phrase.tokens)
    return tokens[:-1] if phrase.prefix else tokens


def as_stored(tokens: str) -> str:
    """Give tokens parted by spaces (text.tokens.index_text) as the store keeps them."""
    return "".join(f" {token} " for token in tokens.split(" ")) if tokens else ""


def _any_of(phrases: Iterable[Phrase]) -> str:
    return " | ".join(map(_lexemes, phrases))


def _lexemes(phrase: Phrase) -> str:
    """Give all tokens of a phrase, wherever they stand."""
    *before, last = (lexeme(token) for token in phrase.tokens)
    return f"({' & '.join([*before, f'{last}:*' if phrase.prefix else last])})"


def lexeme(token: str) -> str:
    """Write a token so that PostgreSQL takes it as it is."""
    quoted = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"
