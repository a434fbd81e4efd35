"""What `sinoru stats` needs of the fields of a corpus: sums of numbers, and their values as people read them."""

from collections.abc import Hashable, Iterator, Sequence

from msgspec.structs import replace

from sinoru.index import numbers as numbering
from sinoru.index.fields import bounds_in
from sinoru.index.index import Index, LinkFilter, Scope, Sql
from sinoru.model.fields import Field, amount_term
from sinoru.model.records import HAVE_OWN, Participant, Record
from sinoru.query.analysis_answers import Sum, Tally
from sinoru.query.fetch import load
from sinoru.query.select import NO_TERM, first_numbers, terms_of

Amount = tuple[float, float, int]
"""The lowest and the highest sum, and the number of records with a value."""
_NOTHING: Amount = (0.0, 0.0, 0)


class Totals:
    """Sums of numbers for each of several values, such as periods."""

    def __init__(self, numbers: Sequence[Field]) -> None:
        self.numbers = numbers
        self._found: dict[tuple[Hashable, int], Amount] = {}

    def add(self, value: Hashable, place: int, amount: Amount) -> None:
        """Add to the sum of the number at a place, of those that have a value."""
        known = self._found.get((value, place), _NOTHING)
        self._found[value, place] = (known[0] + amount[0], known[1] + amount[1], known[2] + amount[2])

    def beside(self, tally: Tally, value: Hashable) -> Tally:
        """Return a count with the sums of those that have the value."""
        sums = (
            _sum(number, self._found.get((value, place), _NOTHING), tally.count)
            for place, number in enumerate(self.numbers)
        )
        return replace(tally, sums=tuple(sums))


def amounts_of(record: Record, numbers: Sequence[Field]) -> Iterator[tuple[int, Amount]]:
    """Yield the sum of each number in a record that has it, with the place of the number."""
    for place, number in enumerate(numbers):
        bounds = [bounds_in(number, each) for each in _values_of(record, number)]
        if bounds:
            yield place, (sum(low for low, _ in bounds), sum(high for _, high in bounds), 1)


def _values_of(record: Record, number: Field) -> list[str]:
    """Return the values of a number in a record, or in the parts of it that have it."""
    _, *parts, _ = number.own.split(".")
    holders = getattr(record, parts[0]) if parts else (record,)
    values = filter(None, map(number.of, holders))
    return [each for value in values for each in (value if number.is_list else (value,))]


def may_repeat(number: Field) -> bool:
    """Return whether a record may have a number several times; of equal ones, the index has one."""
    return number.is_list or number.own.count(".") > 1


def is_of_participants(number: Field) -> bool:
    """Return whether participants of events have a number."""
    return HAVE_OWN[number.own.rpartition(".")[0]] is Participant


def sum_of(index: Index, number: Field, total: int, *within: Sql) -> Sum:
    """Return the sum of a number for so many records that are in all of these queries (without any: for all)."""
    sql, values = _summed(index, number, within)
    low, high, records = next(iter(index.rows(f"SELECT {sql}", values)))
    return _sum(number, (low or 0.0, high or 0.0, records), total)


def sums_by_day(
    index: Index, number: Field, largest: int, chosen: Sql | None
) -> Iterator[tuple[int, Amount]]:
    """Yield the sum of a number for the chosen records (None: all) of each first day.

    Those are left out that are dated to a longer time than of the size `largest`.
    """
    sql, values = _summed(index, number, [chosen] if chosen else [])
    query = (
        f"SELECT record >> {numbering.DAY_SHIFT}, {sql}"
        " AND record NOT IN (SELECT record FROM span WHERE size > ?) GROUP BY 1"
    )
    for slot, low, high, records in index.rows(query, [*values, largest]):
        yield slot, (low, high, records)


def _summed(index: Index, number: Field, within: Sequence[Sql]) -> Sql:
    """Return the query for the lowest and the highest sum and the number of records, after its `SELECT`."""
    term = amount_term(number)
    values: list[object] = [terms_of(index, [term]).get(term, NO_TERM)]
    sql = "sum(low), sum(high), count(*) FROM amount WHERE field = ?"
    for query, of_query in within:
        sql, values = f"{sql} AND record IN ({query})", [*values, *of_query]
    return sql, values


def _sum(number: Field, amount: Amount, total: int) -> Sum:
    low, high, records = amount
    return Sum(
        field=number.key,
        label=number.label,
        unit=number.unit,
        low=low,
        high=high,
        records=records,
        without=total - records,
    )


def with_sums(
    index: Index,
    numbers: Sequence[Field],
    relations: Sequence[str],
    tallies: dict[str, Tally],
    chosen: Sql | None,
) -> tuple[Tally, ...]:
    """Return counts by word or record with the sums of numbers for the chosen records (None: all) that lead to it."""
    if not (numbers and tallies):
        return (*tallies.values(),)
    terms = terms_of(index, [*tallies])
    within = [chosen] if chosen else []

    def sums(target: str, count: int) -> Iterator[Sum]:
        for number in numbers:
            having = _having(index, number.holder, terms[target], relations)
            yield sum_of(index, number, count, having, *within)

    return tuple(replace(one, sums=(*sums(target, one.count),)) for target, one in tallies.items())


def _having(index: Index, kind: str, term: int, relations: Sequence[str]) -> Sql:
    """Return the query for the records with a value."""
    return index.matching(Scope(kinds=(kind,), links=(LinkFilter((term,), (*relations,)),)))


def own_spelling(index: Index, field: Field, term: str) -> str:
    """Return the value of a term: the label of a choice, or a text as a record has it."""
    folded = term.removeprefix(f"{field.word}:")
    labels = {key.casefold(): field.labels.get(key) or key for key in field.choices}
    return labels.get(folded) or _as_written(index, field, term, folded)


def _as_written(index: Index, field: Field, term: str, folded: str) -> str:
    """Return a text as a record has it: the index has it in lower case only."""
    scope = Scope(kinds=(field.holder,), links=(LinkFilter((terms_of(index, [term])[term],)),))
    for *_, record in load(index, first_numbers(index, scope, 1)):
        for _, own, value in index.fields.walk(record, lambda one: one.own == field.own):
            if own.own == field.own and value.casefold() == folded:
                return str(value)
    return folded
