"""Links and words of a query as conditions in SQL, and bm25 scores for what matches.

Links are numbers in an array that a GIN index holds. The words of a text are a tsvector without positions, which
PostgreSQL would cut off at 16,383: its GIN index finds the texts with all tokens of a phrase, and the text itself
shows whether they follow one another. Tokens come from `sinoru.text.tokens`: PostgreSQL neither parses nor stems.

bm25 is computed as in FTS5 (`fts5Bm25Function` in SQLite's ext/fts5/fts5_aux.c), number by number, so that both
engines rank alike. The order of the sums is part of it: floating-point numbers added in another order differ.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log
from typing import Any

import msgspec

from sinoru.index import numbers
from sinoru.index.fields import AUTHOR, BY_AUTHOR, FLAG, STATEMENTS
from sinoru.index.index import (
    Amounts,
    Condition,
    Days,
    LinkFilter,
    Numbers,
    OfKind,
    Phrase,
    Scope,
    Sql,
    amounts_sql,
    condition_sql,
)
from sinoru.index.numbers import may_begin_ref, term_of_ref
from sinoru.model.fields import Fields
from sinoru.text.query import All, AnyOf, Not, alternatives, conjuncts, leaves

RELATIONS = tuple(dict.fromkeys(("", *Fields().relations(), *STATEMENTS, BY_AUTHOR, AUTHOR, FLAG)))
"""All relations of links, each at its number; the empty one means any."""
RELATION_BITS = 6
"""Bits that have room for the number of each relation, and for one more (tests/postgres/test_matching.py)."""
_RELATION_NUMBERS = {relation: number for number, relation in enumerate(RELATIONS)}
_OWN = len(RELATIONS)
"""The number of all relations by a corpus's own fields, whose values are words that tell the fields apart."""
_K1, _B = 1.2, 0.75
_TITLE, _TEXT, _REFERENCE = 4.0, 2.0, 1.0
_LEAST = 1e-6
"""The weight of a phrase in more than half of all texts."""


def encode_link(term: int, relation: str = "") -> int:
    """Return the number of a link; without a relation, that of a link of any relation."""
    return (term << RELATION_BITS) | _RELATION_NUMBERS.get(relation, _OWN)


def encode_links(links: Iterable[tuple[int, str]]) -> list[int]:
    """Return the numbers of a record's links, and of the same links without their relations."""
    pairs = list(links)
    return sorted({encode_link(term, relation) for term, own in pairs for relation in ("", own)})


def links_sought(terms: Sequence[int], relations: Sequence[str]) -> list[int]:
    """Return the numbers of links one of which a record must have; terms below 0 are unknown and left out."""
    return [encode_link(term, relation) for term in terms if term >= 0 for relation in relations or ("",)]


def ref_terms(links: Iterable[int]) -> Iterator[int]:
    """Yield the terms that a record's text refers to: all but the sources that it cites."""
    without = (_RELATION_NUMBERS[""], _RELATION_NUMBERS["source"])
    return (link >> RELATION_BITS for link in links if link & ((1 << RELATION_BITS) - 1) not in without)


def condition_of(condition: Condition) -> Sql:
    """Return the condition on a record `r`."""
    return condition_sql(condition, _leaf_sql)


def words_of(scope: Scope) -> Sql:
    """Return the condition for the words of a scope; TRUE if it has none."""
    return text_sql(scope.match, in_title=scope.in_title) if scope.match else ("TRUE", ())


def text_sql(match: Condition, *, in_title: bool = False) -> Sql:
    """Return the condition on a record `r` for its words.

    The index finds the records with the tokens that every match has; then each condition is checked.
    """
    phrases = _PhraseConditions(in_title=in_title)
    needed = " & ".join(f"({_tsquery(each)})" for each in map(_tokens_of, conjuncts(match)) if each)
    parts: list[Sql] = [(f"r.{phrases.words} @@ ?::tsquery", [needed])] if needed else []
    for each in conjuncts(match):
        group = _tokens_of(each)
        if not group or any(map(_is_shown_by_text, group)) or not all(map(_is_phrase, alternatives(each))):
            parts.append(condition_sql(each, phrases.sql_of))
    return " AND ".join(sql for sql, _ in parts) or "TRUE", [value for _, values in parts for value in values]


