"""How a term began or ended does not fit its title, its dates or the life of the person.

An office that `ended: died` ends on the day of the death, as far as both are known. One that is still held (`to: ..`)
has no ending, and a title such as "Acting Prime Minister" says that the term began as `acting`.

    died: 1965-01-24
    offices:
      - {title: Prime Minister, to: 1955-04-05, ended: died}             # W341
      - {title: Prime Minister, to: .., ended: resigned}                 # W341
      - {title: Acting Prime Minister, from: 1951, began: elected}       # W341
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.dates.edtf import OPEN_END
from sinoru.dates.intervals import interval_of, is_apart
from sinoru.messages import quoted
from sinoru.model.records import Office, Person
from sinoru.names.titles import parse_title

CODE = "W341"
SUMMARY = "How a term began or ended does not fit its title, its dates or the life of the person."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each such beginning or ending."""
    for place, person in corpus.of(Person):
        disputed = corpus.disputed(person)
        for number, office in enumerate(person.offices):
            if office.began and (fault := _of_beginning(office)):
                yield Finding(place, ("offices", number, "began"), *fault, office.began)
            if (
                office.ended
                and disputed.isdisjoint(("offices", "died"))
                and (fault := _of_end(person, office))
            ):
                yield Finding(place, ("offices", number, "ended"), *fault, office.ended)


def _of_beginning(office: Office) -> tuple[str, str] | None:
    if office.began == "acting" or not parse_title(office.title).is_acting:
        return None
    message = (
        f"the title {quoted(office.title)} is that of an acting holder, but the term began as {office.began}"
    )
    return message, "write 'began: acting', or correct the title"


def _of_end(person: Person, office: Office) -> tuple[str, str] | None:
    if office.end == OPEN_END:
        return (
            "the term has not ended, but 'ended' says how",
            "write the day on which it ended, or remove 'ended'",
        )
    died, end = interval_of(person.died), interval_of(office.end)
    if office.ended != "died" or not died or not end or not is_apart(died, end):
        return None
    dates = f"but its end is {office.end} and the death {person.died}"
    message = f"the term ended with the death of {quoted(person.id)}, {dates}"
    return message, "correct one of the two dates, or how the term ended"
