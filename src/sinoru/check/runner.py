"""Check files: collect the faults of loading and the findings of rules, without those that comments suppress.

Files are checked as part of the corpus they belong to: the nearest folder, their own or one above, in which one file
has a `corpus:` title. Where several files of a folder have one, each is a corpus of its own.
"""

import os
import re
import tempfile
from codecs import BOM_UTF8
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import TypeVar

from msgspec.structs import replace

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.file_text import FileText
from sinoru.check.finding import Checked, Finding, TextFinding, make_diagnostic
from sinoru.check.fix import FIXABLE, fix_file
from sinoru.check.manual import OLD_IN_NEW, all_codes
from sinoru.check.read import CannotRead, add_file, id_of, locate, read_text, reread, size_of
from sinoru.check.rules import load_plugged, load_rules, watched
from sinoru.check.suppressions import (
    Suppression,
    SwitchedOff,
    apply_suppressions,
    find_suppressions,
    unneeded_suppressions,
)
from sinoru.files import clear_up_beside, follow_within
from sinoru.index.index import Progress, no_progress
from sinoru.loading.declarations import declared_at, declaring_in
from sinoru.loading.field_readers import FIRST_FORMAT, NEWEST_FORMAT
from sinoru.loading.files import (
    SCHEMA,
    SkippedPath,
    find_corpus_files,
    find_files,
    has_corpus_name,
    is_part_of,
    shown_path,
)
from sinoru.loading.first_form import INSTEAD_OF
from sinoru.loading.former_names import FORMER_NAME
from sinoru.loading.records import FIRST_FORM, IS_FIRST_FORM, MAX_FAULTS, UPGRADE_HINT, limit_faults
from sinoru.loading.yaml import REST_UNREAD, Fault, MappingNode, is_absent, read_entries, text_of
from sinoru.messages import cannot_read, clause, quoted
from sinoru.model.errors import NoSuchCorpus
from sinoru.model.fields import Fields, as_json, fields_of
from sinoru.model.records import RECORDS, Diagnostic

_CORPUS_TITLE = re.compile(
    rb"^corpus:(?:\s*\{[^}]*\b(?:title|format|fields):"
    rb"|[ \t\r]*\n(?:[ \t]*(?:#.*)?\r?\n|[ \t]+\S.*\n)*?[ \t]+(?:title|format|fields):)",
    re.MULTILINE,
)
_MODELINE = re.compile(
    rb"^#\s*yaml-language-server:\s*\$schema=(?:\S*/)?%b(?=\s|$)" % re.escape(SCHEMA).encode(), re.MULTILINE
)
_TOP_LEVEL_KEY = re.compile(rb"^([^\s#-][^:\n]*):(?=\s|$)", re.MULTILINE)
_WRITTEN_ID = re.compile(rb"\bid[\"']?:")
_MAX_FOLDERS = 4
"""Folders to search for a title, from the file's own upward."""
_TITLE_BYTES = 65_536
"""Bytes at the start of a file that must contain its title."""
_NOT_TEXT = "E102"

Texts = Mapping[str, bytes]
"""The contents of files, by absolute path, that are checked instead of those on disk."""
F = TypeVar("F", Finding, TextFinding, Diagnostic)


def check_files(
    paths: Sequence[str],
    corpus: Sequence[str] = (),
    texts: Texts | None = None,
    progress: Progress = no_progress,
) -> Checked:
    """Check files and folders, as part of a larger corpus where `corpus` gives its paths.

    `texts` holds what to read instead of some files. Raises NoSuchCorpus for a path that is not a file or folder,
    and for a folder without a YAML file.
    """
    return _run_of(paths, texts or {}, progress).check(_files_around(paths, corpus))


def _run_of(paths: Sequence[str], texts: Texts, progress: Progress) -> "_Run":
    files, skipped = find_files(paths)
    run = _Run({file.path for file in files}, texts, progress)
    run.add_plugins()
    run.report_skipped(skipped)
    return run