def _is_phrase(condition: Condition) -> bool:
    return isinstance(condition, Phrase)


def _tokens_of(condition: Condition) -> tuple[Phrase, ...]:
    """Return phrases of which each record that meets a condition has the tokens of one; none if that is not known."""
    if isinstance(condition, Not):
        return ()
    if isinstance(condition, All):
        return next(filter(None, map(_tokens_of, condition.items)), ())
    if isinstance(condition, AnyOf):
        found = [_tokens_of(item) for item in condition.items]
        return tuple(phrase for group in found for phrase in group) if all(found) else ()
    return (condition,)


def _leaf_sql(condition: Condition) -> Sql | None:  # noqa: PLR0911  one for each leaf
    match condition:
        case LinkFilter(terms=terms, relations=relations):
            return "r.links && ?::bigint[]", [links_sought(terms, relations)]
        case Phrase():
            sql, values = text_sql(condition)
            return f"({sql})", values
        case Days():
            return _days_sql(condition)
        case OfKind(kinds=kinds):
            return "r.kind = ANY(?::text[])", [list(kinds)]
        case Amounts():
            sql, values = amounts_sql(condition)
            return f"r.number IN (SELECT record FROM amount WHERE {sql})", values
        case Numbers(numbers=listed):
            return "r.number = ANY(?::bigint[])", [list(listed)]
    return None


def _days_sql(days: Days) -> Sql:
    low = numbers.first_number(days.first) if days.first is not None else 0
    high = numbers.after_day(days.last) if days.last is not None else numbers.UNDATED
    last_day = f"coalesce(r.latest, {numbers.OPEN_END})"
    if days.surely:
        last = days.last if days.last is not None else numbers.OPEN_END
        return f"(r.number >= ? AND r.number < {numbers.UNDATED} AND {last_day} <= ?)", [low, last]
    if not low:
        return "(r.number < ?)", [high]
    return f"(r.number < ? AND (r.number >= ? OR {last_day} >= ?))", [high, low, days.first]


class _PhraseConditions:
    """Conditions for phrases in the title, or anywhere in a record."""

    def __init__(self, *, in_title: bool) -> None:
        self.words = "title_words" if in_title else "words"
        self._texts = ("title_tokens",) if in_title else ("title_tokens", "text_tokens")

    def sql_of(self, condition: Condition) -> Sql | None:
        """Return the condition for a phrase, or for any of several; None for another condition."""
        phrases = alternatives(condition)
        if not all(map(_is_phrase, phrases)):
            return None
        single = [phrase for phrase in phrases if not _is_shown_by_text(phrase)]
        longer = [phrase for phrase in phrases if _is_shown_by_text(phrase)]
        parts = [f"r.{self.words} @@ ?::tsquery"] if single else []
        values: list[object] = [_tsquery(single)] if single else []
        for phrase in longer:
            parts.append(f"({' OR '.join(f'r.{text} LIKE ?' for text in self._texts)})")
            values += [f"%{as_it_stands(phrase)}%"] * len(self._texts)
        return f"({' OR '.join(parts)})", values


def _is_shown_by_text(phrase: Phrase) -> bool:
    """Return whether only the text shows that it has a phrase: its tokens may be apart, or may be references."""
    return len(phrase.tokens) > 1 or (phrase.prefix and may_begin_ref(phrase.tokens[0]))


def as_it_stands(phrase: Phrase) -> str:
    """Return a phrase as stored in the tokens of a text, each of which is between two spaces of its own."""
    tokens = "".join(f" {token} " for token in phrase.tokens)
    return tokens[:-1] if phrase.prefix else tokens


def as_stored(tokens: str) -> str:
    """Return tokens separated by spaces (`text.tokens.index_text`) in the form in which they are stored."""
    return "".join(f" {token} " for token in tokens.split(" ")) if tokens else ""


def _tsquery(phrases: Iterable[Phrase]) -> str:
    return " | ".join(map(_phrase_query, phrases))


def _phrase_query(phrase: Phrase) -> str:
    """Return the tsquery for all tokens of a phrase, in any order."""
    *before, last = (lexeme(token) for token in phrase.tokens)
    return f"({' & '.join([*before, f'{last}:*' if phrase.prefix else last])})"


def lexeme(token: str) -> str:
    """Quote a token so that PostgreSQL takes it unchanged."""
    quoted = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"


