"""Every option that a command takes changes its answer, or is refused: none is dropped in silence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.command_line import COMMANDS, load_command
from tests.cli.conftest import CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

MORE = """\
people:
  - id: yevgeny-primakov
    name: Yevgeny Primakov
    country: Russia
    offices: [{title: Prime Minister, org: russian-government, from: 1998-09-11, to: 1999-05-12}]
  - id: victor-klima
    name: Viktor Klima
    country: Austria
    offices: [{title: Federal Chancellor of Austria, from: 1997-01-28, to: 2000-02-04}]
  - id: momir-bulatovic
    name: Momir Bulatović
    country: Yugoslavia
    offices: [{title: Prime Minister, from: 1998-05-20, to: 2000-11-04}]
sources:
  - {id: diary, title: A diary, tags: [war]}
organisations:
  - {id: duma, name: State Duma, kind: parliament, country: Russia}
events:
  - id: dinner
    date: 1999-06-09
    title: Dinner in Moscow
    kind: meeting
    participants:
      - {person: sergei-stepashin, role: host}
      - {person: yevgeny-primakov, role: participant}
      - {person: zhang-wannian, role: participant}
      - {org: duma}
    countries: [Russia]
    tags: [evening]
    evidence: [{source: government-ru, at: "Dinner, 1", terms: [dinner]}]
    conflicts:
      - field: date
        statements: [{value: 1999-06-09, by: duma, stands: true}, {value: 1999-06-10, by: nato}]
        evidence: [{source: government-ru, at: "Dinner, 1"}]
  - {id: supper, date: 1999-06-09, title: Supper in Moscow, kind: dinner}
  - id: second-strike
    date: 1999-05-08
    title: A second strike
    kind: attack
    countries: [Yugoslavia]
    tags: [war]
    conflicts:
      - field: number
        statements: [{value: two bombs, by: nato}, {value: three bombs, by: duma}]
claims:
  - id: embassy-stands
    text: The embassy in Belgrade was hit twice.
    kind: fact
    by: nato
    about: [embassy-bombing, belgrade]
    holds: 1999-05-08
    topics: [kosovo]
    tags: [war]
    evidence: [{source: government-ru, at: "1", terms: [embassy]}]
  - id: embassy-once
    text: The embassy in Belgrade was hit once, says Russia.
    kind: fact
    by: zhang-wannian
    reported_by: nato
    said: 1999-06-09
    about: [embassy-bombing, sergei-stepashin, zhang-visit]
    topics: [arms-sales]
    evidence: [{source: yu-1999q2, at: "The Arms Trade, 1", terms: [embassy]}]
conflicts:
  - id: how-often-was-it-hit
    question: How often was the embassy hit?
    about: [embassy-bombing]
    statements: [{claim: embassy-stands}, {claim: embassy-once}]
