"""A question typed into the search: the look-up that answers it (text/questions.py), before the hits of its words."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from sinoru.dates.edtf import DateError
from sinoru.dates.written import day_of_any_year, parse_typed
from sinoru.index.index import Index
from sinoru.messages import shell_word
from sinoru.model.errors import UnknownId, WrongUsage, WrongValue
from sinoru.model.records import Event
from sinoru.names.countries import states_called
from sinoru.query.answers import (
    Answered,
    Candidates,
    Card,
    NobodyFound,
    OfficeHolders,
    Reading,
    Reply,
    Search,
    Timeline,
)
from sinoru.query.claims import ask_claims
from sinoru.query.conditions import ids_named
from sinoru.query.conflicts import ask_conflicts
from sinoru.query.expansion import with_other_words
from sinoru.query.fetch import load
from sinoru.query.filters import NO_FILTERS, Filters
from sinoru.query.links import ask_links
from sinoru.query.on import ask_offices_on, ask_on, ask_on_in_any_year
from sinoru.query.read_as import Readings, with_readings
from sinoru.query.read_query import read_query
from sinoru.query.search import ask_search, find_in_order
from sinoru.query.timeline import ask_timeline
from sinoru.query.who import ask_who
from sinoru.text.highlight import has_term
from sinoru.text.query import split_words, terms
from sinoru.text.questions import Pattern, readings_of
from sinoru.text.tokens import STOP_WORDS

MOST_SHOWN = 10
"""The most items in each list of the answer to a question."""
_FEWEST_WORDS = 2
"""The fewest words that a look-up of figures keeps of a longer question."""
_FEW = 5
"""The most records that answer a question of which only the words are known."""
_MOST_EVENTS = 100
"""The most events: those dated to a longer time come first, and the view shows them last."""
_MOST_TRIED = 40
"""How many look-ups are tried for one question."""
_OPTIONS = {"from": "start", "to": "end"}
"""Options that have another name among the filters."""
_UNANSWERABLE = (UnknownId, WrongUsage, WrongValue)
_PARTS = re.compile(r"'[^']*'|\S+")
"""A part of the look-up of a pattern; spaces are within quotes only."""
_SURE_RULES = ("title", "former", "words")


class Lookup(NamedTuple):
    """A look-up as it is typed: its command, its arguments and its options."""

    command: str
    words: tuple[str, ...]
    options: dict[str, str]

    def __str__(self) -> str:
        """Return the command line without the name of the program."""
        is_whole = self.command == "links" and len(self.words) > 1
        words = [
            word
            for text in self.words
            for word in map(shell_word, [text] if is_whole or "(" in text else text.split())
        ]
        options = (
            f"--{name} {shell_word(value)}" if value else f"--{name}" for name, value in self.options.items()
        )
        return " ".join((self.command, *words, *options))


def ask_question(index: Index, text: str, filters: Filters) -> Search:
    """Return and raise what `ask_search` does; the answer also has that of the question."""
    found = ask_search(index, text, filters)
    return msgspec.structs.replace(found, answered=next(_answers(index, text), None))


def _answers(index: Index, text: str) -> Iterator[Answered]:
    tried: dict[tuple[str, bool], None] = {}
    for pattern, bound in readings_of(text):
        for lookup in _lookups(index, pattern, bound):
            is_office = "{office}" in pattern.lookup
            if (str(lookup), is_office) in tried:
                continue
            tried[str(lookup), is_office] = None
            answer = _ask(index, lookup)
            if is_office and not isinstance(answer, OfficeHolders):
                continue  # a person whose name is among the words is not the holder of the office
            if answer and not (pattern.is_general and not _is_about(index, lookup, answer)):
                yield Answered(command=str(lookup), answer=answer)
            if len(tried) == _MOST_TRIED:
                return


def _is_about(index: Index, lookup: Lookup, answer: Reply) -> bool:
    """Return whether few records answer, and where they are events, a title has all the words."""
    if getattr(answer, "total", 0) > _FEW:
        return False
    if not isinstance(answer, Timeline):
        return True
    words = " ".join(lookup.words)
    return any(all(_which_has(index, one.event.title, words)) for one in answer.events)


def _which_has(index: Index, title: str, text: str) -> Iterator[bool]:
    """Yield of each word of a text whether a title has it in some form."""
    words, _ = split_words(with_other_words(index, read_query(text, index).query))
    return (any(has_term(title, form) for form in terms(word)) for word in words)


def _lookups(index: Index, pattern: Pattern, bound: dict[str, str]) -> Iterator[Lookup]:
    """Yield the look-ups of a pattern: the last words of a text may be left out, such as the verb of a question."""
    values = dict[str, str]()
    for name, words in bound.items():
        value = _READ.get(name, _as_typed)(index, words)
        if not value and name != "rest":
            return
        values[name] = value
    if "to" in values and day_of_any_year(values["from"]):  # the year follows the second of two days
        values["from"] = f"{values['to'][:4]}-{values['from']}"
    yield _lookup(pattern.lookup, values)
    if "subject" in values:
        counted = values["subject"].split()
        for left in _without_a_verb(index, counted, values.get("rest", "").split()):
            yield _lookup(pattern.lookup, values | {"subject": " ".join(left), "rest": ""})


def _without_a_verb(index: Index, counted: Sequence[str], rest: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of a question without one that may be its verb, which records seldom have.

    What is counted stays, as do names and figures, and at least two words: fewer would answer another question.
    """
    words = [*counted, *rest]
    first = len(counted) if rest else 1
    for place in reversed(range(first, len(words)) if len(words) > _FEWEST_WORDS else ()):
        word = words[place]
        if word.islower() and word.isalpha() and not _is_name(index, word):
            yield [*words[:place], *words[place + 1 :]]