Ask = Callable[[str, Sequence[object]], Sequence[Any]]


class Totals(msgspec.Struct, frozen=True):
    """The number of records, and of tokens in all of them."""

    records: int
    tokens: int


def score_matches(
    ask: Ask, match: Condition, totals: Totals, chosen: Sequence[int] | None = None
) -> dict[int, float]:
    """Return the score of each match by the number of its record; only of those chosen, if they are given."""
    phrases = list(leaves(match))
    weights = [_weight(count, totals.records) for count in _document_counts(ask, phrases)]
    refs = {index: term for index, phrase in enumerate(phrases) if (term := _ref_term(phrase))}
    counted = [phrase for index, phrase in enumerate(phrases) if index not in refs]
    where, values = text_sql(match)
    if chosen is not None:
        where, values = f"{where} AND r.number = ANY(?::bigint[])", [*values, list(chosen)]
    sql = (
        f"SELECT r.number, r.length, {_counts_sql('title_tokens', counted)}, {_counts_sql('text_tokens', counted)},"
        f" {'r.links' if refs else 'NULL'} FROM record r WHERE {where}"
    )
    average = totals.tokens / totals.records
    found: dict[int, float] = {}
    patterns = [value for phrase in counted for value in _count_sql(phrase)[1]]
    for number, length, title, text, links in ask(sql, [*patterns, *patterns, *values]):
        referred = set(ref_terms(links)) if refs else ()
        hits = iter(zip(title, text, strict=True))
        frequencies = [
            (_REFERENCE if refs[index] in referred else 0.0) if index in refs else _frequency(*next(hits))
            for index in range(len(phrases))
        ]
        found[number] = _score(weights, frequencies, _B * length / average)
    return found


def _frequency(in_title: int, in_text: int) -> float:
    return _TITLE * in_title + _TEXT * in_text


def _score(weights: Sequence[float], frequencies: Sequence[float], length: float) -> float:
    """Return the sum over the phrases; `length` is that of the record relative to the average, times b."""
    score = 0.0
    for weight, frequency in zip(weights, frequencies, strict=True):
        score += weight * ((frequency * (_K1 + 1.0)) / (frequency + _K1 * (1 - _B + length)))
    return score


def _weight(count: int, records: int) -> float:
    """Return the inverse document frequency."""
    weight = log((records - count + 0.5) / (count + 0.5))
    return weight if weight > 0.0 else _LEAST


def _document_counts(ask: Ask, phrases: Sequence[Phrase]) -> list[int]:
    """Return how many records have each phrase; for single tokens the store keeps the number."""
    single = [phrase.tokens[0] for phrase in phrases if _is_token(phrase)]
    query = "SELECT token, records FROM token WHERE token = ANY(?)"
    known = {str(token): count for token, count in ask(query, [single])} if single else {}
    return [
        int(known.get(phrase.tokens[0], 0)) if _is_token(phrase) else _count_documents(ask, phrase)
        for phrase in phrases
    ]


def _is_token(phrase: Phrase) -> bool:
    return len(phrase.tokens) == 1 and not phrase.prefix


def _count_documents(ask: Ask, phrase: Phrase) -> int:
    where, values = text_sql(phrase)
    return int(ask(f"SELECT count(*) FROM record r WHERE {where}", values)[0][0])


def _ref_term(phrase: Phrase) -> int | None:
    return term_of_ref(phrase.tokens[0]) if _is_token(phrase) else None


def _counts_sql(column: str, phrases: Sequence[Phrase]) -> str:
    """Return the SQL for an array of how often a column has each phrase."""
    counts = (_count_sql(phrase)[0].format(f"r.{column}") for phrase in phrases)
    return f"ARRAY[{', '.join(counts)}]::bigint[]"


def _count_sql(phrase: Phrase) -> tuple[str, list[str]]:
    """Return the SQL that counts a phrase in a column, with its values."""
    stored = as_it_stands(phrase)
    if len(set(phrase.tokens)) < len(phrase.tokens):  # it may overlap itself, and each position counts
        return "(SELECT count(*) FROM regexp_matches({0}, ?, 'g'))", [f"(?={stored})"]
    return f"(length({{0}}) - length(replace({{0}}, ?, ''))) / {len(stored)}", [stored]
