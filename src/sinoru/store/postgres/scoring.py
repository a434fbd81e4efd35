"""bm25 as FTS5 works it out, number by number, so that both engines put matches in one order.

Its source: `fts5Bm25Function` in SQLite's ext/fts5/fts5_aux.c. The order of the sums is part of it: floating-point
numbers added in another order differ.
"""

from collections.abc import Callable, Sequence
from math import log
from typing import Any

import msgspec

from sinoru.index.numbers import term_of_ref
from sinoru.store.postgres.matching import as_it_stands, condition
from sinoru.store.postgres.ways import ref_terms
from sinoru.text.expression import Phrase, Wanted

_K1, _B = 1.2, 0.75
_TITLE, _TEXT, _REFERENCE = 4.0, 2.0, 1.0
_LEAST = 1e-6
"""What a phrase in more than half of all texts weighs."""

Ask = Callable[[str, Sequence[object]], Sequence[Any]]


class Totals(msgspec.Struct, frozen=True):
    """How many records there are, and how many tokens in all of them."""

    records: int
    tokens: int


def score_matches(ask: Ask, match: Wanted, totals: Totals) -> dict[int, float]:
    """Give the number of each match with its score."""
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
    """Give the inverse document frequency."""
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
    where, values = condition(Wanted(((phrase,),)), in_title=False)
    return int(ask(f"SELECT count(*) FROM record r WHERE {where}", values)[0][0])


def _ref(phrase: Phrase) -> int | None:
    return term_of_ref(phrase.tokens[0]) if _is_token(phrase) else None


def _array(column: str, phrases: Sequence[Phrase]) -> str:
    """Give how often each phrase stands in a column."""
    counts = (_counting(phrase)[0].format(f"r.{column}") for phrase in phrases)
    return f"ARRAY[{', '.join(counts)}]::bigint[]"


def _counting(phrase: Phrase) -> tuple[str, list[str]]:
    """Give the SQL that counts a phrase in a column, and its values."""
    standing = as_it_stands(phrase)
    if len(set(phrase.tokens)) < len(phrase.tokens):  # it may overlap itself, and each place counts
        return "(SELECT count(*) FROM regexp_matches({0}, ?, 'g'))", [f"(?={standing})"]
    return f"(length({{0}}) - length(replace({{0}}, ?, ''))) / {len(standing)}", [standing]