def _is_name(index: Index, word: str) -> bool:
    query = read_query(word, index, is_narrowed=True).query
    return bool(states_called(word)) or any(ids_named(index, term) for term in terms(query))


def _lookup(template: str, values: dict[str, str]) -> Lookup:
    command, *parts = _PARTS.findall(template)
    words, options, option = list[str](), dict[str, str](), ""
    for part in parts:
        value = values[part.strip("{}")] if part.startswith("{") else part
        if part.startswith("'"):
            value = part.strip("'").format_map({name: _quoted(value) for name, value in values.items()})
        if part.startswith("--"):
            option = part.removeprefix("--")
            options[option] = ""
        elif option:
            options[option], option = value, ""
        elif value:
            words.append(value)
    return Lookup(command, tuple(words), options)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _as_typed(_: Index, text: str) -> str:
    return text


def _content(_: Index, text: str) -> str:
    """Return the words of a text that say something about the subject, `Zhang's` as `Zhang`."""
    words = (word.removesuffix("'s") for word in text.split())
    return " ".join(word for word in words if word.casefold() not in STOP_WORDS)


def _date(_: Index, text: str) -> str:
    """Return a date as EDTF, one without a year as `05-08`, or an empty text."""
    try:
        date = parse_typed(text)
    except DateError:
        return day_of_any_year(text)
    return date.text if date.earliest is not None and date.latest is not None else day_of_any_year(text)


def _event(index: Index, text: str) -> str:
    """Return the id of the event that the words name; empty if none is."""
    event = _event_named(index, text)
    return event.id if event else ""


def _moment(index: Index, text: str) -> str:
    """Return the date of the event that the words name; empty if none is."""
    event = _event_named(index, text)
    return event.date if event else ""


