"""`sinoru import`."""

from sinoru.cli.command import command
from sinoru.cli.corpus import ask
from sinoru.cli.importing import finish_import, read_order
from sinoru.cli.options import FORMATS, SVG, flag, option
from sinoru.cli.request import Request

_OPTIONS = (
    option("-o --output output", "Write the drafts to this file, not to standard output.", "FILE"),
    flag("--force", "Replace the file if it is there."),
    flag("--dry-run", "Show the drafts, and what became none, instead of YAML."),
    option("--year", "The year of the first entries, where the text does not say it.", "YEAR"),
    option(
        "--source source_id", "The id of the source that the drafts cite; else made of the file's name.", "ID"
    ),
    option("--title", "The title of a source that the corpus does not have yet.", "TEXT"),
    option("--map column_map", "Which column holds what: date=Datum,title=Ereignis,summary=Text.", "MAP"),
)


@command(
    words="KIND FILE",
    options=_OPTIONS,
    formats=(*FORMATS, "yaml"),
    examples=(
        "sinoru import chronology notes.txt -o my-corpus/drafts.yaml",
        "sinoru import csv events.csv --map date=Datum,title=Ereignis --dry-run",
    ),
    without=(SVG,),
)
def import_(request: Request, **given: str | None) -> int:
    """Draft records from a chronology, a table or a calendar.

    KIND is chronology (prose, as text, HTML or PDF), csv, jsonl, ics, markwhen, timelinejs or a plugin's;
    a FILE of - is standard input. People, places and organisations of the corpus at
    hand (--data) are recognised. Nothing is dropped silently: doubts stand in comments,
    lines that became no draft are counted, and --dry-run lists both.
    """
    order = read_order(request, given)
    return finish_import(order, ask(request.data, order.draft))
