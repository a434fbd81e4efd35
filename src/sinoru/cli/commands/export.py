"""`sinoru export`: the chosen records in a format of other programs."""

from sinoru.cli.exporting import STANDARD_OUTPUT, Exporting, read_order
from sinoru.cli.lookup import with_index
from sinoru.cli.options import PRIVATE, filters_of, flag, option
from sinoru.cli.parser import Request, command

_OUTPUT = option("-o --output output", "File to write to (default: -, standard output).", "FILE")
_FORCE = flag("--force", "Overwrite the file if it exists.")


@command(
    words="KIND",
    options=(_OUTPUT, _FORCE, PRIVATE, *filters_of("export")),
    formats=(),
    examples=(
        "sinoru export csv --from 1999-05 --to 1999-06 -o spring.csv",
        "sinoru export json --person Stepashin | jq '.claims[].text'",
    ),
)
def export(request: Request, output: str | None, *, force: bool | None, private: bool | None) -> int:
    """Write records to a file for other programs.

    KIND is the format: json, jsonl, csv, markdown, ics, bibtex, csl-json, ris,
    timelinejs, geojson, graphml, jsonld, parquet, sqlite or html, or the name of
    a plugin.

    Filters select events and claims, or other records with --kind person and
    the like. The export also contains every person, organisation, place and source
    that the selected records refer to. Without filters, it contains everything but
    what is private.
    """
    order = read_order(request, STANDARD_OUTPUT if output is None else output, force=bool(force))
    return with_index(request.data, Exporting(order, request), is_public=not private)
