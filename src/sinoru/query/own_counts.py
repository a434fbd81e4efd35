"""What `sinoru stats` needs of the fields of a corpus: sums of numbers, and their values as people read them."""

from collections.abc import Sequence

from sinoru.index.index import Index, LinkFilter, Scope, Sql
from sinoru.model.fields import Field, amount_term
from sinoru.query.analysis_answers import Sum
from sinoru.query.fetch import load
from sinoru.query.select import NO_TERM, first_numbers, terms_of


def sum_of(index: Index, number: Field, *within: Sql) -> Sum:
    """Return the sum of a number for the records that are in all of these queries (without any: for all)."""
    term = amount_term(number)
    values: list[object] = [terms_of(index, [term]).get(term, NO_TERM)]
    once = "DISTINCT record" if number.is_list or number.own.count(".") > 1 else "*"
    sql = f"SELECT sum(low), sum(high), count({once}) FROM amount WHERE field = ?"
    for query, of_query in within:
        sql, values = f"{sql} AND record IN ({query})", [*values, *of_query]
    low, high, records = next(iter(index.rows(sql, values)))
    return Sum(
        field=number.key,
        label=number.label,
        unit=number.unit,
        low=low or 0.0,
        high=high or 0.0,
        records=records,
    )


def sums_of_values(
    index: Index,
    numbers: Sequence[Field],
    relations: Sequence[str],
    targets: Sequence[str],
    chosen: Sql | None,
) -> tuple[Sum, ...]:
    """Return the sums of numbers for the chosen records (None: all) that lead to each of these words or records."""
    if not (numbers and targets):
        return ()
    terms = terms_of(index, targets)
    within = [chosen] if chosen else []
    return tuple(
        sum_of(index, number, _having(index, number.holder, terms[target], relations), *within)
        for target in targets
        for number in numbers
    )


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
