"""Links as numbers, for an array that a GIN index holds.

What is wanted of a text, as a condition on the tokens that the store keeps.

The words of a text are a tsvector without positions, which PostgreSQL would cut off at 16,383: its GIN index finds
the texts that hold all the tokens of a phrase, and the text itself tells whether they follow one another. Tokens are
ours (sinoru.text.tokens): PostgreSQL neither parses nor stems.

bm25 as FTS5 works it out, number by number, so that both engines put matches in one order.

Its source: `fts5Bm25Function` in SQLite's ext/fts5/fts5_aux.c. The order of the sums is part of it: floating-point
numbers added in another order differ.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log
from typing import Any

import msgspec

from sinoru.index.index import Phrase, Scope, Sql, TextCondition
from sinoru.index.numbers import term_of_ref

RELATIONS = (
    "",
    "source",
    "took part",
    "printed office",
    "place",
    "country",
    "topic",
    "part of",
    "kind",
    "about",
    "by",
    "reported by",
    "contradicts",
    "certainty",
    "verdict",
    "prints the name",
    "birthplace",
    "office in",
    "conflict",
)
"""All ways of linking (index/fields.py, index/fields.py), each at its number; the empty one stands for any."""
RELATION_BITS = 5
_NUMBER = {way: number for number, way in enumerate(RELATIONS)}


def encode_link(term: int, way: str = "") -> int:
    """Return the number of a link; of a link in any way, if none is given."""
    return (term << RELATION_BITS) | _NUMBER[way]


def encode_links(links: Iterable[tuple[int, str]]) -> list[int]:
    """Return the numbers of a record's links, with those of links in any way."""
    pairs = list(links)
    return sorted({encode_link(term, way) for term, own in pairs for way in ("", own)})


def links_sought(terms: Sequence[int], ways: Sequence[str]) -> list[int]:
    """Return the numbers one of which a record must have; terms below 0 are none."""
    return [encode_link(term, way) for term in terms if term >= 0 for way in ways or ("",)]


def decode_relation(link: int) -> str:
    """Return the way of linking."""
    return RELATIONS[link & ((1 << RELATION_BITS) - 1)]


def ref_terms(links: Iterable[int]) -> Iterator[int]:
    """Yield the terms that a record's text refers to: all but what it rests on."""
    return (link >> RELATION_BITS for link in links if decode_relation(link) not in ("", "source"))


def condition(wanted: TextCondition, *, in_title: bool) -> Sql:
    """Return the condition on `r`."""
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
    """Return the condition for the words of a scope; none where it asks for none."""
    return condition(scope.match, in_title=scope.in_title) if scope.match else ("TRUE", ())


class _Holding:
    """Phrases in the title, or anywhere in a record."""

    def __init__(self, *, in_title: bool) -> None:
        self.words = "title_words" if in_title else "words"
        self._texts = ("title_tokens",) if in_title else ("title_tokens", "text_tokens")

    def any_of(self, phrases: Iterable[Phrase]) -> Sql:
        """Return the condition that one of the phrases stands there."""
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
    """Return a phrase as it stands among the tokens of a text, each of which is between two spaces of its own."""
    tokens = "".join(f" {token} " for token in phrase.tokens)
    return tokens[:-1] if phrase.prefix else tokens


def as_stored(tokens: str) -> str:
    """Return tokens parted by spaces (text.tokens.index_text) as the store keeps them."""
    return "".join(f" {token} " for token in tokens.split(" ")) if tokens else ""


def _any_of(phrases: Iterable[Phrase]) -> str:
    return " | ".join(map(_lexemes, phrases))


def _lexemes(phrase: Phrase) -> str:
    """Return all tokens of a phrase, wherever they stand."""
    *before, last = (lexeme(token) for token in phrase.tokens)
    return f"({' & '.join([*before, f'{last}:*' if phrase.prefix else last])})"


def lexeme(token: str) -> str:
    """Write a token so that PostgreSQL takes it as it is."""
    quoted = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"


_K1, _B = 1.2, 0.75
_TITLE, _TEXT, _REFERENCE = 4.0, 2.0, 1.0
_LEAST = 1e-6
"""What a phrase in more than half of all texts weighs."""

