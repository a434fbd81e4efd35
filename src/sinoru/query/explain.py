"""How a query is read, what it becomes in a corpus, and the SQL that finds it: `--explain`."""

from collections.abc import Iterator, Sequence

from sinoru.dates.days import iso_day
from sinoru.index.index import Condition, Days, Index, LinkFilter, Numbers, OfKind, Phrase, Scope
from sinoru.query.answers import Explanation
from sinoru.query.conditions import Conditions
from sinoru.query.corrections import correct
from sinoru.query.expansion import with_other_words
from sinoru.query.filters import DAYS, RELATIVE, Filters, option_of, query_of
from sinoru.query.read_query import read_conditions
from sinoru.query.scope import resolve_scope
from sinoru.query.select import statements
from sinoru.text.query import All, AnyOf, Field, Node, Not, all_of, in_words

_SHOWN = 12
"""Alternatives of a word that are shown."""


def explain_query(
    index: Index, text: str, filters: Filters, kinds: Sequence[str], question: str
) -> Explanation:
    """Return how a query is understood. Raises what the question raises."""
    parsed = read_conditions(text, index)
    asked = read_conditions(filters.query, index).query if filters.query else All()
    query = with_other_words(index, parsed.query)
    query = correct(index, query)[0] if question == "search" else query
    scope = resolve_scope(index, filters, kinds, query, question=question)
    return Explanation(
        query=text,
        read=_as_understood(index, all_of(parsed.query, asked), filters, kinds, question),
        expanded=tuple(_expanded(index, scope)),
        run=tuple(_with_values(*statement) for statement in statements(index, scope)),
        ignored=parsed.ignored,
    )


def _as_understood(index: Index, query: Node, filters: Filters, kinds: Sequence[str], question: str) -> str:
    """Return the query with what the filters are short for, and the options that no field has."""
    conditions = Conditions(index, kinds, question=question)
    understood = conditions.as_understood(all_of(query, query_of(filters), *_days(filters)))
    relative = [f"{option_of(name)} {getattr(filters, name)}" for name in RELATIVE if getattr(filters, name)]
    return " ".join(filter(None, (in_words(understood), *relative)))


def _days(filters: Filters) -> Iterator[Field]:
    """Yield the fields that --from and --to are short for."""
    for name in DAYS:
        if value := getattr(filters, name):
            yield Field(option_of(name).removeprefix("--"), value)


def _expanded(index: Index, scope: Scope) -> list[str]:
    """Return the conditions of a scope, each as a line."""
    lines = [f"kind of record: {' or '.join(scope.kinds)}"] if scope.kinds else []
    if scope.has_dates:
        lines.append(_in_words(index, Days(scope.first, scope.last)))
    conditions = [*scope.links, *([scope.match] if scope.match else []), *scope.where]
    return [*lines, *(_in_words(index, one) for one in conditions)]


def _in_words(index: Index, condition: Condition) -> str:
    match condition:
        case All(items=items):
            return " and ".join(_grouped(index, item) for item in items) or "anything"
        case AnyOf(items=items):
            shown = [_grouped(index, item) for item in items[:_SHOWN]]
            more = f" or {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
            return " or ".join(shown) + more
        case Not(item=item):
            return f"not {_grouped(index, item)}"
    return _leaf_in_words(index, condition)


def _grouped(index: Index, condition: Condition) -> str:
    text = _in_words(index, condition)
    return f"({text})" if isinstance(condition, All | AnyOf) else text


def _leaf_in_words(index: Index, leaf: Condition) -> str:
    match leaf:
        case Phrase(tokens=tokens, prefix=prefix):
            return _phrase_in_words(index, tokens, prefix=prefix)
        case LinkFilter(terms=terms, relations=relations):
            how = f" ({', '.join(relations)})" if relations else ""
            return f"linked to {' or '.join(_ids(index, terms)) or 'nothing'}{how}"
        case Days(first=first, last=last, surely=surely):
            start = iso_day(first) if first is not None else ""
            end = iso_day(last) if last is not None else ""
            return f"{'surely' if surely else 'perhaps'} dated {start}..{end}"
        case OfKind(kinds=kinds):
            return f"kind of record: {' or '.join(kinds)}"
        case Numbers(numbers=numbers):
            return _records_in_words(index, numbers)
    return str(leaf)


def _phrase_in_words(index: Index, tokens: Sequence[str], *, prefix: bool) -> str:
    from sinoru.index.numbers import term_of_ref

    term = term_of_ref(tokens[0]) if len(tokens) == 1 else None
    if term is not None:
        return f"linked to {' or '.join(_ids(index, (term,)))}"
    return f"{' '.join(tokens)}{'*' if prefix else ''}"


def _ids(index: Index, terms: Sequence[int]) -> list[str]:
    condition, values = index.in_list("number", terms)
    return [id_ for (id_,) in index.rows(f"SELECT id FROM term WHERE {condition} ORDER BY id", values)]


def _records_in_words(index: Index, numbers: Sequence[int]) -> str:
    if len(numbers) > _SHOWN:
        return f"one of {len(numbers):,} records that were looked up"
    condition, values = index.in_list("number", numbers)
    found = index.rows(f"SELECT id FROM record WHERE {condition} ORDER BY number", values)
    return " or ".join(id_ for (id_,) in found) or "no record"


def _with_values(sql: str, values: Sequence[object]) -> str:
    """Return a statement with its values in place, to be read."""
    parts = sql.split("?")
    shown = [f"'{value}'" if isinstance(value, str) else str(value) for value in values]
    return "".join(f"{part}{value}" for part, value in zip(parts, [*shown, ""], strict=True))