def check_text(path: str, data: bytes, corpus: Sequence[str] = ()) -> Checked:
    """Check the future content of a file as part of a corpus; the file need not exist yet."""
    path = os.path.abspath(path)
    return _Run({path}, {path: data}).check(_files_around([path], corpus))


def new_in_corpus(path: str, before: bytes | None, after: bytes, corpus: Sequence[str]) -> list[Diagnostic]:
    """Return what a change of a file adds to the faults of its corpus, those in the file itself first.

    An id that a later file has as well is a fault there, and so is a reference to a record that is gone. `before` is
    None for a new file.
    """
    path = os.path.abspath(path)
    around = _files_around([path], corpus)

    def faults(texts: Texts) -> tuple[Diagnostic, ...]:
        return _Run({*around, *texts}, texts).check(around).diagnostics

    after_change = faults({path: after})
    if not after_change:
        return []
    known = Counter(map(_key_of, faults({} if before is None else {path: before})))
    found = []
    for fault in after_change:
        known[_key_of(fault)] -= 1
        if known[_key_of(fault)] < 0:
            found.append(fault)
    return sorted(found, key=lambda fault: fault.path != shown_path(path))


def _key_of(fault: Diagnostic) -> tuple[str, str, str]:
    return fault.path, fault.code, fault.message


def fix_files(paths: Sequence[str], corpus: Sequence[str] = (), progress: Progress = no_progress) -> Checked:
    """Fix what is safe to fix, then check as check_files does. Raises what check_files and fix_file raise."""
    run = _run_of(paths, {}, progress)
    found = run.check(_files_around(paths, corpus))
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for fault in found.diagnostics:
        by_path[os.path.abspath(fault.path)].append(fault)
    fixable = {path: faults for path, faults in by_path.items() if _may_fix(faults)}
    for path in fixable:
        follow_within(path, paths)
    clear_up_beside(file.path for file in find_files(paths)[0])
    once = {os.path.realpath(path): path for path in fixable}  # a file may be found under two names
    own = run.corpus.declared
    fixed = sum(fix_file(run.source(path), fixable[path], own.get(path, b"")) for path in once.values())
    if not fixed:
        return found
    return replace(check_files(paths, corpus, progress=progress), fixed=fixed)


