"""The hosts whose pages a corpus calls weak sources, and which sources are such pages."""

import re
from functools import cache
from urllib.parse import urlsplit

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.model.records import Source

_COPY_OF = re.compile(r"https?://[^/]+/.*?(?=https?://)", re.DOTALL)
"""What precedes the address of the original in that of an archived copy."""


class WeakHosts:
    """The `weak_hosts` of a corpus."""

    def __init__(self, corpus: CheckedCorpus) -> None:
        self._corpus = corpus
        self._hosts = {host.casefold() for _, title in corpus.titles for host in title.weak_hosts}
        self.of = cache(self._read_host)

    def __bool__(self) -> bool:
        """Return whether the corpus names any."""
        return bool(self._hosts)

    def _read_host(self, source_id: str) -> str:
        """Return the weak host that a source is at; empty if it is at none, or unknown."""
        source = self._corpus.find(Source, self._corpus.living.get(source_id, source_id))
        return self.host_of(source) if source else ""

    def host_of(self, source: Source) -> str:
        """Return the weak host that a source is at: `wikipedia.org` for a page of de.wikipedia.org."""
        labels = _host_in(source.url or _COPY_OF.sub("", source.archived)).split(".")
        parents = (".".join(labels[start:]) for start in range(len(labels)))
        return next((host for host in parents if host in self._hosts), "")


def _host_in(address: str) -> str:
    """Return the host of a web address; empty if it has none."""
    try:
        return (urlsplit(address.strip()).hostname or "").casefold().strip(".")
    except ValueError:  # brackets that are not those of IPv6
        return ""
