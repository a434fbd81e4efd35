"""Filters, words and dates together give what going through all records gives, in the same order."""

from collections.abc import Callable
from itertools import product

import pytest

from sinoru.index.index import Index
from sinoru.query import select, sources
from sinoru.query.filters import Filters
from sinoru.query.scope import resolve_scope
from sinoru.query.select import count_numbers, select_numbers
from sinoru.text.syntax import parse_query

TOPICS, COUNTRIES, PEOPLE = ("arms", "border", "trade"), ("China", "Russia"), ("ivanov", "li", "petrov")


def corpus() -> str:
    """Write events of every combination, each third a span of years, and claims beside them."""
    lines = ["events:"]
    for n, (topic, country, person) in enumerate(product(TOPICS, COUNTRIES, PEOPLE)):
        date = f"19{50 + n}-05-10" + (f"/19{50 + n + n % 5}-12-31" if n % 3 == 0 else "")
        title = f"Talk {n}{' treaty' if n % 2 else ''}"
        lines.append(
            f"  - {{id: e-{n}, date: {date}, title: {title}, topics: [{topic}], countries: [{country}],"
            f" participants: [{{person: {person}}}], evidence: [{{source: book}}]}}"
        )
    lines.append("claims:")
    lines += [
        f"  - {{id: c-{n}, text: treaty {n}, by: {person}, topics: [arms], holds: 19{60 + n}}}"
        for n, person in enumerate(PEOPLE)
    ]
    lines.append("people:")
    lines += [f"  - {{id: {person}, name: {person.title()}}}" for person in PEOPLE]
    return "\n".join([*lines, "sources:\n  - {id: book, title: A book}\n"])


def brute(index: Index, filters: Filters) -> set[str]:
    """Go through all events."""
    from sinoru.dates.edtf import parse_edtf
    from sinoru.index.index import read_body
    from sinoru.model.records import Event

    found = set()
    for (body,) in index.rows("SELECT body FROM record WHERE kind = 'event'"):
        event = read_body("event", body)
        assert isinstance(event, Event)
        when = parse_edtf(event.date)
        first, last = int(event.date[:4]), int(event.date.split("/")[-1][:4])
        assert when.earliest is not None
        keeps = (
            set(filters.topic) <= set(event.topics),
            set(filters.country) <= set(event.countries),
            set(filters.person) <= {event.participants[0].person},
            not filters.start or last >= int(filters.start),
            not filters.end or first <= int(filters.end),
        )
        if all(keeps):
            found.add(event.id)
    return found


@pytest.mark.parametrize("part", [1, 100])
@pytest.mark.parametrize("word", ["", "treaty"])
@pytest.mark.parametrize("start", ["", "1955", "1960"])
@pytest.mark.parametrize("source", [(), ("book",)])
def test_filters_give_what_going_through_all_records_gives(
    index_of: Callable[[str], Index],
    monkeypatch: pytest.MonkeyPatch,
    part: int,
    word: str,
    start: str,
    source: tuple[str, ...],
) -> None:
    monkeypatch.setattr(select, "PART", part)
    index = index_of(corpus())
    choices = product([(), ("arms",), ("arms", "trade")], [(), ("Russia",)], [(), ("li",), ("li", "ivanov")])
    for topic, country, person in choices:
        filters = Filters(topic=topic, country=country, person=person, start=start, end="1966", source=source)
        scope = resolve_scope(index, filters, ("event",), parse_query(word).query)
        numbers = select_numbers(index, scope, None)
        ids = [index.value("SELECT id FROM record WHERE number = ?", (number,)) for number in numbers]
        wanted = {id_ for id_ in brute(index, filters) if not word or int(id_[2:]) % 2}
        assert (set(ids), len(ids), count_numbers(index, scope)) == (wanted, len(wanted), len(wanted))
        for limit in (1, 3, 7):
            assert select_numbers(index, scope, limit) == numbers[:limit]
            assert select_numbers(index, scope, limit, newest_first=True) == numbers[::-1][:limit]


def test_what_a_person_claims_is_found_in_any_way_of_linking(index_of: Callable[[str], Index]) -> None:
    index = index_of(corpus())
    scope = resolve_scope(index, Filters(by=("li",), topic=("arms",)), ("claim",))
    (number,) = select_numbers(index, scope, None)
    assert index.value("SELECT id FROM record WHERE number = ?", (number,)) == "c-1"


def test_of_very_much_that_rests_on_a_source_the_first_is_given(
    index_of: Callable[[str], Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(corpus())
    whole = sources.ask_source(index, "book")
    assert (whole.use.records, whole.is_complete) == (18, True)
    monkeypatch.setattr(sources, "MANY", 5)
    part = sources.ask_source(index, "book")
    assert (part.use.records, part.is_complete) == (18, False)
    assert [one.id for passage in part.passages for one in passage.records] == [f"e-{n}" for n in range(5)]
