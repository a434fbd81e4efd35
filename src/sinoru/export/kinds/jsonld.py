"""All records as linked data (JSON-LD 1.1) in the vocabulary of schema.org, with EDTF dates beside its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from sinoru.export.json import encode
from sinoru.export.kinds.linked_claims import claim_nodes
from sinoru.export.kinds.linked_events import event_node
from sinoru.export.kinds.linked_names import organisation_node, person_node, place_node
from sinoru.export.kinds.linked_sources import source_node
from sinoru.export.kinds.linked_terms import CONTEXT, Node
from sinoru.query.selection import Selection

if TYPE_CHECKING:
    from sinoru.model.records import Organisation, Person, Place, Source


def export(selection: Selection) -> Iterator[str]:
    """Give one document, each node of the graph on a line of its own."""
    yield f'{{"@context":{encode(CONTEXT)},"@graph":['
    separator = "\n"
    for node in _nodes(selection):
        yield f"{separator}{encode(_without_empty(node))}"
        separator = ",\n"
    yield "\n]}\n"


def _nodes(selection: Selection) -> Iterator[Node]:
    yield from map(event_node, selection.events())
    for answer in selection.claims():
        yield from claim_nodes(answer)
    for person in selection.records("person"):
        yield person_node(cast("Person", person))
    for organisation in selection.records("organisation"):
        yield organisation_node(cast("Organisation", organisation))
    for place in selection.records("place"):
        yield place_node(cast("Place", place))
    for source in selection.records("source"):
        yield source_node(cast("Source", source))


def _without_empty(value: Any) -> Any:
    """Leave out what is not known: JSON-LD has no use for an empty text."""
    if isinstance(value, dict):
        kept = {key: _without_empty(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in ("", None, [], {})}
    if isinstance(value, list):
        return [one for one in map(_without_empty, value) if one not in ("", None, [], {})]
    return value
