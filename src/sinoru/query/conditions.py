"""What a query means in a corpus: each leaf of text/query.py as a condition that every engine knows (index/index.py).

A condition of a field is made in `Conditions._field` alone. What no engine knows is expanded before it is asked (a
pattern to the words of the corpus that it fits), or found by reading records beforehand (query/read_records.py).
"""

from collections.abc import Iterable, Sequence

from sinoru.index.index import Condition, Days, Index, LinkFilter, Numbers, OfKind, Phrase, Scope
from sinoru.index.numbers import ref_token
from sinoru.messages import quoted
from sinoru.model.errors import NotHonoured, WrongUsage, WrongValue
from sinoru.model.records import RECORD_OF_KIND
from sinoru.query import resolve
from sinoru.query.filters import (
    DAY,
    FILTERS,
    HONOURED,
    LANGUAGE,
    WHERE,
    Country,
    Day,
    Grade,
    Kind,
    Named,
    NamedOrWord,
    Party,
    Speaker,
    Value,
    Word,
    declaration,
    filter_of_field,
)
from sinoru.text.query import (
    All,
    AnyOf,
    Field,
    Inside,
    Node,
    Not,
    Range,
    Term,
    all_of,
    alternatives,
    any_of,
    conjuncts,
    is_made_of,
    leaves,
    negated,
)

MOST_WORDS = 300
"""The words of the corpus that a pattern may stand for."""
SELECTIVE_FIRST: tuple[type[Value], ...] = (Party, Speaker, Named, Word, Country, Kind, Grade)
"""What a filter may name, that which fewest records have first: an engine begins with the first link of a scope."""
_OF_ONE_COUNTRY = ("person", "organisation", "place")


