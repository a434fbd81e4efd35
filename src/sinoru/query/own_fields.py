"""What a condition on a corpus's own field means: a word, a record, or bounds of numbers or days."""

from collections.abc import Callable, Sequence
from math import nextafter
from typing import Any

import msgspec

from sinoru.index.fields import bounds_in
from sinoru.index.index import Amounts, Condition, Index, LinkFilter, Phrase, Scope
from sinoru.messages import not_a, quoted, series, unknown, use_one_of
from sinoru.model.amounts import OPEN, Bounds, bounds_of, is_exact
from sinoru.model.errors import UnknownValue, WrongValue
from sinoru.model.fields import Field as OwnField
from sinoru.model.fields import amount_term, has_words, is_amount, is_of_corpus, names_of
from sinoru.model.records import Part, Record
from sinoru.query import resolve
from sinoru.query.filters import Word
from sinoru.query.passing import records_passing
from sinoru.query.read_as import report
from sinoru.query.select import NO_TERM, terms_of
from sinoru.text.query import Field, Range, Term, all_of
from sinoru.text.terms import phrase_of
from sinoru.text.tokens import has_tokens

MOST_TEXTS = 20_000
"""The different texts in a field that are all compared with what is typed."""


def own_field(index: Index, option: str, name: str, holder: str = "") -> OwnField:
    """Return the own field with a name; if several have it, that of a kind of record. Report what to know about it.

    Raises WrongValue if several have it, or none.
    """
    called = index.fields.called(name.casefold())
    found = tuple(one for one in called if one.holder == holder) or called
    if not found:
        raise WrongValue("", unknown("field", name, [*dict.fromkeys(one.key for one in index.fields.own())]))
    if len(found) > 1:
        raise several_called(option, name, found)
    report_asked(index, option, name, found[0])
    return found[0]


def several_called(option: str, name: str, found: Sequence[OwnField]) -> WrongValue:
    """Return the error that several fields have a name."""
    if all(is_of_corpus(one.key) for one in found):
        what = (
            f"{one.key} ({one.holds} in {one.unit})" if one.unit else f"{one.key} ({one.holds})"
            for one in found
        )
        return WrongValue(
            "", f"{quoted(name)} means different things in these corpora. {use_one_of([*what])}"
        )
    why = f"is the name of {len(found)} fields. {use_one_of([one.own for one in found])}"
    return WrongValue(option, why)


def report_asked(index: Index, option: str, name: str, field: OwnField) -> None:
    """Report a field that is asked for by a former name, or that some of several corpora do not declare."""
    report_former(option, name, field)
    if without := index.without(field.own):
        report(_option(option), name, series(without, "and"), "not declared")


def report_former(option: str, name: str, field: OwnField) -> None:
    """Report a field that is asked for by a former name."""
    if name.casefold() not in names_of(field.own):
        report(_option(option), name, field.key, "former field")


def _option(given: str) -> str:
    """Return an option, and nothing for a field, whose name is reported itself."""
    return given if given.startswith("--") else ""


def own_condition(index: Index, field: Field, *, surely: bool) -> Condition:
    """Return the condition that an own field has a value. Raises UnknownValue, AmbiguousValue or WrongValue."""
    option = field.given or f"{field.name}:"
    own = own_field(index, option, field.name)
    if is_amount(own):
        return _amounts(index, own, *_bounds(option, own, field.value), surely=surely)
    if has_words(own):
        return _text_condition(index, option, own, field.value)
    term = f"{own.word}:{_value(index, option, own, field.value).casefold()}"
    return LinkFilter((terms_of(index, [term]).get(term, NO_TERM),), in_refs=True)


def _text_condition(index: Index, option: str, own: OwnField, typed: str) -> Condition:
    """Return the condition that a text has a word or phrase or, after `=`, that it is the text typed."""
    phrase = phrase_of(typed)
    if typed.startswith("=") or not isinstance(phrase, Term):
        return resolve.link_to(index, option, Word(own.word), typed.removeprefix("="))
    first = f"{own.word}:"
    query = "SELECT number, id FROM term WHERE id >= ? AND id < ? LIMIT ?"
    values = list(index.rows(query, (first, f"{first}\U0010ffff", MOST_TEXTS + 1)))
    if len(values) > MOST_TEXTS:
        return _records_with_text(index, own, typed, phrase)
    found = tuple(number for number, value in values if has_tokens(value.removeprefix(first), phrase.tokens))
    return LinkFilter(found, in_refs=True) if found else resolve.link_to(index, option, Word(own.word), typed)


