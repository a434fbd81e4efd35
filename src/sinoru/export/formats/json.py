"""All chosen records as one JSON value (RFC 8259): a list for each kind, in the shapes of docs/json.md."""

from collections.abc import Iterator

from sinoru.export.record_rows import sections
from sinoru.export.shapes import VERSION, encode, encode_lines, whole
from sinoru.query.export_selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Yield the value, each record on a line of its own."""
    yield f'{{\n"version": {VERSION},\n"corpus": {encode(whole(selection.corpus()))}'
    for section in sections(selection):
        yield f',\n"{section.name}": ['
        end = "]"
        for line in encode_lines(section.shapes):
            yield line
            end = "\n]"
        yield end
    yield "\n}\n"