def corpora_around(paths: Sequence[str], corpus: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """Return the paths of the corpora that files are checked as part of; files outside all corpora form one."""
    if corpus:
        return [tuple(corpus)]
    around = {path: corpus_around(path) for path in paths}
    folders = dict.fromkeys(folder for folder in around.values() if folder)
    alone = tuple(path for path, folder in around.items() if not folder)
    return [*((folder,) for folder in folders), *filter(None, [alone])]


def _may_fix(faults: Iterable[Diagnostic]) -> bool:
    codes = {fault.code for fault in faults}
    return "E100" not in codes and not codes.isdisjoint(FIXABLE)


def _files_around(paths: Sequence[str], corpus: Sequence[str]) -> list[str]:
    """Return the files of the given corpus or, without one, of the corpora around the paths."""
    folders = corpus or [found for path in paths if (found := corpus_around(path))]
    try:
        return [file.path for file in find_corpus_files(folders)] if folders else []
    except NoSuchCorpus:
        if corpus:
            raise
        return []


def corpus_around(path: str) -> str | None:
    """Return the folder of the corpus that a file or folder is in, or None."""
    path = os.path.abspath(path)
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    for candidate in _upward(folder):
        titles = sum(map(_has_title, _yaml_files(candidate)))
        if titles:
            return candidate if titles == 1 else None
    return None


def declarations_around(paths: Sequence[str], texts: Texts | None = None) -> dict[str, bytes]:
    """Return the fields that the corpus around each file declares (JSON), for files whose corpus declares any."""
    tops = {folder: corpus_around(folder) for folder in dict.fromkeys(map(os.path.dirname, paths))}
    corpora: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        corpora[tops[os.path.dirname(path)] or path].append(path)
    found: dict[str, bytes] = {}
    for top, files in corpora.items():
        folder = os.path.dirname(top) if top == files[0] else top
        declaring = declaring_in(folder, [*files, *(texts or {})]) or _only_file(top, files[0])
        if declared := as_json(declared_at(declaring, texts or {})) if declaring else b"":
            found |= dict.fromkeys(files, declared)
    return found


def fields_around(path: str) -> Fields:
    """Return the table of fields of the corpus around a file."""
    return fields_of(declarations_around([path]).get(path, b""))


def _only_file(top: str, path: str) -> str:
    """Return a file if it is outside all corpora, or the only one of its corpus; empty if there are others."""
    return path if top == path or [file.path for file in find_files([top])[0]] == [path] else ""


def belongs_to_corpus(path: str, corpus: Sequence[str] = ()) -> bool:
    """Return whether a file is part of the given corpus, of the one around it, or holds records itself.

    A folder counts as part of one. So `check` can be handed every YAML file that a commit changes.
    """
    path = os.path.abspath(path)
    if os.path.isdir(path):
        return True
    if corpus:
        return any(is_part_of(path, os.path.abspath(top)) for top in corpus)
    if folder := corpus_around(path):
        return not any(part.startswith(".") for part in os.path.relpath(path, folder).split(os.sep))
    with suppress(OSError), open(path, "rb") as stream:
        return _is_corpus_text(stream.read(_TITLE_BYTES))
    return has_corpus_name(path)  # it is reported as unreadable


def _is_corpus_text(data: bytes) -> bool:
    """Return whether a file is one of a corpus by its content alone: other programs have lists of these names too.

    It is if it names our schema, has a `corpus:` mapping or a record with an id, or has nothing but empty lists.
    """
    if _MODELINE.search(data):
        return True
    is_filled = False
    for item in read_entries(BytesIO(data)):
        if isinstance(item, Fault):
            if REST_UNREAD in item.hint:
                return any(key in RECORDS for key in _written_keys(data)) and bool(_WRITTEN_ID.search(data))
            continue
        key = text_of(item.key)
        if isinstance(item.value, MappingNode) and (
            key == "corpus" or (item.is_item and key in RECORDS and id_of(item))
        ):
            return True
        is_filled = is_filled or not is_absent(item.value)
    keys = _written_keys(data)
    return not is_filled and bool(keys) and keys <= RECORDS.keys()


def _written_keys(data: bytes) -> set[str]:
    """Return the top-level keys of a file, of empty lists and of those after a syntax error as well."""
    found = _TOP_LEVEL_KEY.finditer(data.removeprefix(BOM_UTF8))
    return {match[1].decode("utf-8", "replace").strip("\"' ") for match in found}


def _upward(folder: str) -> Iterator[str]:
    """Yield a folder and those above it, up to the root of a repository or a folder of unrelated files."""
    unrelated = {
        os.path.expanduser("~"),
        os.path.realpath(tempfile.gettempdir()),
        tempfile.gettempdir(),
    }
    for _ in range(_MAX_FOLDERS):
        if folder in unrelated or os.path.dirname(folder) == folder:
            return
        yield folder
        if os.path.exists(os.path.join(folder, ".git")):
            return
        folder = os.path.dirname(folder)


def _yaml_files(folder: str) -> list[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        return [entry.path for entry in entries if has_corpus_name(entry.name) and entry.is_file()]
    return []


def _has_title(path: str) -> bool:
    with suppress(OSError), open(path, "rb") as stream:
        return _CORPUS_TITLE.search(stream.read(_TITLE_BYTES)) is not None
    return False


def _limited(findings: Iterable[F]) -> Iterator[F]:
    """Yield the first MAX_FAULTS findings of a rule; if there are more, the last one says so."""
    for count, finding in enumerate(findings):
        if count == MAX_FAULTS:
            message = f"more than {MAX_FAULTS:,} with this code"
            yield replace(finding, message=message, hint="correct these first: the others are not reported")
            return
        yield finding


class _Run:
    """One check: reads each file once, and keeps what was read of those to report on: findings are located in it."""

    def __init__(self, requested: set[str], texts: Texts, progress: Progress = no_progress) -> None:
        self.requested = requested
        self.texts = dict(texts)
        self.progress = progress
        self.bytes = self.done = 0
        self.corpus = CheckedCorpus()
        self.records = 0
        self.diagnostics: list[Diagnostic] = []
        self.suppressions: list[Suppression] = []
        self.without: list[str] = []
        self.lines: dict[tuple[str, int], str] = {}
        rules = list(load_rules())
        self.rules = [(rule.CODE, rule.check) for rule in rules if hasattr(rule, "check")]
        self.text_rules = [(rule.CODE, rule.check_text) for rule in rules if hasattr(rule, "check_text")]

    def add_plugins(self) -> None:
        """Add the rules of plugins."""
        for rule, plugin in load_plugged(frozenset(all_codes()), self.without.append):
            for name, rules in (("check", self.rules), ("check_text", self.text_rules)):
                if check := getattr(rule, name, None):
                    rules.append((rule.CODE, watched(check, plugin, self.without.append)))

    def check(self, around: Sequence[str]) -> Checked:
        """Read the files and those around them, apply the rules to their records, and return the result."""
        paths = sorted({*self.requested, *around})
        self.corpus.declare(declarations_around(paths, self.texts))
        self.bytes = sum(map(size_of, paths))
        for path in paths:
            self.read(path)
        for path in self.requested & self.corpus.first_form.keys():
            self.report_first_form(path)
        for path in self.requested & self.corpus.former_names.keys():
            self.report_former_names(path)
        self.apply_rules()
        return self.result()

    def report_progress(self, done: int) -> None:
        """Report how much is done: each byte counts once for reading, and once more for the rules."""
        self.progress(min(done, 2 * self.bytes), 2 * self.bytes)

    def report_skipped(self, skipped: Iterable[SkippedPath]) -> None:
        """Report what has the name of a corpus file but cannot be read as one."""
        for one in skipped:
            self.corpus.unread.add(one.path)
            self.report_unread(one.path, cannot_read(shown_path(one.path), one.why))

    def report_unread(self, path: str, message: str) -> None:
        """Report a file of which nothing is known."""
        self.diagnostics.append(make_diagnostic("E100", path, (1, 1), clause(message)))

    def read(self, path: str) -> None:
        """Read a file into the corpus; if it is to be checked, also report the faults in its text."""
        try:
            source = self.source(path)
        except CannotRead as error:
            self.corpus.unread.add(path)
            if path in self.requested:
                self.report_unread(path, str(error))
            return
        before = self.corpus.records
        items = add_file(source, self.corpus, lambda bytes_: self.report_progress(self.done + bytes_))
        faults = [one for one in limit_faults(items, MAX_FAULTS) if isinstance(one, Fault)]
        self.done += len(source.data)
        source.is_text = all(fault.code != _NOT_TEXT for fault in faults)
        if any(REST_UNREAD in fault.hint for fault in faults):
            self.corpus.add_cut_off(source)
        if path not in self.requested:
            return
        self.records += self.corpus.records - before
        for fault in faults:
            self.report(source, fault)
        for code, check_text in self.text_rules:
            for found in _limited(check_text(source)):
                self.add(source, code, (found.line, found.column), found.message, found.hint)
        self.suppressions += find_suppressions(source)

    def source(self, path: str) -> FileText:
        """Return the text of a file as it was when it was read first. Raises CannotRead."""
        if path in self.texts:
            return FileText(path, self.texts[path])
        source = read_text(path)
        if path in self.requested:
            self.texts[path] = source.data
        return source

    def report(self, source: FileText, fault: Fault) -> None:
        """Add a fault whose line and column are as YAML counts them."""
        self.add(source, fault.code, source.place(fault.line, fault.column), fault.message, fault.hint)

    def add(self, source: FileText, code: str, place: tuple[int, int], message: str, hint: str) -> None:
        """Add a diagnostic, and keep the text of its line."""
        self.diagnostics.append(make_diagnostic(code, source.path, place, message, hint))
        key = source.path, place[0]
        if key not in self.lines:  # a line may have a hundred megabytes, and ten thousand faults
            self.lines[key] = source.line(place[0])

    def report_first_form(self, path: str) -> None:
        """Report what only the first format has: once for a file, or each as an error in a corpus of the second."""
        source, found = self.source(path), self.corpus.first_form[path]
        if self.corpus.format_at(path) == FIRST_FORMAT:
            self.report(
                source, Fault(FIRST_FORM, IS_FIRST_FORM, found[0].line, found[0].column, UPGRADE_HINT)
            )
            return
        for one in found[:MAX_FAULTS]:
            message = f"{quoted(one.text)} is not used in format {NEWEST_FORMAT}"
            self.report(source, Fault(OLD_IN_NEW, message, one.line, one.column, INSTEAD_OF[one.text]))

    def report_former_names(self, path: str) -> None:
        """Report the names and values that fields of the corpus's own had before."""
        source = self.source(path)
        for one in self.corpus.former_names[path][:MAX_FAULTS]:
            message = f"{quoted(one.text)} is now called {quoted(one.present)}"
            hint = f"'sinoru fmt' writes {quoted(one.present)}"
            self.report(source, Fault(FORMER_NAME, message, one.line, one.column, hint))

    def apply_rules(self) -> None:
        """Apply the rules to the records, then locate and report their findings."""
        found: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
        for number, (code, check) in enumerate(self.rules):
            self.report_progress(self.bytes + self.bytes * number // len(self.rules))
            requested = (one for one in check(self.corpus) if one.place.path in self.requested)
            for finding in _limited(requested):
                found[finding.place.path].append((code, finding))
        self.report_progress(2 * self.bytes)
        for path, findings in found.items():
            self.report_findings(self.source(path), findings)

    def report_findings(self, source: FileText, findings: Sequence[tuple[str, Finding]]) -> None:
        """Report the findings in one file, each at the value at fault."""
        by_entry: dict[int, list[tuple[str, Finding]]] = defaultdict(list)
        for code, finding in findings:
            by_entry[finding.place.entry].append((code, finding))
        lines, fields = self.corpus.lines_of(source.path), self.corpus.fields_at(source.path)
        for number, entry, lines_before in reread(source, lines, by_entry, fields):
            for code, finding in by_entry[number]:
                line, column = locate(entry.value, finding.at, finding.text)
                fault = Fault(code, finding.message, line + lines_before, column, finding.hint)
                self.report(source, fault)

    def result(self) -> Checked:
        """Return what was found and is not suppressed, and the unneeded suppressions."""
        is_off = SwitchedOff(self.corpus.titles)
        reported = (
            *apply_suppressions(self.diagnostics, self.suppressions),
            *_limited(unneeded_suppressions(self.diagnostics, self.suppressions)),
        )
        kept = [one for one in reported if not is_off(one)]
        self.lines |= {(one.path, one.line): one.text for one in self.suppressions}
        shown = (replace(one, path=shown_path(one.path)) for one in dict.fromkeys(kept))
        return Checked(
            diagnostics=tuple(sorted(shown, key=lambda one: (one.path, one.line, one.column, one.code))),
            files=len(self.requested),
            records=self.records,
            without=tuple(dict.fromkeys(self.without)),
            lines={
                (shown_path(one.path), one.line): self.lines.get((one.path, one.line), "") for one in kept
            },
        )
