"""Counts and sums by the corpus's own fields: how many events have each value, and what their numbers sum up to."""

from collections.abc import Mapping, Sequence

from sinoru.index.index import Index, LinkFilter, Scope, Sql
from sinoru.model.fields import Field, amount_term
from sinoru.query.analysis_answers import Facet, Sum, Tally
from sinoru.query.fetch import load, refs_of
from sinoru.query.select import NO_TERM, first_numbers, terms_of

_ALL: Sql = ("SELECT number FROM record WHERE kind = ?", ("event",))
_OF_ALL = (
    "SELECT t.number, t.id, c.records, count(*) OVER () FROM ({}) t CROSS JOIN tally c WHERE c.target = t.number"
    " AND c.kind = 'event' AND c.how = ? AND c.records > 0 ORDER BY 3 DESC, 2 LIMIT ?"
)
_OF_CHOSEN = (
    "SELECT t.number, t.id, count(*), count(*) OVER () FROM ({}) t CROSS JOIN ({}) l WHERE l.target = t.number"
    " GROUP BY t.number, t.id ORDER BY 3 DESC, 2 LIMIT ?"
)
_TERMS = "SELECT number, id FROM term WHERE id >= ? AND id < ?"


def sum_of(index: Index, number: Field, *within: Sql) -> Sum:
    """Return the sum of a number for the events that are in all of these queries (without any: for all events)."""
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


def own_facet(
    index: Index, field: Field, limit: int, chosen: Sql | None, total: int, summed: Sequence[Field]
) -> Facet:
    """Return the most frequent values of a field of the chosen events (None: all), each with the sums of numbers."""
    bounds = (f"{field.word}:", f"{field.word};")
    if chosen:
        links, of_links = index.links_of(chosen, "event", (field.word,))
        query, values = _OF_CHOSEN.format(_TERMS, links), [*bounds, *of_links, limit]
    else:
        query, values = _OF_ALL.format(_TERMS), [*bounds, field.word, limit]
    rows = list(index.rows(query, values))
    names = _names(index, field, {target: id_[len(field.word) + 1 :] for target, id_, _, _ in rows})
    within = [chosen] if chosen else []
    return Facet(
        by=field.key,
        values=rows[0][3] if rows else 0,
        tallies=tuple(Tally(id=names[row[0]][1], name=names[row[0]][0], events=row[2]) for row in rows),
        without=total - _with_value(index, field, chosen),
        sums=tuple(
            sum_of(index, number, _having(index, target), *within) for target, *_ in rows for number in summed
        ),
    )


def _with_value(index: Index, field: Field, chosen: Sql | None) -> int:
    """Return how many of the chosen events (None: all) have a value in a field."""
    bounds = (f"{field.word}:", f"{field.word};")
    if not chosen and not field.is_list:
        sql = f"SELECT sum(c.records) FROM ({_TERMS}) t CROSS JOIN tally c WHERE c.target = t.number AND c.how = ?"
        return index.value(f"{sql} AND c.kind = 'event'", (*bounds, field.word)) or 0
    links, values = index.links_of(chosen or _ALL, "event", (field.word,))
    sql = (
        f"SELECT count(DISTINCT l.record) FROM ({_TERMS}) t CROSS JOIN ({links}) l WHERE l.target = t.number"
    )
    return index.value(sql, [*bounds, *values]) or 0


def _having(index: Index, term: int) -> Sql:
    """Return the query for the events with a value."""
    return index.matching(Scope(kinds=("event",), links=(LinkFilter((term,)),)))


def _names(index: Index, field: Field, values: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """Return the name and the id of each value, by its term: the name of a record, the label of a choice, a text."""
    if field.kinds:
        refs = refs_of(index, values.values())
        return {term: (refs[id_].name if id_ in refs else id_, id_) for term, id_ in values.items()}
    labels = {key.casefold(): field.labels.get(key) or key for key in field.choices}
    return {
        term: (labels.get(value) or _as_written(index, field, term, value), "")
        for term, value in values.items()
    }


def _as_written(index: Index, field: Field, term: int, folded: str) -> str:
    """Return a text as a record has it: the index has it in lower case only."""
    scope = Scope(kinds=(field.holder,), links=(LinkFilter((term,)),))
    for *_, record in load(index, first_numbers(index, scope, 1)):
        for _, own, value in index.fields.walk(record, lambda one: one.own == field.own):
            if own.own == field.own and value.casefold() == folded:
                return str(value)
    return folded
