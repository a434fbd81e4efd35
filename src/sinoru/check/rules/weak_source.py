"""A source is a page of a weak host, and does not say how reliable it is.

`weak_hosts` under `corpus:` names the hosts whose pages are cited only if nothing better is found, such as wikis.
Cite a better source, or say in `reliability` why this one is used and what was tried. An archived copy counts as a
page of the host that it was copied from.

    corpus:
      weak_hosts: [wikipedia.org]        # de.wikipedia.org counts too
    sources:
      - {id: a, title: Kosovo, url: "https://en.wikipedia.org/wiki/Kosovo"}     # W318
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.weak_hosts import WeakHosts
from sinoru.messages import quoted
from sinoru.model.records import Source

CODE = "W318"
SUMMARY = "A source at a weak host does not say how reliable it is."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each source at a weak host that has no `reliability`."""
    weak = corpus.once(WeakHosts)
    for place, source in corpus.of(Source) if weak else ():
        if not source.reliability and place not in corpus.damaged and (host := weak.host_of(source)):
            message = f"the source {quoted(source.id)} is a page of the weak host {host}"
            hint = "cite a better source, or say in 'reliability' why this one is used"
            yield Finding(place, ("url" if source.url else "archived",), message, hint)
