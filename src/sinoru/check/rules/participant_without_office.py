"""Someone takes part in an event without an office of that day, though offices are what the record is about.

Either the record of the person has offices, none of which they can have held that day, or it has none, though its
`summary` calls the person by an office, as minister or ambassador. Add the office that the person held. If the
person held no office then, say so in `as` of the participant, which ends the warning: `as: former Prime Minister`.

    events:
      - id: lecture-2003
        date: 2003-05-12
        participants: [{person: li-peng, role: speaker}]     # W316, if his last office ended in March 2003
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.offices_of_day import unconfirmed_participants
from sinoru.messages import quoted

CODE = "W316"
SUMMARY = "Someone takes part in an event without an office of that day."
_HINT = "add the office to the person, or describe the person in 'as', such as 'former Prime Minister'"


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each participant who held no office on record, and of whom the event does not say why."""
    for one in corpus.once(unconfirmed_participants):
        if any(one.held) or one.printed:
            continue
        name = quoted(one.person)
        why = (
            f"{name} is called {quoted(one.called)} in the summary, but has no office on record"
            if one.called
            else f"{name} has offices on record, but none for the day of this event ({one.date})"
        )
        yield Finding(one.place, one.at, why, _HINT, one.person)
