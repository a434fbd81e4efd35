"""Someone takes part in an event without an office of that day, though offices are what the record is about.

Either the record of the person has offices, none of which they can have held that day, or it has none, though its
`summary` calls the person by an office, as minister or ambassador. Add the office that the person held. If the
person held no office then, say so in `as` of the participant, which ends the warning: `as: former Prime Minister`.

    events:
      - id: lecture-2003
        date: 2003-05-12
        participants: [{person: li-peng, role: speaker}]     # W316, if his last office ended in March 2003
"""

import re
from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.offices_of_day import Appearance, OfficesOfDay, appearances
from sinoru.messages import quoted
from sinoru.model.records import Person

CODE = "W316"
SUMMARY = "Someone takes part in an event without an office of that day."
_HINT = "add the office to the person, or describe the person in 'as', such as 'former Prime Minister'"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AFTER_HEAD = re.compile(r" (?:of|to|for|in|at|on) |,")


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each participant who held no office on record, and of whom the event does not say why."""
    offices, officials = OfficesOfDay(corpus), _Officials(corpus)
    for one in appearances(corpus):
        person = offices.person(one.part.person)
        if person and not one.part.printed and (why := _why(offices, person, one, officials)):
            yield Finding(one.place, one.at, why, _HINT, person.id)


class _Officials:
    """The people who are called by an office in their summary, in the words that titles of this corpus turn on."""

    def __init__(self, corpus: CheckedCorpus) -> None:
        titles = {office.title for _, person in corpus.of(Person) for office in person.offices}
        self._words = frozenset(filter(None, map(_head, titles)))

    def word(self, person: Person) -> str:
        """Return the first word of the summary that a title turns on; empty without one."""
        words: list[str] = _WORD.findall(person.summary.casefold())
        return next((word for word in words if word in self._words), "")


def _head(title: str) -> str:
    """Return the word that a title turns on: `minister` for `Prime Minister of Russia`."""
    words: list[str] = _WORD.findall(_AFTER_HEAD.split(title.casefold(), maxsplit=1)[0])
    if words[1:] and words[-1] == "general":  # secretary general: by itself it is a rank
        return words[-2]
    return words[-1] if words else ""


def _why(offices: OfficesOfDay, person: Person, one: Appearance, officials: _Officials) -> str:
    """Return what is missing; empty if nothing is."""
    if not person.offices:
        word = officials.word(person)
        return (
            f"{quoted(person.id)} is called {quoted(word)} in the summary, but has no office on record"
            if word
            else ""
        )
    if any(offices.on(person, one.days)):
        return ""
    return f"{quoted(person.id)} has offices on record, but none for the day of this event ({one.event.date})"
