"""An event or an office has no evidence but pages of weak hosts.

`weak_hosts` under `corpus:` names the hosts whose pages are cited only if nothing better is found (W318). Add
evidence from a better source. An office without evidence of its own has that of the person.

    corpus:
      weak_hosts: [wikipedia.org]
    events:
      - id: talks-1999
        evidence: [{source: a-page-of-wikipedia}]       # W319
"""

from collections.abc import Iterable, Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.weak_hosts import WeakHosts
from sinoru.messages import quoted, series
from sinoru.model.records import Event, Evidence, Person

CODE = "W319"
SUMMARY = "An event or an office has no evidence but pages of weak hosts."
_HINT = "add evidence from a better source"


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each event and office of which all evidence is weak."""
    weak = corpus.once(WeakHosts)
    if not weak:
        return
    for place, event in corpus.of(Event):
        if place not in corpus.damaged and (hosts := _weak_alone(event.evidence, weak)):
            message = f"the event {quoted(event.id)} has no evidence but pages of {hosts}"
            yield Finding(place, ("evidence",), message, _HINT)
    for place, person in corpus.of(Person):
        for number, office in enumerate(person.offices if place not in corpus.damaged else ()):
            if hosts := _weak_alone(office.evidence or person.evidence, weak):
                message = f"this office of {quoted(person.id)} has no evidence but pages of {hosts}"
                yield Finding(place, ("offices", number, "title"), message, _HINT, office.title)


def _weak_alone(evidence: Iterable[Evidence], weak: WeakHosts) -> str:
    """Return the weak hosts of all evidence; empty without evidence, or if a source is at another host."""
    hosts = [weak.of(one.source) for one in evidence]
    return series(list(dict.fromkeys(hosts)), "and") if hosts and all(hosts) else ""