def _event_named(index: Index, text: str) -> Event | None:
    """Return the event that a search for the words finds first; one without any in its title only mentions them."""
    try:
        found = find_in_order(index, text, NO_FILTERS, ("event",))
    except _UNANSWERABLE:
        return None
    if found.is_relaxed or not found.ranked.numbers:
        return None
    event = load(index, found.ranked.numbers[:1])[0][-1]
    is_id = text in (event.id, *event.formerly)
    return event if is_id or any(_which_has(index, event.title, text)) else None


_READ: dict[str, Callable[[Index, str], str]] = {
    **dict.fromkeys(("date", "from", "to"), _date),
    **dict.fromkeys(("words", "subject", "rest"), _content),
    "event": _event,
    "moment": _moment,
}
"""How the words for a name in a pattern are read; those for others are looked up as they are typed."""


def _ask(index: Index, lookup: Lookup) -> Reply | None:
    """Return the answer of a look-up; None if it finds nothing, or takes a word for a name that it only resembles."""
    with Readings() as readings:
        try:
            answer = _ASK[lookup.command](index, lookup)
        except _UNANSWERABLE:
            return None
    if answer is None or any(map(_is_unsure, readings.found)):
        return None
    return with_readings(answer, readings.found)


def _is_unsure(reading: Reading) -> bool:
    """Return whether words may mean something else than was read, such as an office under a person, or a state."""
    if reading.rule == "title":
        return " of " in reading.typed
    if reading.rule == "part" and states_called(reading.typed):
        return True
    return reading.rule not in _SURE_RULES and reading.typed.islower()


def _filters(lookup: Lookup) -> Filters:
    given = {_OPTIONS.get(name, name): value for name, value in lookup.options.items() if name != "on"}
    several = {name: (given[name],) for name in ("person", "place", "country", "by") if name in given}
    return msgspec.structs.replace(NO_FILTERS, **given | several, limit=MOST_SHOWN)


def _who(index: Index, lookup: Lookup) -> Reply | None:
    on = lookup.options.get("on", "")
    answer = ask_who(index, " ".join(lookup.words), on, msgspec.structs.replace(NO_FILTERS, limit=MOST_SHOWN))
    if isinstance(answer, Candidates) and any(one.kind != "person" for one in answer.candidates):
        return None
    return answer if isinstance(answer, (Card, Candidates, OfficeHolders)) else None


def _on(index: Index, lookup: Lookup) -> Reply | None:
    (date,) = lookup.words
    if day_of_any_year(date):
        filters = msgspec.structs.replace(NO_FILTERS, limit=_MOST_EVENTS)
        found = ask_on_in_any_year(index, date, filters)
        return found if found.events else None
    ask = ask_offices_on if "offices" in lookup.options else ask_on
    answer = ask(index, date, msgspec.structs.replace(NO_FILTERS, limit=MOST_SHOWN))
    return answer if answer.happened or answer.under_way or answer.claims or answer.offices else None


def _timeline(index: Index, lookup: Lookup) -> Reply | None:
    query = " ".join(lookup.words)
    filters = msgspec.structs.replace(_filters(lookup), query=query, limit=_MOST_EVENTS)
    answer = ask_timeline(index, filters)
    return answer if answer.events else None


def _claims(index: Index, lookup: Lookup) -> Reply | None:
    answer = ask_claims(index, " ".join(lookup.words), _filters(lookup))
    return answer if answer.claims else None


def _conflicts(index: Index, lookup: Lookup) -> Reply | None:
    answer = ask_conflicts(index, " ".join(lookup.words), _filters(lookup))
    return answer if answer.conflicts else None


def _links(index: Index, lookup: Lookup) -> Reply | None:
    answer = ask_links(index, lookup.words, _filters(lookup), is_pair=len(lookup.words) > 1)
    return None if isinstance(answer, NobodyFound) else answer


_ASK: dict[str, Callable[[Index, Lookup], Reply | None]] = {
    "who": _who,
    "on": _on,
    "timeline": _timeline,
    "claims": _claims,
    "conflicts": _conflicts,
    "links": _links,
}