Ask = Callable[[str, Sequence[object]], Sequence[Any]]


class Totals(msgspec.Struct, frozen=True):
    """How many records there are, and how many tokens in all of them."""

    records: int
    tokens: int


def score_matches(ask: Ask, match: TextCondition, totals: Totals) -> dict[int, float]:
    """Return the number of each match with its score."""
    phrases = [phrase for group in match.all for phrase in group]
    weights = [_weight(count, totals.records) for count in _counts(ask, phrases)]
    refs = {place: term for place, phrase in enumerate(phrases) if (term := _ref(phrase))}
    counted = [phrase for place, phrase in enumerate(phrases) if place not in refs]
    where, values = condition(match, in_title=False)
    sql = (
        f"SELECT r.number, r.length, {_array('title_tokens', counted)}, {_array('text_tokens', counted)},"
        f" {'r.links' if refs else 'NULL'} FROM record r WHERE {where}"
    )
    average = totals.tokens / totals.records
    found: dict[int, float] = {}
    patterns = [value for phrase in counted for value in _counting(phrase)[1]]
    for number, length, title, text, links in ask(sql, [*patterns, *patterns, *values]):
        referred = set(ref_terms(links)) if refs else ()
        hits = iter(zip(title, text, strict=True))
        frequencies = [
            (_REFERENCE if refs[place] in referred else 0.0) if place in refs else _frequency(*next(hits))
            for place in range(len(phrases))
        ]
        found[number] = _score(weights, frequencies, _B * length / average)
    return found


def _frequency(in_title: int, in_text: int) -> float:
    return _TITLE * in_title + _TEXT * in_text


def _score(weights: Sequence[float], frequencies: Sequence[float], length: float) -> float:
    """Add up the phrases; `length` is that of the record in average lengths, times b."""
    score = 0.0
    for weight, frequency in zip(weights, frequencies, strict=True):
        score += weight * ((frequency * (_K1 + 1.0)) / (frequency + _K1 * (1 - _B + length)))
    return score


def _weight(count: int, records: int) -> float:
    """Return the inverse document frequency."""
    weight = log((records - count + 0.5) / (count + 0.5))
    return weight if weight > 0.0 else _LEAST


def _counts(ask: Ask, phrases: Sequence[Phrase]) -> list[int]:
    """Count the records that hold each phrase: of single tokens that is on record."""
    single = [phrase.tokens[0] for phrase in phrases if _is_token(phrase)]
    query = "SELECT token, records FROM token WHERE token = ANY(?)"
    known = {str(token): count for token, count in ask(query, [single])} if single else {}
    return [
        int(known.get(phrase.tokens[0], 0)) if _is_token(phrase) else _count(ask, phrase)
        for phrase in phrases
    ]


def _is_token(phrase: Phrase) -> bool:
    return len(phrase.tokens) == 1 and not phrase.prefix


def _count(ask: Ask, phrase: Phrase) -> int:
    where, values = condition(TextCondition(((phrase,),)), in_title=False)
    return int(ask(f"SELECT count(*) FROM record r WHERE {where}", values)[0][0])


def _ref(phrase: Phrase) -> int | None:
    return term_of_ref(phrase.tokens[0]) if _is_token(phrase) else None


def _array(column: str, phrases: Sequence[Phrase]) -> str:
    """Return how often each phrase stands in a column."""
    counts = (_counting(phrase)[0].format(f"r.{column}") for phrase in phrases)
    return f"ARRAY[{', '.join(counts)}]::bigint[]"


def _counting(phrase: Phrase) -> tuple[str, list[str]]:
    """Return the SQL that counts a phrase in a column, and its values."""
    standing = as_it_stands(phrase)
    if len(set(phrase.tokens)) < len(phrase.tokens):  # it may overlap itself, and each place counts
        return "(SELECT count(*) FROM regexp_matches({0}, ?, 'g'))", [f"(?={standing})"]
    return f"(length({{0}}) - length(replace({{0}}, ?, ''))) / {len(standing)}", [standing]