class Conditions:
    """The conditions of queries on records of some kinds, as one question understands them."""

    def __init__(
        self, index: Index, kinds: Sequence[str] = (), beside: Sequence[str] = (), question: str = ""
    ) -> None:
        """Prepare for a listing of these kinds (empty: all); kinds `beside` them are accepted as values too."""
        self.index = index
        self.kinds = tuple(kinds)
        self.beside = tuple(beside)
        self.question = question
        self.beyond: tuple[Condition, ...] = ()
        """Conditions that records have to meet in any case: of others, none need be read."""
        self._terms: dict[Term, Condition] = {}
        """The conditions of words so far: each is looked up once, however many groups it is in."""

    def of(self, query: Node, *, is_required: bool = True) -> Condition:
        """Return the condition of a query.

        Raises UnknownValue, AmbiguousValue, NotHonoured, WrongDate, WrongValue or WrongUsage.
        """
        match query:
            case All(items=items):
                return all_of(*(self.of(item, is_required=is_required) for item in self.joined(items)))
            case AnyOf(items=items):
                return _any_of(self.of(item, is_required=is_required) for item in items)
            case Not(item=item):
                return negated(self.of(item, is_required=not is_required))
        return self._leaf(query, surely=not is_required)

    def _leaf(self, leaf: Node, *, surely: bool) -> Condition:
        """Return the condition of a leaf; a date that is to be left out is `surely` met."""
        match leaf:
            case Term():
                if leaf not in self._terms:
                    self._terms[leaf] = self._term(leaf)
                return self._terms[leaf]
            case Field():
                return self._field(leaf, surely=surely)
            case Range():
                return self._range(leaf, surely=surely)
            case Inside():
                from sinoru.query.read_records import records_inside

                return records_inside(self, leaf)
        raise TypeError(leaf)

    def joined(self, items: Sequence[Node]) -> list[Node]:
        """Return items with the values of a field joined by `or` that a record has only one of."""
        kept: list[Node] = []
        places: dict[str, int] = {}
        for item in items:
            name = {one.name for one in alternatives(item)} if _is_of_fields(item) else set()
            only = next(iter(name)) if len(name) == 1 else ""
            if not only or not self._is_single(only, items):
                kept.append(item)
            elif only in places:
                kept[places[only]] = any_of(kept[places[only]], item)
            else:
                places[only] = len(kept)
                kept.append(item)
        return kept

    def as_understood(self, query: Node) -> Node:
        """Return a query with its values joined likewise, at any depth."""
        match query:
            case All(items=items):
                return all_of(*self.joined([self.as_understood(item) for item in items]))
            case AnyOf(items=items):
                return any_of(*map(self.as_understood, items))
            case Not(item=item):
                return negated(self.as_understood(item))
        return query

    def _is_single(self, name: str, items: Sequence[Node]) -> bool:
        """Return whether a record has one value of a field, so that several values are alternatives."""
        if name == "id":
            return True
        if name not in LANGUAGE:
            found = self.index.fields.called(name)
            if not found and name in self.index.fields.registers:
                return False
            return not any(one.is_list or one.own.count(".") > 1 for one in found)
        if filter_of_field(name) == "country":
            kinds = set(self.kinds) or kinds_in(All(tuple(items)))
            return bool(kinds) and kinds <= set(_OF_ONE_COUNTRY)
        one = FILTERS.get(filter_of_field(name))
        return bool(one and one[0].either)

    def selectivity(self, item: Node) -> int:
        """Return a key that puts the conditions first that fewest records meet."""
        if any(map(needs_records, leaves(item))) or any(map(needs_records, leaves(item, is_required=False))):
            return len(SELECTIVE_FIRST) + 1
        leaf = next(iter(leaves(item)), None)
        value = self._value_of(leaf.name) if isinstance(leaf, Field) else None
        return SELECTIVE_FIRST.index(type(value)) if type(value) in SELECTIVE_FIRST else len(SELECTIVE_FIRST)

    def _value_of(self, field: str) -> Value | None:
        """Return what the values of a field name; None for a field without a filter."""
        name = filter_of_field(field)
        if field not in LANGUAGE and (own := self.index.fields.called(field)):
            return Word(own[0].word) if own[0].word else None
        if name not in FILTERS:
            return None
        return (declaration(name, (self.question,)) or FILTERS[name][0]).value

    def _term(self, term: Term) -> Condition:
        """Return the condition for a word or phrase; a name also matches records that refer to a bearer of it."""
        if term.pattern:
            return self._pattern(term)
        if needs_records(term):
            from sinoru.query.read_records import records_with

            return records_with(self, term)
        refs = (Phrase((ref_token(number),)) for number in named_terms(self.index, term))
        return _any_of(dict.fromkeys((*phrases_of(term), *refs)))

    def _pattern(self, term: Term) -> Condition:
        """Return the condition for any word of the corpus that a pattern fits."""
        from sinoru.text.tokens import stem

        found = words_like(self.index, term.pattern)
        if len(found) > MOST_WORDS:
            why = f"{quoted(term.text)} stands for more than {MOST_WORDS} words of the corpus. Type more letters."
            raise WrongUsage(why)
        return _any_of(dict.fromkeys(Phrase((stem(word),)) for word in found))

    def _field(self, field: Field, *, surely: bool) -> Condition:
        """Return the condition that a field has a value: the one place where a field is understood."""
        self._check_honoured(field)
        option = field.given or f"{field.name}:"
        if field.name not in LANGUAGE:
            return self._beside_language(field, surely=surely)
        value = self._value_of(field.name)
        if isinstance(value, Day):
            return self._range(_from_or_to(field), surely=surely)
        if isinstance(value, Kind):
            return self._kind(option, field.value, is_left_out=surely)
        if value is not None:
            return self._link(option, value, field.value)
        if field.name == "id":
            return self._id(option, field.value)
        return self._date(option, field.value, surely=surely)

    def _link(self, option: str, value: Value, typed: str) -> Condition:
        """Return the condition for a record or a word that a value names."""
        if isinstance(value, NamedOrWord):
            from sinoru.query.parties import of_parties

            return any_of(*of_parties(self.index, option, typed))
        return resolve.link_to(self.index, option, value, typed)

    def _beside_language(self, field: Field, *, surely: bool) -> Condition:
        """Return the condition for a field of the corpus's own, for an id in a register, or for a day among words."""
        if field.name == DAY:
            return self._day(field.value)
        if field.name in self.index.fields.registers and not self.index.fields.called(field.name):
            from sinoru.query.other_ids import records_in_register

            return records_in_register(self.index, field.name, field.value)
        from sinoru.query.own_fields import own_condition

        return own_condition(self.index, field, surely=surely)

    def _check_honoured(self, field: Field | Range) -> None:
        """Raise NotHonoured for a field that does nothing in the answer to this question."""
        honoured = HONOURED.get(self.question)
        if field.given or honoured is None or field.name == "id":
            return
        filter_ = filter_of_field(field.name) or ("start" if field.name in LANGUAGE else WHERE)
        if filter_ not in honoured:
            raise NotHonoured(f"{field.name}:", self.question)

    def _kind(self, option: str, typed: str, *, is_left_out: bool) -> Condition:
        """Return the condition for a kind of record (`claim`), or of events and claims (`visit`, `forecast`)."""
        word = typed.casefold()
        if word in (self.kinds or RECORD_OF_KIND) or (is_left_out and word in RECORD_OF_KIND):
            return OfKind((word,))
        return resolve.link_to_kind(self.index, option, typed, self.kinds, self.beside)

    def _id(self, option: str, typed: str) -> Condition:
        numbers = [n for (n,) in self.index.rows("SELECT number FROM record WHERE id = ?", (typed,))]
        if not numbers:
            typed = resolve.resolve_id(self.index, option, typed, ())
            numbers = [n for (n,) in self.index.rows("SELECT number FROM record WHERE id = ?", (typed,))]
        return Numbers(tuple(numbers))

    def _day(self, typed: str) -> Condition:
        """Return the condition for a day typed among words: dated to it, or to a short time that includes it."""
        from sinoru.query.typed_days import records_of

        day, _ = resolve.parse_date(DAY, typed)
        return Numbers(()) if day is None else records_of(self.index, day)

    def _date(self, option: str, typed: str, *, surely: bool) -> Condition:
        """Return the condition for a date; for a day without a year, in any year."""
        from sinoru.dates.written import day_of_any_year

        if day := day_of_any_year(typed):
            from sinoru.query.anniversaries import records_of_day

            return records_of_day(self.index, day, surely=surely)
        first, last = resolve.parse_date(option, typed)
        return Days(first, last, surely)

    def _range(self, one: Range, *, surely: bool) -> Condition:
        """Return the condition for bounds of a date."""
        self._check_honoured(one)
        if one.name not in LANGUAGE:
            from sinoru.query.own_fields import own_range

            return own_range(self.index, one, surely=surely)
        if one.name != "date" and not isinstance(self._value_of(one.name), Day):
            bound = one.low or one.high
            raise WrongValue(f"{one.name}:", f"has no order, so it cannot be compared with {quoted(bound)}.")
        option = one.given or f"{one.name}:"
        sign, same = "", "" if one.excludes_bound else "="
        if one.name == "date" and not (one.low and one.high):
            sign = f">{same}" if one.low else f"<{same}"
        low = resolve.parse_date(option, one.low, sign) if one.low else None
        high = resolve.parse_date(option, one.high, sign) if one.high else None
        if one.excludes_bound:
            first = low[1] + 1 if low and low[1] is not None else None
            last = high[0] - 1 if high and high[0] is not None else None
        else:
            first, last = low and low[0], high and high[1]
        resolve.check_order(option, one.low, one.high, first, last)
        return Days(first, last, surely)


