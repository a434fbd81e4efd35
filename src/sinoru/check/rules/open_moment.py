"""An event that happens at a moment, a birth or a death has a time without an end or a beginning.

`../1065` is all time until 1065, so a wedding of that date would go on for ever. A wedding on an unknown day before
1066 is `"[..1065]"`, and one after 1940 is `"[1941..]"`. The quotes are part of YAML, where brackets make a list.
Such kinds are a call, an agreement, a birth, a launch and others; the period of a war may well be open. The dates
on which someone was born and died are such moments too.

    date: ../1065          # W322 in an event of the kind wedding
    date: "[..1065]"
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding, Location
from sinoru.dates.edtf import OPEN_END
from sinoru.index.fields import MOMENTS
from sinoru.messages import quoted
from sinoru.model.records import Event, Person

CODE = "W322"
SUMMARY = "An event that happens at a moment, a birth or a death has a time without an end or a beginning."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each such date."""
    for place, event in corpus.of(Event):
        if event.kind in MOMENTS:
            yield from _finding(place, "date", f"an event of the kind {quoted(event.kind)}", event.date)
    for place, person in corpus.of(Person):
        yield from _finding(place, "born", "a birth", person.born)
        yield from _finding(place, "died", "a death", person.died)


def _finding(place: Location, field: str, moment: str, date: str) -> Iterator[Finding]:
    start, slash, end = date.partition("/")
    if slash and OPEN_END in (start, end):
        better = f"[{start}..]" if end == OPEN_END else f"[..{end}]"
        message = f"{moment} has an open time ({date})"
        yield Finding(place, (field,), message, f'write "{better}", with the quotes', date)