"""
ASKED = (
    "timeline", "on 1999-06-09", "on 1999-05-08", "who", "who Stepashin", "who zhang-wannian --on 1999-06-09",
    "who prime minister", "who prime minister --on 1999-06-09", "search Russia OR embassy", "claims",
    "claims embassy", "conflicts", "compare yu-1999q2 government-ru", "links Stepashin",
    "sources", "sources yu-1999q2", "show zhang-visit",
    "cite zhang-visit", "cite zhang-visit --style bibtex", "stats", "stats --group year", "export json",
    "stats --of people", "stats --of claims",
    "timeline --cite apa --limit 2", "timeline --format json", "who Stepashin --format csv",
)  # fmt: skip
"""Questions on which each option of their command is tried."""
VALUES = {
    "--style": ("table", "apa"),
    "--group": ("year", "kind"),
    "--of": ("places",),
    "--from": ("1999-06-08", "2019"),
    "--to": ("1999-05-09", "1998"),
    "--person": ("zhang-wannian", "zhang-zemin"),
    "--org": ("nato", "russian-government"),
    "--country": ("Yugoslavia", "China"),
    "--place": ("belgrade", "moscow"),
    "--kind": ("attack", "visit", "figure", "fact", "person", "event", "alliance", "article"),
    "--topic": ("kosovo", "arms-sales"),
    "--tag": ("evening", "war"),
    "--source": ("government-ru", "yu-1999q2"),
    "--limit": ("1",),
    "--sort": ("-date",),
    "--by": ("nato",),
    "--via": ("nato",),
    "--about": ("belgrade",),
    "--certainty": ("reported",),
    "--verdict": ("contradicted", "open"),
    "--within": ("3w",),
    "--after": ("second-strike",),
    "--before": ("dinner", "embassy-bombing"),
    "--during": ("dinner",),
    "--query": ("-kind:attack", "dinner", "visit"),
    "--on": ("1999-06-09", "1990"),
    "--cite": ("mla", "apa"),
    "--format": ("json", "csv", "markdown", "ids"),
    "--fields": ("id", "person", "at"),
    "--width": ("30",),
}
ELSEWHERE = {
    "--data": "names the corpus, which every test does",
    "--store": "names a store: tests/store",
    "--no-pager": "only a terminal has a pager: test_streams.py",
    "--links": "only a terminal has links: test_terminal_links.py",
    "--full": "shows all of a record: the tests of each command",
    "--private": "needs private records: index/test_public.py",
    "--sum": "needs a figure: commands/test_own_fields.py",
    "--where": "needs fields of the corpus's own: commands/test_own_fields.py",
    "--corpus": "cites the corpus itself: commands/test_cite.py",
    "--party": "needs offices with parties: commands/test_offices.py",
    "--offices": "shows the offices of a day only: commands/test_on.py",
    "--explain": "shows how the query was read: commands/test_search.py",
    "timeline --within": "needs an event: query/test_relative_time.py",
    "stats --within": "needs an event: query/test_relative_time.py",
    "--svg": "writes a file: test_output_svg.py",
    "--paste": "prints conflicts only: commands/test_compare.py",
    "--all": "adds what speaks against a record: commands/test_cite.py",
    "show --source": "reads a copy of a source: commands/test_show.py",
}
"""Options whose effect other tests show."""
OTHERS = (
    "browse", "help", "web", "init", "add", "edit", "rename", "merge", "diff", "import", "fmt", "check", "schema",
    "verify", "index", "push", "mcp", "config", "completion",
)  # fmt: skip
"""Commands whose options are tried in their own tests."""


@pytest.fixture
def data(write_corpus: Callable[..., str]) -> str:
    folder = write_corpus(CORPUS, "more")
    (Path(folder) / "more.yaml").write_text(MORE)
    return folder


def test_every_look_up_is_tried() -> None:
    assert {line.split()[0] for line in ASKED} | set(OTHERS) == set(COMMANDS)


def test_every_option_of_a_look_up_is_tried() -> None:
    names = {line.split()[0] for line in ASKED}
    known = {option.names[0] for name in names for option in load_command(name).options}
    elsewhere = {name for name in ELSEWHERE if name.startswith("-")}
    assert known - {"--no-color", "--force", "-o"} == set(VALUES) | elsewhere


@pytest.mark.parametrize("line", ASKED)
def test_an_option_changes_the_answer_or_is_refused(run: Callable[..., Ran], data: str, line: str) -> None:
    idle = []
    words = line.split()
    plain = run(*words, data=data)
    assert plain.status == 0, plain.err
    for option in load_command(words[0]).options:
        name = option.names[0]
        if name in VALUES and name not in words and f"{words[0]} {name}" not in ELSEWHERE:
            ran = [run(*words, name, value, data=data) for value in VALUES[name]]
            accepted = [one for one in ran if one.status != 2]
            is_refused = not accepted and any("cannot be used" in one.err for one in ran)
            if not is_refused and all(one[:2] == plain[:2] for one in accepted):
                idle.append(name)
    assert idle == []


@pytest.mark.parametrize("line", ASKED[:-4])
def test_no_color_takes_the_colour_away(run: Callable[..., Ran], data: str, line: str) -> None:
    if "--no-color" in {option.names[0] for option in load_command(line.split(maxsplit=1)[0]).options}:
        colored = run(*line.split(), data=data, env={"FORCE_COLOR": "1"})
        plain = run(*line.split(), "--no-color", data=data, env={"FORCE_COLOR": "1"})
        assert "\x1b" not in plain.out
        assert "\x1b" in colored.out or line.endswith("bibtex")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("timeline --fields id --cite apa", "--fields cannot be used with --cite."),
        ("timeline --fields id --svg x.svg", "--fields cannot be used with --svg."),
        ("timeline --fields id --format ids", "--fields cannot be used with --format ids."),
        ("timeline --fields id --style table", "--style cannot be used with --fields."),
        ("timeline --fields id --group year", "--group cannot be used with --fields."),
        ("who Stepashin --fields id", "--fields cannot be used with a card: it is not a list."),
        ("stats --fields value", "--fields cannot be used with 'sinoru stats'."),
        ("show nato --fields id", "--fields cannot be used with 'sinoru show'."),
        ("timeline --fields ,", "--fields names no column. Example: --fields id"),
        ("timeline --width 60 --format ids", "--width cannot be used with --format ids."),
        ("stats --format ids", "Unknown output format 'ids'. Use one of table, json, jsonl, csv, markdown."),
        ("who Stepashin --force", "--force overwrites only the file of --svg."),
        ("export json --force", "--force overwrites only the file of -o."),
        ("import csv x.csv --force", "--force overwrites only the file of -o."),
        ("timeline --group year --format json", "--group cannot be used with --format json."),
        ("timeline --style table --cite apa", "--style cannot be used with --cite."),
        ("timeline --width 60 --format csv", "--width cannot be used with --format csv."),
        ("cite zhang-visit --style ris --width 60", "cannot be used with --width."),
        ("stats --group year --group month", "--group year cannot be used with --group month."),
        ("stats --group year --limit 3", "--limit cannot be used with --group year"),
        ("timeline --sort rank", "--sort rank cannot be used with 'sinoru timeline'"),
        ("claims --sort rank", "--sort rank cannot be used with 'sinoru claims'"),
        ("conflicts --sort rank", "--sort rank cannot be used with 'sinoru conflicts'"),
        ("who Stepashin --sort date", "--sort cannot be used with 'sinoru who'."),
        ("links Stepashin --sort=-date", "--sort cannot be used with 'sinoru links'."),
        ("claims --country China", "--country cannot be used with 'sinoru claims'."),
        ("who --from 1999", "--from cannot be used with 'sinoru who'."),
        ("who --topic kosovo", "--topic cannot be used with 'sinoru who'."),
        ("who --on 1999", "--on cannot be used without a name or an office."),
        ("who prime minister --person Stepashin", "--person cannot be used with 'sinoru who OFFICE'."),
        ("who prime minister --on 1999-06 --from 1999", "--from cannot be used with 'sinoru who OFFICE'."),
        ("sources yu-1999q2 --kind claim", "--kind cannot be used with 'sinoru sources ID'."),
        ("check --explain E202 --fix", "--explain cannot be used with --fix."),
        ("timeline --from 1999 --from 2000", "--from is given twice, as '1999' and '2000'."),
        ("search embassy --limit 1 --limit=2", "--limit is given twice, as '1' and '2'."),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(run: Callable[..., Ran], line: str, said: str) -> None:
    ran = run(*line.split())
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_of_an_option_about_the_output_the_last_one_counts(run: Callable[..., Ran]) -> None:
    assert run("who", "Stepashin", "--format", "csv", "--format", "json").out.startswith("{")
    assert run("--width", "60", "who", "Stepashin", "--format", "json").status == 0


def test_the_file_of_an_export_may_be_overwritten(run: Callable[..., Ran], tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    target.write_text("old")
    assert run("export", "json", "-o", str(target)).status == 2
    assert run("export", "json", "-o", str(target), "--force").status == 0


WRONG = {
    "--kind": "vist", "--topic": "kosvo", "--country": "Chna", "--person": "Stepshin Sergiy Q", "--org": "Nxto",
    "--place": "Belgrxde Town", "--source": "yu-1999q9",
}  # fmt: skip
NARROWED = (
    "timeline", "on 1999-06-09", "who Stepashin", "search embassy", "claims", "conflicts", "links Stepashin",
    "stats", "export json", "who", "sources",
)  # fmt: skip


@pytest.mark.parametrize("line", NARROWED)
def test_a_wrong_value_is_an_error_and_never_an_empty_answer(
    run: Callable[..., Ran], data: str, line: str
) -> None:
    taken = {option.names[0] for option in load_command(line.split(maxsplit=1)[0]).options}
    for name, value in WRONG.items():
        if name in taken:
            ran = run(*line.split(), name, value, data=data)
            assert (ran.status, ran.out) == (2, ""), (name, ran)
            assert f"'{value}'" in ran.err or "cannot be used" in ran.err
