"""`sinoru import`: drafts from a file, as YAML on standard output or in a file, or shown as a table."""

from collections.abc import Mapping

import msgspec

from sinoru.cli.lookup import ask, show_progress
from sinoru.cli.messages import say
from sinoru.cli.options import FORMATS, SVG, flag, option
from sinoru.cli.output import FOUND, NOTHING, show, write_for_programs
from sinoru.cli.parser import Output, Request, command, one_of, whole_number
from sinoru.draft.answers import Drafts
from sinoru.draft.formats import FORMATS as IMPORT_FORMATS
from sinoru.draft.formats import draft_file, has_importer, importer_names
from sinoru.draft.tables import read_map
from sinoru.draft.yaml_file import yaml_lines
from sinoru.export.file import check_target, write_file
from sinoru.index.index import Index
from sinoru.model.errors import WrongUsage
from sinoru.plugins import IMPORTER_GROUP, tell_unused
from sinoru.render.document import plural

_LATEST_YEAR = 9999


class ImportOrder(msgspec.Struct, frozen=True):
    """What to import, and the target of its drafts."""

    kind: str
    path: str
    year: int | None
    source: str
    title: str
    columns: dict[str, str]
    target: str
    force: bool
    is_shown: bool
    output: Output

    def draft(self, index: Index) -> Drafts:
        """Read the file and return its drafts."""
        return draft_file(index, self.kind, self.path, self, show_progress("Reading dates"))


def read_order(request: Request, given: Mapping[str, str | None]) -> ImportOrder:
    """Read the request and check that it can be met. Raises WrongUsage, TargetInTheWay."""
    if len(request.words) != len(("KIND", "FILE")):
        raise WrongUsage(
            f"say a kind and a file: sinoru import chronology notes.txt (kinds: {', '.join(IMPORT_FORMATS)})"
        )
    kind = request.words[0]
    if not has_importer(kind, IMPORT_FORMATS):
        one_of("KIND", kind, (*IMPORT_FORMATS, *importer_names(IMPORT_FORMATS)))
    for why in tell_unused(IMPORTER_GROUP, (kind,) if kind in IMPORT_FORMATS else ()):
        say(why)
    output = given.get("output")
    target = "-" if output is None else output
    format_ = request.output.format
    is_shown = bool(given.get("dry_run")) or format_ not in ("table", "yaml")
    if is_shown and target != "-":
        raise WrongUsage("-o writes YAML: leave out --dry-run and --format")
    if target != "-":
        check_target(target, force=bool(given.get("force")))
    return ImportOrder(
        kind=kind,
        path=request.words[1],
        year=whole_number("--year", given.get("year"), _LATEST_YEAR),
        source=_read_source_id(given.get("source_id") or ""),
        title=given.get("title") or "",
        columns=read_map(given.get("column_map") or ""),
        target=target,
        force=bool(given.get("force")),
        is_shown=is_shown and format_ != "yaml",
        output=request.output,
    )


def _read_source_id(text: str) -> str:
    if text and not all(
        part.isalnum() and part.isascii() and part == part.lower() for part in text.split("-")
    ):
        raise WrongUsage(f"--source: '{text}' is no id: write it in kebab-case, as in yu-1999q2")
    return text


def finish_import(order: ImportOrder, answer: Drafts) -> int:
    """Write or show the drafts, report what became none, and return the exit status."""
    if order.is_shown:
        from sinoru.render.drafts import drafts_document

        show(answer, drafts_document, order.output)
    elif order.target != "-" and answer.drafts:
        write_file(order.target, lambda temporary: _fill(temporary, answer), force=order.force)
    elif answer.drafts:
        write_for_programs(yaml_lines(answer))
    _report(order, answer)
    return FOUND if answer.drafts else NOTHING


def _fill(path: str, answer: Drafts) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(yaml_lines(answer))


def _report(order: ImportOrder, answer: Drafts) -> None:
    """Summarise the import on standard error."""
    left_out = plural(len(answer.left_out), "line") if answer.left_out else ""
    if not answer.drafts:
        hint = f" --dry-run lists what was read ({left_out})." if left_out else ""
        say(f"{order.path}: no dated entry was found.{hint}")
        return
    parts = [plural(len(answer.drafts), "draft")]
    if doubtful := sum(bool(draft.doubts) for draft in answer.drafts):
        parts.append(f"{doubtful:,} with a doubt")
    if left_out:
        parts.append(f"{left_out} became none (--dry-run lists them)")
    target = f" in {order.target}" if order.target != "-" else ""
    say(f"{', '.join(parts)}{target}.")


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
