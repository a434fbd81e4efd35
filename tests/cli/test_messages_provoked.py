"""Messages as users meet them: a command line, its exit status, and the exact text on standard error."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from shlex import split
from typing import TYPE_CHECKING

import pytest

from sinoru.check.manual import all_codes
from sinoru.cli.commands.browse import check_terminal
from sinoru.cli.editor import NoEditor, editor_command, open_editor
from sinoru.cli.stderr import say
from sinoru.model.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

CITATION_STYLES = "chicago, apa, mla, bibtex, csl-json, ris"
EXPORTS = (
    "json, jsonl, csv, markdown, ics, bibtex, csl-json, ris, timelinejs, geojson, graphml, jsonld, parquet,"
    " sqlite, html"
)
FACETS = "day, week, month, quarter, year, decade, kind, country, place, person, org, topic"
FORMATS = "table, json, jsonl, csv, markdown"
IMPORTS = "chronology, csv, jsonl, ics, markwhen, timelinejs"
KINDS = "event, person, organisation, place, claim, conflict, source"
SETTINGS = "data, store, format, theme, detail, links, pager, query, width"

UNKNOWN = {
    "tmeline": "Unknown command 'tmeline'. Did you mean 'timeline'? See 'sinoru --help'.",
    "qwxyz": "Unknown command 'qwxyz'. See 'sinoru --help'.",
    "Boris Yeltsin": "Unknown command 'Boris'. See 'sinoru --help', or try: sinoru search Boris Yeltsin",
    "--data {corpus} O\\'Brien --format csv": (
        "Unknown command 'O'Brien'. See 'sinoru --help', or try: sinoru search --data {corpus} 'O'\"'\"'Brien'"
    ),
    "who --formt json": (
        "Unknown option '--formt'. Did you mean '--force', '--format' or '--from'? See 'sinoru who --help'."
    ),
    "--zzz who": "Unknown option '--zzz'. See 'sinoru --help'.",
    "timeline --format sarif": f"Unknown output format 'sarif'. Use one of {FORMATS}, ids.",
    "timeline --format jsn": f"Unknown output format 'jsn'. Did you mean 'json'? Use one of {FORMATS}, ids.",
    "timeline --sort upwards": "Unknown sort order 'upwards'. Use one of date, -date, rank.",
    "timeline --style round": "Unknown timeline style 'round'. Use one of vertical, table, gantt.",
    "timeline --group mood": f"Unknown group 'mood'. Use one of {FACETS}.",
    "stats --of peple": "Unknown kind of record 'peple'. Did you mean 'people'?"
    " Use one of events, people, organisations, places, claims, conflicts, sources, offices, participants.",
    "stats --group mood": "Unknown group of events 'mood'. Use one of 32 values, such as day, week, month, quarter,"
    " year, decade, person, org, country, place, kind, topic.",
    "timeline --cite harvard": f"Unknown citation style 'harvard'. Use one of {CITATION_STYLES}.",
    "cite nato --style bibtx": (
        f"Unknown citation style 'bibtx'. Did you mean 'bibtex'? Use one of {CITATION_STYLES}."
    ),
    "export docx": f"Unknown export format 'docx'. Use one of {EXPORTS}.",
    "import docx notes.txt": f"Unknown import format 'docx'. Use one of {IMPORTS}.",
    "add evnt X": f"Unknown kind 'evnt'. Did you mean 'event'? Use one of {KINDS}.",
    "search -bombing": (
        "'-bombing' has only words to leave out. Add a word to look for. To search for a word that begins with a"
        " dash, put it in quotes: '\"-bombing\"'"
    ),
    "search '!!!'": "'!!!' has no letter or digit to search for. Add a word.",
    "index frob": "Unknown action 'frob'. Use one of build, status, clear.",
    "index statsu": "Unknown action 'statsu'. Did you mean 'status'? Use one of build, status, clear.",
    "config frob": "Unknown action 'frob'. Use one of show, path, set, unset.",
    "config set them dark": f"Unknown setting 'them'. Did you mean 'theme'? Use one of {SETTINGS}.",
    "config set colour red": f"Unknown setting 'colour'. Use one of {SETTINGS}.",
    "config unset colour": f"Unknown setting 'colour'. Use one of {SETTINGS}.",
    "config set theme pink": "Unknown theme 'pink'. Use one of default, light, dark, mono.",
    "config set format xml": f"Unknown format 'xml'. Use one of {FORMATS}.",
    "completion powershell": "Unknown action 'powershell'. Use one of install, bash, zsh, fish.",
    "completion install fishy": "Unknown shell 'fishy'. Did you mean 'fish'? Use one of bash, zsh, fish.",
    "show xyzzy": "No record 'xyzzy' in this corpus. Try: sinoru search xyzzy",
    "show xyzzy --data {corpus}": (
        "No record 'xyzzy' in this corpus. Try: sinoru search --data {corpus} xyzzy"
    ),
    "show embassy-bombin": "No record 'embassy-bombin' in this corpus. Did you mean 'embassy-bombing'?",
    "cite xyzzy": "No record 'xyzzy' in this corpus. Try: sinoru search xyzzy",
    "sources nosuch": "No source 'nosuch' in this corpus. Use one of yu-1999q2, government-ru.",
    "sources yu-1999q3": "No source 'yu-1999q3' in this corpus. Did you mean 'yu-1999q2'?",
    "sources zhang-visit": ("No source 'zhang-visit' in this corpus. Use one of yu-1999q2, government-ru."),
    "timeline --topic kosowo": "No topic 'kosowo' in this corpus. Did you mean 'kosovo'?",
    "claims --by 'Xyzzy Abc'": (
        "No speaker 'Xyzzy Abc' in this corpus. Nearest names: Sergei Stepashin (sergei-stepashin), Government of"
        " Russia (russian-government), Zhang Wannian (zhang-wannian), Zhang Zemin (zhang-zemin) and NATO (nato)."
        " Try: sinoru search Xyzzy Abc"
    ),
    "timeline --source nosuch": "No source 'nosuch' in this corpus. Try: sinoru sources",
    "verify nosuch=notes.txt": "No source 'nosuch' in this corpus. Try: sinoru sources",
    "show zhang-visit --source yu-1999q3=notes.txt": (
        "No source 'yu-1999q3' in this corpus. Did you mean 'yu-1999q2'?"
    ),
    "timeline --person ''": "No person '' in this corpus.",
    "show Stepashin-1999": "No record 'Stepashin-1999' in this corpus. Try: sinoru search Stepashin-1999",
    "claims --certainty sure": ("Unknown certainty 'sure'. Use one of stated, reported, inferred, alleged."),
    "check --explain foo": (f"Unknown code 'foo'. Use one of {', '.join(all_codes())}."),
    "schema --format csv": "Unknown output format 'csv'. Use json.",
    "check nowhere": (
        "Cannot read nowhere: no such file or folder."
        " Use the path of a folder of *.yaml files, or of one file."
    ),
    "who Xyzzy": "'sinoru who' lists everyone. Try: sinoru search Xyzzy",
    "links Xyzzy --data {corpus}": ("'sinoru who' lists everyone. Try: sinoru search --data {corpus} Xyzzy"),
}

MISSING = {
    "--format json": "No command given. See 'sinoru --help'.",
    "timeline --limit": "Option '--limit' needs a value. See 'sinoru timeline --help'.",
    "on": "No date given. Example: sinoru on 1999-05-08",
    "search": "No words given. Example: sinoru search hotline",
    "compare": "No source given. Example: sinoru compare yu-1999q2 scmp-1999-06-09-pla-visit",
    "compare yu-1999q2": "No second source given. Example: sinoru compare yu-1999q2 scmp-1999-06-09-pla-visit",
    "links": "No person given. Example: sinoru links Yeltsin Clinton",
    "show": "No id given. Example: sinoru show embassy-bombing",
    "cite": "No id given. Example: sinoru cite embassy-bombing",
    "edit": "No id given. Example: sinoru edit neil-armstrong",
    "diff": "No states given. Example: sinoru diff 'HEAD~1' .",
    "init": "No folder given. Example: sinoru init my-corpus",
    "verify": "No source and copy given. Example: sinoru verify yu-1999q2=article.txt",
    "add": f"No kind given. Use one of {KINDS}. Example: sinoru add person 'Zhang Wannian'",
    "export": f"No export format given. Use one of {EXPORTS}. Example: sinoru export csv -o events.csv",
    "import": (f"No import format given. Use one of {IMPORTS}. Example: sinoru import chronology notes.txt"),
    "import csv": "No file given. Example: sinoru import csv FILE",
    "index": "No action given. Use one of build, status, clear. Example: sinoru index status",
    "completion": (
        "No action given. Use one of install, bash, zsh, fish. Example: sinoru completion install"
    ),
    "config set": f"No setting given. Use one of {SETTINGS}. Example: sinoru config set theme light",
    "config unset": f"No setting given. Use one of {SETTINGS}. Example: sinoru config unset theme",
    "config set theme": (
        "No value for theme given. Use one of default, light, dark, mono. Example: sinoru config set theme default"
    ),
    "config set width": "No value for width given. Example: sinoru config set width 100",
    "push": (
        "No store given. Use one of postgresql://..., sqlite:PATH. Example: sinoru push --store sqlite:corpus.sqlite"
    ),
}

REFUSED = {
    "schema x": "'sinoru schema' takes options only, not 'x'. See 'sinoru schema --help'.",
    "timeline --no-color=yes": "Option '--no-color' does not take a value. See 'sinoru timeline --help'.",
    "timeline --limit 0": "--limit '0' is not a whole number from 1 to 1,000,000,000.",
    "timeline --width wide": "--width 'wide' is not a whole number from 1 to 10,000.",
    "import chronology notes.txt --year soon": "--year 'soon' is not a whole number from 1 to 9,999.",
    "config set width wide": "Width 'wide' is not a whole number from 1 to 10,000.",
    "config set store here": (
        "Store 'here' is not the address of a store. Use sqlite, sqlite:PATH or postgresql://..."
    ),
    "timeline --store here": (
        "--store 'here' is not the address of a store. Use postgresql://... or sqlite:PATH."
    ),
    "timeline --data a --store sqlite:b": (
        "--data cannot be used with --store: a store holds a corpus of its own. Leave out one."
    ),
    "timeline --svg x.svg --format json": "--svg cannot be used with --format json. Leave out one.",
    "timeline --svg ''": "--svg has an empty file name. Example: --svg timeline.svg",
    "timeline --cite ris --svg x.svg": "Style 'ris' cannot be used with --svg. Leave out one.",
    "cite nato --style ris --format csv": "Style 'ris' cannot be used with --format csv. Leave out one.",
    "--svg x.svg web": "--svg cannot be used with 'sinoru web'. Leave it out.",
    "--format json web": "--format json cannot be used with 'sinoru web'. Leave it out.",
    "check --explain E202 --format csv": (
        "--explain cannot be used with --format csv. Use --format table or json."
    ),
    "import csv notes.txt -o x.yaml --dry-run": (
        "-o cannot be used with --dry-run: it writes YAML. Leave out one."
    ),
    "import csv notes.txt -o x.yaml --format json": (
        "-o cannot be used with --format json: it writes YAML. Leave out one."
    ),
    "import csv notes.txt --source 'A B'": (
        "--source 'A B' is not a valid id. Use lower-case letters, digits and single hyphens, as in yu-1999q2."
    ),
    "verify yu-1999q2": (
        "'yu-1999q2' does not have the form ID=FILE. Example: sinoru verify yu-1999q2=article.txt"
    ),
    "verify yu-1999q2=a yu-1999q2=b": ("'sinoru verify' takes one ID=FILE, not 'yu-1999q2=a yu-1999q2=b'."),
    "check --store sqlite:x": (
        "--store cannot be used with 'sinoru check'. Leave it out. See 'sinoru check --help'."
    ),
    "push --store sqlite:": "--store 'sqlite:' has no path. Add one, as in sqlite:corpus.sqlite",
    "timeline --store sqlite:": "--store 'sqlite:' has no path. Add one, as in sqlite:corpus.sqlite",
    "timeline --store sqlite:nosuch": (
        "Store 'sqlite:nosuch' cannot be used: no such file. Create it with 'sinoru push'."
    ),
    "export csv json": "'sinoru export' takes one export format, not 'csv json'.",
    "import csv a b": "'sinoru import csv' takes one file, not 'a b'.",
    "edit a b": "'sinoru edit' takes one id, not 'a b'.",
    "init a b": "'sinoru init' takes one folder, not 'a b'.",
    "diff a b c": "'sinoru diff' takes at most two states, not 'a b c'.",
    "index status now": "'now' cannot be used with 'sinoru index status'. Leave it out.",
    "config path x": "'x' cannot be used with 'sinoru config path'. Leave it out.",
    "config unset theme width": "'sinoru config unset' takes one setting, not 'theme width'.",
    "completion bash zsh": "'zsh' cannot be used with 'sinoru completion bash'. Leave it out.",
    "completion install bash zsh": "'sinoru completion install' takes one shell, not 'bash zsh'.",
    "add event X": (
        "Cannot ask for confirmation without a terminal."
        " Use --yes to write the record, or --dry-run to see the change."
    ),
    "add event X --yes --data a --data b": (
        "A record is added to one corpus, but 2 are given: a, b. Use --data with one of them."
    ),
    "index build --store sqlite:x": (
        "Store 'sqlite:x' cannot be used here: this command needs the files of the corpus."
        " Use --data with their folder."
    ),
    "fmt --data postgresql://desk:s3cret@db/news": (
        "Store 'postgresql://desk:***@db/news' cannot be edited."
        " Change the files of the corpus, then push them again with 'sinoru push'."
    ),
    "browse": (
        "'sinoru browse' needs a terminal for input, output and messages."
        " Use 'sinoru timeline' or 'sinoru search' instead."
    ),
}

NOTHING = {
    "timeline --from 1890 --to 1891": (
        "No events match --from 1890 --to 1891. Try a wider range, or drop a filter."
    ),
    "timeline --person 'Zhang Zemin'": (
        "No events match --person 'Zhang Zemin'. Try another value, or drop a filter."
    ),
    "stats --to 1800": "No events match --to 1800. Try a wider range, or drop a filter.",
    "sources --to 1800": "No sources match --to 1800. Try a wider range, or drop a filter.",
    "who --org NATO --country Russia": (
        "No people or organisations match --org NATO --country Russia. Try another value, or drop a filter."
    ),
    "search qwxyzzyq": ("No records match 'qwxyzzyq'. Check the spelling, or use a prefix such as 'part*'."),
    "search qwxyzzyq -bombing": (
        "No records match 'qwxyzzyq -bombing'."
        " Use fewer words, a prefix such as 'part*', or OR between words."
    ),
    "search qwxyzzyq --kind claim": (
        "No records match 'qwxyzzyq' with --kind claim."
        " Check the spelling, or use a prefix such as 'part*', or drop a filter."
    ),
    "claims qwxyzzyq abc": "No claims match 'qwxyzzyq abc'. Try: sinoru search qwxyzzyq abc",
    "claims qwxyzzyq --by Stepashin --data {corpus}": (
        "No claims match 'qwxyzzyq' with --by Stepashin. Try another value, or drop a filter."
        " Or try: sinoru search --data {corpus} qwxyzzyq"
    ),
    "conflicts --verdict open": (
        "No conflicts match --verdict open. Try another value, or drop a filter. Or try: sinoru claims"
    ),
    "conflicts jets": "No conflicts match 'jets'. Try: sinoru claims jets",
    "on 1950-01-01": (
        "No events, claims or offices match '1950-01-01'. Widen the range with --within, such as --within 3d."
    ),
    "export csv --to 1890": "No records match --to 1890. Try a wider range, or drop a filter.",
    "export ics --to 1890 -o x.ics": (
        "No events match --to 1890. Nothing was written. Try a wider range, or drop a filter."
    ),
    "export geojson --to 1890 -o x.json": (
        "No events or places match --to 1890. Nothing was written. Try a wider range, or drop a filter."
    ),
}


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("notes.txt").write_text("no date\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "said"), [*UNKNOWN.items(), *MISSING.items(), *REFUSED.items(), *NOTHING.items()]
)
def test_a_line_and_its_message(run: Callable[..., Ran], corpus: str, line: str, said: str) -> None:
    ran = run(*split(line.replace("{corpus}", corpus)))
    assert ran.err == f"sinoru: {said.replace('{corpus}', corpus)}\n"
    assert ran.status in ((1,) if line in NOTHING else (1, 2) if line in UNKNOWN else (2,))
    assert not list(Path.cwd().glob("x.*"))


@pytest.mark.parametrize("words", [("timeline",), ("sources",), ("search", "x"), ("claims",), ("who",)])
def test_an_empty_corpus_is_not_blamed_on_filters(
    run: Callable[..., Ran], write_corpus: Callable[..., str], words: tuple[str, ...]
) -> None:
    ran = run(*words, data=write_corpus("events: []\n", "empty"))
    assert ran.status == 1
    assert "filter" not in ran.err
    assert words == ("search", "x") or ran.err.endswith(" found. Try another corpus with --data.\n")


def test_the_setting_that_names_an_unreadable_corpus_is_shown(run: Callable[..., Ran]) -> None:
    ran = run("timeline", env={"SINORU_DATA": "nowhere"})
    assert ran.err.endswith(" The path comes from SINORU_DATA.\n")
    assert "comes from" not in run("timeline", "--data", "nowhere", env={"SINORU_DATA": "nowhere"}).err


def test_a_place_needs_decimal_degrees(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    folder = write_corpus("events: []\n", "mine")
    assert run("add", "place", "X", "--lat", "north", "--yes", "--data", folder).err == (
        "sinoru: --lat 'north' is not a decimal number. Use a number of degrees such as 5.48 or -10.5.\n"
    )
    assert run("add", "event", "X", "--yes", "--data", folder).err == (
        "sinoru: An event needs --date. Add it.\n"
    )


def test_without_a_corpus_three_ways_to_one_are_shown(run: Callable[..., Ran]) -> None:
    ran = run("fmt", env={"SINORU_DATA": ""})
    assert ran.err == (
        "sinoru: No corpus given. Use --data, run sinoru from the corpus folder,"
        " or start one with 'sinoru init DIR'.\n"
    )


def test_the_shell_has_to_be_known(run: Callable[..., Ran]) -> None:
    shells = "bash, zsh, fish"
    ran = run("completion", "install", env={"SHELL": "/bin/tcsh"})
    assert ran.err == f"sinoru: Unknown shell 'tcsh'. Use one of {shells}.\n"
    ran = run("completion", "install", env={"SHELL": ""})
    assert ran.err == (
        f"sinoru: No shell given. Use one of {shells}. Example: sinoru completion install bash\n"
    )


def test_commands_to_copy_have_no_prefix(run: Callable[..., Ran]) -> None:
    ran = run("init", "my corpus")
    assert ran.err.splitlines() == [
        "sinoru: Created a corpus in my corpus. To check it, look something up in it and add an event of your own:",
        "  sinoru check 'my corpus'",
        "  sinoru timeline --data 'my corpus'",
        "  sinoru who Armstrong --data 'my corpus'",
        "  sinoru add event --data 'my corpus'",
    ]


def test_what_is_hidden_in_a_command_to_copy_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    say("Next:", "sinoru check '\x1b[31m'")
    assert capsys.readouterr().err == "sinoru: Next:\n  sinoru check '^[[31m'\n"


@pytest.mark.parametrize(
    ("errors", "last"), [(1, "For details: "), (3, "For details: "), (5, "... and 2 more. For details: ")]
)
def test_errors_of_a_corpus_come_with_the_next_step(
    run: Callable[..., Ran], write_corpus: Callable[..., str], errors: int, last: str
) -> None:
    bad = "".join(f"  - {{id: bad-{number}, title: no date}}\n" for number in range(errors))
    folder = write_corpus(f"events:\n  - {{id: one, date: 1999, title: One}}\n{bad}", "bad")
    first, *places, step = run("timeline", "--data", folder).err.splitlines()
    noun = "error" if errors == 1 else "errors"
    assert first == f"sinoru: {errors} {noun} in this corpus; everything else can be used."
    assert len(places) == min(errors, 3)
    assert step == f"sinoru: {last}sinoru check --data {folder}"
    assert run(*split(step.partition(": sinoru ")[2].removeprefix("For details: sinoru "))).status == 1


def test_errors_of_a_store_are_fixed_in_its_files(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    folder = write_corpus("events: [{id: one, date: 1999, title: One}, {id: bad, title: Bad}]\n", "bad")
    run("push", "--data", folder, "--store", "sqlite:x.sqlite")
    err = run("timeline", "--store", "sqlite:x.sqlite", env={"SINORU_DATA": ""}).err
    assert err.splitlines()[-1] == "sinoru: Fix the files of the corpus, then push them again."


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("export csv -o x.csv", "x.csv"),
        ("export sqlite -o x.sqlite", "x.sqlite"),
        ("timeline --svg x.svg", "x.svg"),
        ("import csv rows.csv -o x.yaml", "x.yaml"),
        ("config set theme dark", "{config}"),
    ],
)
def test_a_file_that_cannot_be_written_is_named(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, path: str
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Path("rows.csv").write_text("date,title\n1999-05-08,Bombing\n", encoding="utf-8")
    monkeypatch.setattr("os.fsync", full)
    ran = run(*split(line))
    path = path.replace("{config}", str(tmp_path / "config" / "config.toml"))
    assert (ran.status, ran.err) == (2, f"sinoru: Cannot write {path}: no space left on device.\n")
    assert not list(Path.cwd().glob("x.*"))


def test_a_folder_that_cannot_be_created_is_named(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    ran = run("completion", "install", "bash", env={"XDG_DATA_HOME": str(tmp_path / "file" / "deep")})
    assert ran.status == 2
    assert ran.err.startswith(f"sinoru: Cannot write {tmp_path / 'file' / 'deep'}")
    assert ran.err.endswith(": a part of the path is a file, not a folder.\n")


@pytest.mark.parametrize(
    "line", ["export csv -o x.csv", "timeline --svg x.csv", "import csv rows.csv -o x.csv"]
)
def test_an_existing_file_is_kept_without_force(run: Callable[..., Ran], line: str) -> None:
    Path("x.csv").write_text("mine", encoding="utf-8")
    ran = run(*split(line))
    assert ran.status == 2
    assert ran.err.startswith("sinoru: x.csv")
    assert "--force" in ran.err
    assert Path("x.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.getuid() == 0, reason="root may read and write every file")
def test_a_file_without_permission_is_named(run: Callable[..., Ran], corpus: str) -> None:
    Path("locked").mkdir(mode=0o500)
    assert run("export", "csv", "-o", "locked/x.csv").err == (
        "sinoru: Cannot write locked/x.csv: permission denied.\n"
    )
    (Path(corpus) / "corpus.yaml").chmod(0)
    err = run("timeline").err
    assert "corpus.yaml" in err
    assert "permission denied" in err.lower()


def test_the_system_s_error_without_a_file_is_a_sentence(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("sinoru.corpus.open_index", fail)
    assert run("timeline") == (2, "", "sinoru: Too many open files.\n")


def test_a_bug_is_to_be_reported(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("sinoru.corpus.open_index", fail)
    assert run("timeline") == (
        70,
        "",
        (
            "sinoru: Stopped by an internal error (LookupError)."
            " Please report it with the command. Set SINORU_DEBUG=1 to see where it occurred.\n"
        ),
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (
            {"VISUAL": "'vim"},
            "VISUAL ''vim' is not a valid command: no closing quotation. Example: EDITOR=nano",
        ),
        (
            {"EDITOR": "a 'b"},
            "EDITOR 'a 'b' is not a valid command: no closing quotation. Example: EDITOR=nano",
        ),
        ({}, "No editor found. Set VISUAL or EDITOR, as in EDITOR=nano."),
    ],
)
def test_an_editor_that_cannot_be_chosen(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], said: str
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NoEditor) as raised:
        editor_command()
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        (
            "no-such-editor",
            "Cannot run the editor 'no-such-editor': no such file or folder. Set VISUAL or EDITOR to another one.",
        ),
        ("sh -c 'exit 3'", "The editor 'sh' ended with status 3. The corpus is unchanged."),
        ("sh -c 'kill -9 $$'", "The editor 'sh' was stopped by signal 9. The corpus is unchanged."),
    ],
)
def test_an_editor_that_fails(monkeypatch: pytest.MonkeyPatch, editor: str, said: str) -> None:
    monkeypatch.setenv("VISUAL", editor)
    with pytest.raises(NoEditor) as raised:
        open_editor("file", 1)
    assert str(raised.value) == said


class Terminal:
    """A terminal that is only asked what it can do."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "encoding", "said"),
    [
        (
            "dumb",
            "UTF-8",
            "TERM is set to 'dumb', but 'sinoru browse' needs a terminal that can move the cursor.",
        ),
        (
            "xterm",
            "ISO8859-1",
            "'sinoru browse' needs UTF-8, but this terminal is set to 'iso8859-1'. Set LC_ALL=C.UTF-8.",
        ),
    ],
)
def test_browse_says_what_the_terminal_lacks(
    monkeypatch: pytest.MonkeyPatch, term: str, encoding: str, said: str
) -> None:
    monkeypatch.setenv("TERM", term)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal(encoding))
    with pytest.raises(WrongUsage) as raised:
        check_terminal()
    assert str(raised.value) == f"{said} Use 'sinoru timeline' or 'sinoru search' instead."


def test_a_session_of_add_speaks_in_sentences(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sinoru.cli.commands.add.is_interactive", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n\n\n\nn\n"))
    ran = run("add", "person", "Igor Ivanov")
    assert ran.status == 1
    assert ran.err.startswith(
        "sinoru: New person. Leave a field empty if you do not know it.\n"
        "Other spellings (TEXT:LANG; TEXT:LANG): Countries (NAME; NAME): Date of birth: Sources (ID; ID): "
    )
    assert ran.err.endswith("? [n]o, [y]es: sinoru: Nothing was written.\n")
