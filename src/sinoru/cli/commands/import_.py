"""`sinoru import`: drafts from a file, as YAML on standard output or in a file, or shown as a table."""

import os
from collections.abc import Mapping

import msgspec

from sinoru.cli.lookup import show_progress, whole_corpora, with_index
from sinoru.cli.options import FULL, SVG, flag, option
from sinoru.cli.output import FOUND, NOTHING, show, write_for_programs
from sinoru.cli.parser import FileWords, Output, Request, command, nothing, one_of, too_much, whole_number
from sinoru.cli.settings import FORMATS, corpus_paths
from sinoru.cli.stderr import say
from sinoru.draft.answers import Drafts
from sinoru.draft.formats import FORMATS as IMPORT_FORMATS
from sinoru.draft.formats import draft_file, has_importer, importer_names
from sinoru.draft.recognise import with_free_ids
from sinoru.draft.tables import read_map
from sinoru.draft.yaml_file import yaml_lines
from sinoru.export.file import check_target, write_file
from sinoru.files import folder_lock
from sinoru.index.index import Index
from sinoru.loading.files import is_part_of
from sinoru.messages import count, not_a, refused
from sinoru.model.errors import WrongUsage
from sinoru.plugins import IMPORTER_GROUP, explain_unused

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
    data: tuple[str, ...]
    force: bool
    is_shown: bool
    output: Output

    def draft(self, index: Index) -> Drafts:
        """Read the file and return its drafts."""
        return draft_file(index, self.kind, self.path, self, show_progress("Reading dates"))


def read_order(request: Request, given: Mapping[str, str | None]) -> ImportOrder:
    """Read the request and check that it can be met. Raises WrongUsage, TargetInTheWay."""
    if not request.words:
        raise nothing("import format", "import", "chronology", "notes.txt", known=IMPORT_FORMATS)
    kind, *files = request.words
    if not has_importer(kind, IMPORT_FORMATS):
        one_of("import format", kind, (*IMPORT_FORMATS, *importer_names(IMPORT_FORMATS)))
    if not files:
        raise nothing("file", "import", kind, "FILE")
    if len(files) > 1:
        raise too_much(f"import {kind}", "one file", files)
    for why in explain_unused(IMPORTER_GROUP, (kind,) if kind in IMPORT_FORMATS else ()):
        say(why)
    output = given.get("output")
    target = "-" if output is None else output
    format_ = request.output.format
    is_shown = bool(given.get("dry_run")) or format_ not in ("table", "yaml")
    _check_target(given, target, format_, is_shown=is_shown)
    return ImportOrder(
        kind=kind,
        path=request.words[1],
        year=whole_number("--year", given.get("year"), _LATEST_YEAR),
        source=_read_source_id(given.get("source_id") or ""),
        title=given.get("title") or "",
        columns=read_map(given.get("column_map") or ""),
        target=target,
        data=corpus_paths(request.data) if target != "-" else (),
        force=bool(given.get("force")),
        is_shown=is_shown and format_ != "yaml",
        output=request.output,
    )


def _check_target(given: Mapping[str, str | None], target: str, format_: str, *, is_shown: bool) -> None:
    """Raise WrongUsage for a file that is not written, and for `--force` without one; TargetInTheWay."""
    if is_shown and target != "-":
        other = "--dry-run" if given.get("dry_run") else f"--format {format_}"
        raise WrongUsage(refused("-o", f"cannot be used with {other}: it writes YAML", "Leave out one."))
    if target != "-":
        check_target(target, force=bool(given.get("force")))
    elif given.get("force"):
        raise WrongUsage(refused("--force", "overwrites only the file of -o", "Add -o, or leave it out."))


def _read_source_id(text: str) -> str:
    if text and not all(
        part.isalnum() and part.isascii() and part == part.lower() for part in text.split("-")
    ):
        advice = "Use lower-case letters, digits and single hyphens, as in yu-1999q2."
        raise WrongUsage(f"--source {not_a('a valid id', text, advice)}")
    return text


def finish_import(order: ImportOrder, answer: Drafts) -> int:
    """Write or show the drafts, report the lines that were skipped, and return the exit status."""
    if order.is_shown:
        from sinoru.render.drafts import drafts_document

        show(answer, drafts_document, order.output)
    elif order.target != "-" and answer.drafts:
        _write(order, answer)
    elif answer.drafts:
        write_for_programs(yaml_lines(answer))
    _report(order, answer)
    return FOUND if answer.drafts else NOTHING


def _write(order: ImportOrder, answer: Drafts) -> None:
    """Write the drafts to a file; in a corpus, under ids that nothing in it has at that moment."""
    target = os.path.abspath(order.target)
    corpora = whole_corpora(
        [path for path in order.data if is_part_of(target, os.path.abspath(path))] or [target]
    )
    corpora = tuple(path for path in corpora if path != target)
    with folder_lock(*corpora):
        if corpora:
            answer = with_index(
                corpora, lambda index: with_free_ids(index, answer, target, order.source), is_first=False
            )
        write_file(order.target, lambda temporary: _fill(temporary, answer), force=order.force)


def _fill(path: str, answer: Drafts) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(yaml_lines(answer))


def _report(order: ImportOrder, answer: Drafts) -> None:
    """Summarise the import on standard error."""
    skipped = f"{count(len(answer.left_out), 'line')} skipped" if answer.left_out else ""
    if not answer.drafts:
        say(
            f"No dated entries found in {order.path}."
            + (f" {skipped}{'' if order.is_shown else '; --dry-run --full lists them'}." if skipped else "")
        )
        return
    uncertain = sum(bool(draft.doubts) for draft in answer.drafts)
    drafts = f"{count(len(answer.drafts), 'draft')}{f' ({uncertain:,} uncertain)' if uncertain else ''}"
    note = "" if order.is_shown else " (--dry-run --full lists them)"
    target = f" in {order.target}" if order.target != "-" else ""
    say(f"{drafts}{target}{f'; {skipped}{note}' if skipped else ''}.")


_OPTIONS = (
    option("-o --output output", "File to write the drafts to (default: standard output).", "FILE"),
    flag("--force", "Overwrite the file if it exists."),
    flag("--dry-run", "Show the drafts, with --full also the skipped lines, and write no YAML."),
    option("--year", "Year of the first entries, if the text does not state it.", "YEAR"),
    option(
        "--source source_id",
        "Id of the source that the drafts cite (default: made from the file name).",
        "ID",
    ),
    option("--title", "Title of the source, if the corpus does not have it yet.", "TEXT"),
    option(
        "--map column_map", "Columns of the fields, such as date=Datum,title=Ereignis,summary=Text.", "MAP"
    ),
)


@command(
    words=FileWords("KIND FILE"),
    options=(*_OPTIONS, FULL),
    formats=(*FORMATS, "yaml"),
    examples=(
        "sinoru import chronology notes.txt -o my-corpus/drafts.yaml",
        "sinoru import csv events.csv --map date=Datum,title=Ereignis --dry-run",
    ),
    without=(SVG,),
)
def import_(request: Request, **given: str | None) -> int:
    """Draft records from a chronology, a table or a calendar.

    KIND is the format: chronology (prose, as text, HTML or PDF), csv, jsonl, ics, markwhen, timelinejs or the name
    of a plugin. A FILE of - is standard input. People, places and organisations of the corpus (--data) are
    recognised. Nothing is dropped silently: comments mark uncertain readings, skipped lines are counted, and
    --dry-run --full lists both.
    """
    order = read_order(request, given)
    return finish_import(order, with_index(request.data, order.draft))
