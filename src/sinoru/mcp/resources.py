"""The corpus as resources: an overview, the bibliography, and every record."""

from typing import Any
from urllib.parse import unquote

import mcp_types as types

from sinoru.library.corpus import Corpus
from sinoru.mcp.arguments import MOST
from sinoru.mcp.cut import cut, page
from sinoru.model.errors import SinoruError, UnknownId

_SCHEME = "sinoru://"
_JSON = "application/json"

RESOURCES = [
    types.Resource(
        uri=f"{_SCHEME}corpus",
        name="corpus",
        title="What is in the corpus",
        description="Which time it covers, how much is in it, and what is wrong with it.",
        mime_type=_JSON,
    ),
    types.Resource(
        uri=f"{_SCHEME}sources",
        name="sources",
        title="The bibliography",
        description="Every source, with how many records rest on it.",
        mime_type=_JSON,
    ),
]
TEMPLATES = [
    types.ResourceTemplate(
        uri_template=f"{_SCHEME}record/{{id}}",
        name="record",
        title="A record whole",
        description="A record by its id, with its evidence and what refers to it.",
        mime_type=_JSON,
    )
]


class NoSuchResource(SinoruError):
    """The address is of no resource."""

    def __init__(self, uri: str, why: str) -> None:
        super().__init__(f"{uri}: {why}")


def read_resource(corpus: Corpus, uri: str) -> dict[str, Any]:
    """Give what is at an address. Raises NoSuchResource."""
    kind, _, id_ = uri.removeprefix(_SCHEME).partition("/")
    if uri.startswith(_SCHEME) and not id_:
        if kind == "corpus":
            return _overview(corpus)
        if kind == "sources":
            return _cut(corpus.sources().to_dict())
    if not uri.startswith(_SCHEME) or kind != "record" or not id_:
        raise NoSuchResource(uri, f"there are {_SCHEME}corpus, {_SCHEME}sources and {_SCHEME}record/ID")
    try:
        return _cut(corpus.show(unquote(id_)).to_dict())
    except UnknownId as error:
        raise NoSuchResource(uri, f"not in this corpus: {error}") from None


def _cut(shape: dict[str, Any]) -> dict[str, Any]:
    paged, more = page(shape, 0, MOST)
    return cut(paged | ({"more": more} if more else {}))


def _overview(corpus: Corpus) -> dict[str, Any]:
    first, last = corpus.timeline(limit=1), corpus.timeline(limit=1, sort="-date")
    return {
        "events": first.total,
        "claims": corpus.claims(limit=1).total,
        "from": first.events[0].event.date if first.events else "",
        "to": last.events[0].event.date if last.events else "",
        "sources": len(corpus.sources().sources),
        "faults": [str(fault) for fault in corpus.faults[:MOST]],
    }
