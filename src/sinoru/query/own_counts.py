"""Counts and sums by the corpus's own fields: how many events have each value, and what their numbers sum up to."""

from collections.abc import Mapping, Sequence

from sinoru.index.index import Index, LinkFilter, Scope, Sql
from sinoru.model.fields import Field, amount_term
from sinoru.query.analysis_answers import Facet, Sum, Tally
from sinoru.query.fetch import load, refs_of
from sinoru.query.select import NO_TERM, first_numbers, terms_of

_ALL: Sql = ("SELECT number FROM record WHERE kind = ?", ("event",))


def sum_of(index: Index, number: Field, chosen: Sql | None) -> Sum:
    """Return the sum of a number of the chosen events (None: all)."""
    sql, parameters = chosen or _ALL
    return _sum_where(index, number, f"record IN ({sql})" if chosen else "TRUE", parameters if chosen else ())


def own_facet(
    index: Index, field: Field, limit: int, chosen: Sql | None, total: int, summed: Sequence[Field]
) -> Facet:
    """Return the most frequent values of a field of the chosen events (None: all), each with the sums of numbers."""
    links, of_links = index.links_of(chosen or _ALL, "event", (field.word,))
    terms = "SELECT number, id FROM term WHERE id >= ? AND id < ?"
    bounds = (f"{field.word}:", f"{field.word};")
    joined = f"({terms}) t CROSS JOIN ({links}) l WHERE l.target = t.number"
    parameters = [*bounds, *of_links]
    counted = f"SELECT t.number, t.id, count(*), count(*) OVER () FROM {joined} GROUP BY t.number, t.id"
    rows = list(index.rows(f"{counted} ORDER BY 3 DESC, 2 LIMIT ?", [*parameters, limit]))
    having = index.value(f"SELECT count(DISTINCT l.record) FROM {joined}", parameters)
    names = _names(index, field, {target: id_[len(field.word) + 1 :] for target, id_, _, _ in rows})
    tallies = tuple(
        Tally(id=names[target][1], name=names[target][0], events=count) for target, _, count, _ in rows
    )
    return Facet(
        by=field.key,
        values=rows[0][3] if rows else 0,
        tallies=tallies,
        without=total - having,
        sums=tuple(_sum_by(index, number, joined, parameters, row[0]) for row in rows for number in summed),
    )


def _sum_by(index: Index, number: Field, joined: str, parameters: Sequence[object], target: int) -> Sum:
    where = f"record IN (SELECT l.record FROM {joined} AND t.number = ?)"
    return _sum_where(index, number, where, [*parameters, target])


def _sum_where(index: Index, number: Field, where: str, parameters: Sequence[object]) -> Sum:
    term = amount_term(number)
    sql = f"SELECT sum(low), sum(high), count(DISTINCT record) FROM amount WHERE field = ? AND {where}"
    rows = index.rows(sql, [terms_of(index, [term]).get(term, NO_TERM), *parameters])
    low, high, records = next(iter(rows))
    return Sum(
        field=number.key, label=number.label, unit=number.unit, low=low or 0.0, high=high or 0.0, records=records
    )


def _names(index: Index, field: Field, values: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """Return the name and the id of each value, by its term: the name of a record, the label of a choice, a text."""
    if field.kinds:
        refs = refs_of(index, values.values())
        return {term: (refs[id_].name if id_ in refs else id_, id_) for term, id_ in values.items()}
    labels = {key.casefold(): field.labels.get(key) or key for key in field.choices}
    return {term: (labels.get(value) or _as_written(index, field, term, value), "") for term, value in values.items()}


def _as_written(index: Index, field: Field, term: int, folded: str) -> str:
    """Return a text as a record has it: the index has it in lower case only."""
    scope = Scope(kinds=(field.holder,), links=(LinkFilter((term,)),))
    for *_, record in load(index, first_numbers(index, scope, 1)):
        for _, own, value in index.fields.walk(record, lambda one: one.own == field.own):
            if own.own == field.own and value.casefold() == folded:
                return str(value)
    return folded