def needs_records(leaf: Node) -> bool:
    """Return whether only records themselves show if they meet the condition of a leaf."""
    return isinstance(leaf, Inside) or (isinstance(leaf, Term) and (leaf.exact or leaf.near is not None))


def kinds_in(query: Node) -> set[str]:
    """Return the kinds that a query asks for, so that every match is of one of these."""
    fields = [one for item in conjuncts(query) if _is_of_fields(item) for one in alternatives(item)]
    return {one.value.casefold() for one in fields if one.name == "kind"}


def _is_of_fields(item: Node) -> bool:
    return all(isinstance(one, Field) for one in alternatives(item))


def _from_or_to(field: Field) -> Range:
    """Return the bound that `from:` and `to:` are short for."""
    is_start = filter_of_field(field.name) == "start"
    bounds = (field.value, "") if is_start else ("", field.value)
    return Range(field.name, *bounds, given=field.given)


def _any_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that one of these holds; links of the same relations are one link."""
    links: dict[tuple[tuple[str, ...], bool, bool], list[int]] = {}
    kinds: list[str] = []
    rest: list[Condition] = []
    for one in conditions:
        if isinstance(one, LinkFilter):
            links.setdefault((one.relations, one.in_refs, one.refs_decide), []).extend(one.terms)
        elif isinstance(one, OfKind):
            kinds += one.kinds
        else:
            rest.append(one)
    if not (links or kinds or rest):
        return Numbers(())
    merged = [LinkFilter(tuple(dict.fromkeys(terms)), *how) for how, terms in links.items()]
    return any_of(*([OfKind(tuple(kinds))] if kinds else []), *merged, *rest)


def is_of_words(condition: Condition) -> bool:
    """Return whether a condition is of words alone, some of which every text that meets it has."""
    return is_made_of(condition, lambda leaf: isinstance(leaf, Phrase))


def phrases_of(term: Term) -> tuple[Phrase, ...]:
    """Return the phrase of a term; for some prefixes two: `bombings*` must find the stem `bomb`."""
    from sinoru.text.tokens import stem

    *before, last = term.tokens
    phrase = Phrase(term.tokens, term.prefix)
    if not term.prefix or stem(last).startswith(last):
        return (phrase,)
    return phrase, Phrase((*before, stem(last)), prefix=not last.isascii())  # an article is not an ending


def named_terms(index: Index, term: Term) -> Sequence[int]:
    """Return the terms of the people, organisations and places that a word names."""
    if not term.is_plain:
        return ()
    from sinoru.query.names import bearers_of  # lazy, as a list without words names no one

    return bearers_of(index, term.text)


def ids_named(index: Index, term: Term) -> frozenset[str]:
    """Return the ids of the records that a word names."""
    condition, values = index.in_list("number", named_terms(index, term))
    return frozenset(id_ for (id_,) in index.rows(f"SELECT id FROM term WHERE {condition}", values))


def occurs(index: Index, term: Term) -> bool:
    """Return whether the text of any record has these words."""
    sql, values = index.matching(Scope(match=Phrase(term.tokens)))
    return index.value(f"{sql} LIMIT 1", values) is not None


def words_like(index: Index, pattern: str) -> list[str]:
    """Return the words of the corpus that a pattern fits, the most frequent first, up to one more than MOST_WORDS."""
    sought = (
        pattern.replace("!", "!!").replace("%", "!%").replace("_", "!_").replace("*", "%").replace("?", "_")
    )
    start = pattern.replace("?", "*").partition("*")[0]
    query = (
        "SELECT word FROM word WHERE word >= ? AND word < ? AND word LIKE ? ESCAPE '!' AND records > 0"
        " ORDER BY records DESC, word LIMIT ?"
    )
    return [word for (word,) in index.rows(query, (start, f"{start}\U0010ffff", sought, MOST_WORDS + 1))]
