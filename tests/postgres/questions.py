"""Random questions on a corpus, the same at every run, and what comes of them as text that can be compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from sinoru.dates.periods import UNITS
from sinoru.model.errors import SinoruError
from sinoru.query.analysis_answers import FACETS
from sinoru.query.cite import ask_cite, cite_shown
from sinoru.query.claims import ask_claims
from sinoru.query.compare import ask_compare
from sinoru.query.completion import (
    complete_ids,
    complete_ids_of_names,
    complete_names,
    complete_terms,
    complete_words,
)
from sinoru.query.conflicts import ask_conflicts
from sinoru.query.export_selection import Selection, pairs_in_touch
from sinoru.query.links import ask_links
from sinoru.query.on import ask_on
from sinoru.query.search import ask_search
from sinoru.query.show import ask_show, files_with, in_corpora, locate_record
from sinoru.query.sources import ask_source, list_sources
from sinoru.query.stats import ask_stats
from sinoru.query.timeline import ask_timeline
from sinoru.query.who import ask_who, list_everyone
from tests.postgres.values import KINDS, Values

if TYPE_CHECKING:
    from pathlib import Path

    from sinoru.index.index import Index
    from sinoru.query.filters import Filters

Ask = Callable[["Index"], Any]


class Question(NamedTuple):
    """A question: of which kind, as a line that says what is asked, and how to ask it."""

    kind: str
    line: str
    ask: Ask

    def outcome(self, index: Index) -> str:
        """Ask, and give the answer or the error as text: ids, order, counts, scores, all there is."""
        try:
            answer = self.ask(index)
        except SinoruError as error:
            return f"{type(error).__name__}: {error}"
        return f"{type(answer).__name__}: {_in_json(answer)}"


def _in_json(answer: Any) -> str:
    return json.dumps(msgspec.to_builtins(answer), sort_keys=True)  # names of files need not be text


def draw_questions(folder: Path, seed: int = 1999) -> list[Question]:
    """Draw the questions on the corpus in a folder: as many of each kind as KINDS_OF_QUESTION says, well mixed."""
    values = Values(folder, seed)
    drawn = [draw(values) for draw, count in KINDS_OF_QUESTION.items() for _ in range(count)]
    values.chance.shuffle(drawn)
    return drawn


def _said(filters: Filters) -> str:
    given = {name: getattr(filters, name) for name in filters.__struct_fields__}
    return " ".join(f"{name}={value!r}" for name, value in given.items() if value not in ("", (), None))


def _timeline(values: Values) -> Question:
    filters = values.filters()
    return Question("timeline", _said(filters), lambda index: ask_timeline(index, filters))


def _on(values: Values) -> Question:
    date, within = values.date(), values.one(("", "", "3d", "2w", "1m", "soon"))
    filters = values.filters(0.1)
    line = f"{date!r} {within!r} {_said(filters)}"
    return Question(
        "on", line, lambda index: ask_on(index, date, msgspec.structs.replace(filters, within=within))
    )


def _who(values: Values) -> Question:
    name = values.name("person", "person", "organisation")
    if values.is_so(0.2):
        name = values.chance.choice((values.one(values.titles), values.one(values.titles).split()[0]))
    on, filters = values.date() if values.is_so(0.25) else "", values.filters(0.05)
    return Question(
        "who", f"{name!r} on={on!r} {_said(filters)}", lambda index: ask_who(index, name, on, filters)
    )


def _everyone(values: Values) -> Question:
    filters = values.honoured("who")
    return Question("everyone", _said(filters), lambda index: list_everyone(index, filters))


def _search(values: Values) -> Question:
    text, filters = values.query(), values.filters(0.08, claims=values.is_so(0.2))
    return Question("search", f"{text!r} {_said(filters)}", lambda index: ask_search(index, text, filters))


def _claims(values: Values) -> Question:
    words = values.query() if values.is_so(0.4) else ""
    filters = values.honoured("claims", 0.15, claims=True)
    return Question("claims", f"{words!r} {_said(filters)}", lambda index: ask_claims(index, words, filters))


def _conflicts(values: Values) -> Question:
    words = values.chance.choice(("", values.word(), values.id("event", "person", "claim"), values.query()))
    filters = values.filters(0.12, claims=values.is_so(0.5))
    return Question(
        "conflicts", f"{words!r} {_said(filters)}", lambda index: ask_conflicts(index, words, filters)
    )


def _compare(values: Values) -> Question:
    words = [values.id("source"), values.id("source")]
    filters = values.honoured("compare", 0.1, claims=values.is_so(0.3))
    return Question(
        "compare", f"{words!r} {_said(filters)}", lambda index: ask_compare(index, words, filters)
    )


def _links(values: Values) -> Question:
    words = values.name("person").split()
    words += values.name("person").split() if values.is_so(0.5) else []
    filters = values.honoured("links", 0.08)
    return Question("links", f"{words!r} {_said(filters)}", lambda index: ask_links(index, words, filters))


def _show(values: Values) -> Question:
    id_ = values.id()
    return Question("show", id_, lambda index: ask_show(index, id_))


def _sources(values: Values) -> Question:
    filters = values.honoured("sources")
    return Question("sources", _said(filters), lambda index: list_sources(index, filters))


def _source(values: Values) -> Question:
    id_ = values.id("source")
    return Question("source", id_, lambda index: ask_source(index, id_))


def _cite(values: Values) -> Question:
    if values.is_so(0.3):
        filters = values.filters(0.3)
        line = f"timeline {_said(filters)}"
        return Question("cite", line, lambda index: cite_shown(index, ask_timeline(index, filters)))
    ids = [values.id() for _ in range(values.chance.randint(1, 4))]
    return Question("cite", repr(ids), lambda index: ask_cite(index, ids))


def _stats(values: Values) -> Question:
    filters, unit = values.filters(0.12), values.chance.choice((None, None, *UNITS))
    facets = tuple(dict.fromkeys(values.some(lambda: values.one(FACETS), 0.5))) or FACETS
    line = f"{unit} {facets} {_said(filters)}"
    return Question("stats", line, lambda index: ask_stats(index, filters, facets, unit))


def _completion(values: Values) -> Question:
    kinds = tuple(dict.fromkeys(values.some(lambda: values.one(KINDS[:3]), 1)))
    name, word = values.name(*KINDS[:3]), values.word()
    typed = name[: values.chance.randint(0, 5)]
    start = values.id()[: values.chance.randint(0, 9)]
    space = values.one(("topic", "country", "kind", "certainty", "verdict"))
    term = values.one((*values.topics, *values.countries))[: values.chance.randint(0, 3)]
    draws: Sequence[tuple[str, Ask]] = (
        (f"name {typed!r} {kinds}", lambda index: complete_names(index, typed, kinds)),
        (f"id {start!r}", lambda index: complete_ids(index, start)),
        (f"id {start!r} {kinds}", lambda index: complete_ids(index, start, kinds)),
        (f"id of name {typed!r} {kinds}", lambda index: complete_ids_of_names(index, typed, kinds)),
        (f"{space} {term!r}", lambda index: complete_terms(index, space, term)),
        (f"word {word[:2]!r}", lambda index: complete_words(index, word[:2])),
    )
    return Question("completion", *values.chance.choice(draws))


def _where(values: Values) -> Question:
    id_, kind = values.id(), values.one(KINDS)
    draws: Sequence[tuple[str, Ask]] = (
        (id_, lambda index: locate_record(index, id_)),
        (id_, lambda index: locate_record(index, id_)),
        (f"meant {id_}", lambda index: in_corpora(index, id_)),
        (f"files with {kind}", lambda index: files_with(index, kind)),
    )
    return Question("where", *values.chance.choice(draws))


def _export(values: Values) -> Question:
    filters = values.filters(0.25)
    kinds = values.chance.choice((("event", "claim"), ("event",), ("person", "event")))
    return Question("export", f"{kinds} {_said(filters)}", lambda index: _exported(index, filters, kinds))


def _exported(index: Index, filters: Filters, kinds: Sequence[str]) -> list[Any]:
    """Read all that an export can read."""
    selection = Selection(index, filters, kinds)
    people = [record.id for record in selection.records("person")]
    return [
        selection.corpus(),
        selection.count(),
        selection.count(with_named=False),
        *_first(selection.events()),
        *_first(selection.claims()),
        *[record for kind in KINDS for record in _first(selection.records(kind))],
        *_first(selection.chosen()),
        *_first(selection.conflicts()),
        *_first(pairs_in_touch(selection)),
        [(id_, selection.has(id_), selection.find(id_)) for id_ in (*people[:3], "event-3", "nobody-at-all")],
    ]


def _first(parts: Iterator[Any]) -> Iterator[Any]:
    """Yield the first forty whole and all others by id: an answer of megabytes shows nothing more."""
    for place, one in enumerate(parts):
        yield one if place < 40 else _id(one)


def _id(part: Any) -> str:
    record = getattr(part, "event", None) or getattr(part, "claim", None) or part
    return str(getattr(record, "id", record))


def _faults(values: Values) -> Question:
    assert values.records
    return Question("faults", "", lambda index: index.diagnostics())


KINDS_OF_QUESTION: dict[Callable[[Values], Question], int] = {
    _timeline: 80,
    _on: 40,
    _who: 75,
    _everyone: 15,
    _search: 150,
    _claims: 45,
    _conflicts: 24,
    _compare: 20,
    _links: 35,
    _show: 30,
    _sources: 10,
    _source: 20,
    _cite: 20,
    _stats: 35,
    _completion: 50,
    _where: 16,
    _export: 6,
    _faults: 1,
}
"""How to draw each kind, and how many are drawn."""