def _records_with_text(index: Index, own: OwnField, typed: str, phrase: Term) -> Condition:
    """Return the records with a word or phrase in a text that is another in nearly each record: these are read."""

    def has(record: Record) -> bool:
        values = index.fields.walk(record, lambda one: one.own == own.own)
        return any(one.own == own.own and has_tokens(value, phrase.tokens) for _, one, value in values)

    words = all_of(*(Phrase((token,)) for token in dict.fromkeys(phrase.tokens)))
    return records_passing(index, Scope(kinds=(own.holder,), match=words), f"{own.key}:{typed}", has)


def own_range(index: Index, one: Range, *, surely: bool) -> Condition:
    """Return the condition that an own field is within bounds. Raises WrongDate or WrongValue."""
    option = one.given or f"{one.name}:"
    own = own_field(index, option, one.name)
    if not is_amount(own):
        why = f"has no order, so it cannot be compared with {quoted(one.low or one.high)}."
        raise WrongValue(option, why)
    low = _bounds(option, own, one.low) if one.low else (-OPEN, -OPEN)
    high = _bounds(option, own, one.high) if one.high else (OPEN, OPEN)
    if one.excludes_bound:
        first, last = (
            nextafter(low[1], OPEN) if one.low else -OPEN,
            nextafter(high[0], -OPEN) if one.high else OPEN,
        )
    else:
        first, last = low[0], high[1]
    if first > last:
        raise WrongValue(
            option, f"{quoted(one.low)} is more than {quoted(one.high)}. Swap them, or change one."
        )
    return _amounts(index, own, first, last, surely=surely)


def own_test(index: Index, own: OwnField, leaf: Any) -> Callable[[Part], bool]:
    """Return the test of a condition on an own field of one part. Raises as own_condition and own_range."""
    named = msgspec.structs.replace(leaf, name=own.own)
    phrase = phrase_of(named.value) if has_words(own) and isinstance(named, Field) else None
    if isinstance(phrase, Term) and not named.value.startswith("="):
        return lambda part: any(has_tokens(value, phrase.tokens) for value in _values(own, part))
    if not is_amount(own) and isinstance(named, Field):
        sought = _value(index, f"{leaf.name}:", own, named.value).casefold()
        return lambda part: any(value.casefold() == sought for value in _values(own, part))
    ask = own_range if isinstance(named, Range) else own_condition
    asked = ask(index, named, surely=False)

    def is_within(value: str) -> bool:
        low, high = bounds_in(own, value)
        return bool(high >= asked.low and low <= asked.high)

    return lambda part: any(map(is_within, _values(own, part)))


def _values(own: OwnField, part: Part) -> Sequence[str]:
    value = own.of(part)
    return value if own.is_list else (value,) if value else ()


def _value(index: Index, option: str, own: OwnField, typed: str) -> str:
    """Return the text that is sought in a field: an id, or a choice, which may be typed as its label."""
    if own.kinds == ("source",):
        return resolve.source_id(index, option, typed)
    if own.kinds:
        return resolve.resolve_id(index, option, typed, own.kinds)
    if not own.choices:
        return typed.removeprefix("=")
    key = own.choice_called(typed)
    if not key:
        raise UnknownValue(option, typed, [], allowed=own.choices)
    if own.is_former(typed):
        report(option, typed, key, "former value")
    return key


def _amounts(index: Index, own: OwnField, low: float, high: float, *, surely: bool) -> Amounts:
    term = amount_term(own)
    return Amounts(terms_of(index, [term]).get(term, NO_TERM), own.holder, low, high, surely)


def _bounds(option: str, own: OwnField, typed: str) -> Bounds:
    """Return the bounds of a number as typed, or the first and the last day of a date."""
    if own.holds == "date":
        first, last = resolve.parse_date(option, typed)
        return (-OPEN if first is None else float(first), OPEN if last is None else float(last))
    bounds = bounds_of(typed) if is_exact(typed) else None
    if bounds is None:
        in_unit = f", in {own.unit}" if own.unit else ""
        advice = f"Type one such as 6.5{in_unit}, or bounds: {own.key}:6..7."
        raise WrongValue(option, not_a("a number", typed, advice))
    return bounds
