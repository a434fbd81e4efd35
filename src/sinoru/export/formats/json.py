"""The whole choice as one JSON value (RFC 8259): a list for each kind of record, in the shapes of docs/json.md."""

from collections.abc import Iterator

from sinoru.export.records import sections
from sinoru.export.shapes import encode, whole
from sinoru.query.selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Yield the value, each record on a line of its own."""
    yield f'{{\n"corpus": {encode(whole(selection.corpus()))}'
    for section in sections(selection):
        yield f',\n"{section.name}": ['
        separator = "\n"
        for shape in section.shapes:
            yield f"{separator}{encode(shape)}"
            separator = ",\n"
        yield "]" if separator == "\n" else "\n]"
    yield "\n}\n"
