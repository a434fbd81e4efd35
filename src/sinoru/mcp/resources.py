"""The corpus as resources: an overview, the bibliography, and every record."""

from typing import Any
from urllib.parse import unquote

import mcp_types as types

from sinoru.corpus import Corpus
from sinoru.mcp.arguments import MOST
from sinoru.mcp.cut import FURTHEST, fit
from sinoru.model.errors import SinoruError, UnknownId

_SCHEME = "sinoru://"
_JSON = "application/json"
_DIGITS = len(str(FURTHEST))

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
        uri_template=f"{_SCHEME}sources{{?offset}}",
        name="more sources",
        title="The bibliography, further on",
        description=f"The sources after so many others, {MOST} at most.",
        mime_type=_JSON,
    ),
    types.ResourceTemplate(
        uri_template=f"{_SCHEME}record/{{id}}",
        name="record",
        title="A record whole",
        description="A record by its id, with its evidence and what refers to it.",
        mime_type=_JSON,
    ),
]


class NoSuchResource(SinoruError):
    """The address is of no resource."""

    def __init__(self, uri: str, why: str) -> None:
        super().__init__(f"{uri}: {why}")


def read_resource(corpus: Corpus, uri: str) -> dict[str, Any]:
    """Give what is at an address. Raises NoSuchResource."""
    kind, _, id_ = uri.removeprefix(_SCHEME).partition("/")
    kind, _, query = kind.partition("?")
    if uri.startswith(_SCHEME) and not id_:
        if kind == "corpus" and not query:
            return _overview(corpus)
        if kind == "sources":
            return _sources(corpus, uri, query)
    if not uri.startswith(_SCHEME) or kind != "record" or not id_:
        raise NoSuchResource(uri, f"there are {_SCHEME}corpus, {_SCHEME}sources and {_SCHEME}record/ID")
    try:
        shape = corpus.show(unquote(id_)).to_dict()
    except UnknownId as error:
        raise NoSuchResource(uri, f"not in this corpus: {error}") from None
    return fit(shape, 0, MOST, dict, "call the tool show with offset={}".format)


def _sources(corpus: Corpus, uri: str, query: str) -> dict[str, Any]:
    name, _, given = query.partition("=")
    if query and not (name == "offset" and given.isascii() and given.isdecimal() and len(given) <= _DIGITS):
        raise NoSuchResource(uri, f"sources takes ?offset= and a number up to {FURTHEST}")
    offset = min(int(given or 0), FURTHEST)
    answer = corpus.sources(limit=offset + MOST + 1)
    if offset >= answer.total > 0:
        raise NoSuchResource(uri, f"there are {answer.total} sources")
    further = f"read {_SCHEME}sources?offset={{}}".format
    return fit(answer.to_dict() | {"total": answer.total}, offset, MOST, dict, further)


def _overview(corpus: Corpus) -> dict[str, Any]:
    first, last = corpus.timeline(limit=1), corpus.timeline(limit=1, sort="-date")
    return {
        "events": first.total,
        "claims": corpus.claims(limit=1).total,
        "from": first.events[0].event.date if first.events else "",
        "to": last.events[0].event.date if last.events else "",
        "sources": corpus.sources(limit=1).total,
        "faults": [str(fault) for fault in corpus.faults[:MOST]],
    }
