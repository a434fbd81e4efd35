"""`check` as it is used: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sinoru

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

FAULTY = """\
people:
  - id: sergei-stepashin
    name: Sergei Stepashin
    birthplace: port-artur
    evidence: [{source: yu-1999q2, at: "Implications, 7"}]
  - {id: 江泽民, name: 江泽民}
places:
  - {id: port-arthur, name: Port Arthur, evidence: [{source: yu-1999q2}]}
sources:
  - {id: yu-1999q2, title: "NATO's Unintended Consequence", sections: [{title: Implications, paragraphs: 2}]}
  - {id: unused, title: Nobody rests on this}
"""


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("faulty.yaml").write_text(FAULTY, encoding="utf-8")
    return "faulty.yaml"


def test_every_fault_shows_its_line_and_what_is_meant(
    run: Callable[..., Ran], golden: Callable[[str, str], None], faulty: str
) -> None:
    ran = run("check", faulty)
    golden("check/faulty", ran.out)
    assert ran.err == "sinoru: 3 errors and 1 warning. Checked 4 records in 1 file.\n"
    assert ran.status == 1


MANY = "people:\n" + "\n".join(f"  - {{id: p{n}, name: P{n}, birthplace: nowhere}}" for n in range(5))


@pytest.mark.parametrize("width", [[], ["--width", "80"], ["--width", "60"]])
def test_many_faults_are_counted_by_code_and_have_a_line_each(
    run: Callable[..., Ran], faulty: str, width: list[str]
) -> None:
    Path(faulty).write_text(MANY, encoding="utf-8")
    ran = run("check", faulty, *width)
    first, blank, *rows, last = ran.out.splitlines()
    assert first == "5 errors: 5 E202 · 5 warnings: 5 W303"
    assert not blank
    assert len(rows) == 10
    assert rows[1].startswith("error[E202]    faulty.yaml:2:36  no place has the id 'nowhe")
    assert last == "sinoru check --explain E202 · --full"
    assert ran.status == 1


def test_of_many_faults_all_are_shown_with_their_lines_on_request(
    run: Callable[..., Ran], faulty: str
) -> None:
    Path(faulty).write_text(MANY, encoding="utf-8")
    out = run("check", faulty, "--full").out
    assert out.count(" --> faulty.yaml:") == out.count("  = ") == 10


def test_a_long_path_goes_above_its_faults_where_it_would_leave_no_room(
    run: Callable[..., Ran], faulty: str
) -> None:
    Path(faulty).rename("a-file-with-a-name-that-is-very-long.yaml")
    Path("a-file-with-a-name-that-is-very-long.yaml").write_text(MANY, encoding="utf-8")
    _, _, path, *rows = run(
        "check", "a-file-with-a-name-that-is-very-long.yaml", "--width", "60"
    ).out.splitlines()
    assert path == "a-file-with-a-name-that-is-very-long.yaml"
    assert rows[1] == "error[E202]    2:36  no place has the id 'nowhere'"


def test_a_narrow_screen_cuts_the_line_around_what_is_meant(
    run: Callable[..., Ran], golden: Callable[[str, str], None], faulty: str
) -> None:
    ran = run("check", faulty, "--width", "40")
    golden("check/faulty-40", ran.out)
    assert max(map(len, ran.out.splitlines())) <= 40


def test_colours_tell_errors_from_warnings(run: Callable[..., Ran], faulty: str) -> None:
    out = run("check", faulty, env={"FORCE_COLOR": "1"}).out
    assert "\x1b[1;31merror[E202]" in out
    assert "\x1b[35mwarning[W308]" in out


def test_warnings_alone_are_no_failure(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    ran = run("check", write_corpus("people: [{id: a, name: A}]\n", "warned"))
    assert (ran.status, ran.err) == (0, "sinoru: 1 warning. Checked 1 record in 1 file.\n")


def test_a_sound_corpus_prints_nothing(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    ran = run("check", data=write_corpus("people: []\n", "sound"))
    assert ran == (0, "", "sinoru: No errors. Checked 0 records in 1 file.\n")


@pytest.mark.parametrize("arguments", [["nowhere.yaml"], ["--data", "nowhere"], ["/dev/null"]])
def test_what_cannot_be_read_is_wrong_usage(run: Callable[..., Ran], arguments: list[str]) -> None:
    ran = run("check", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("sinoru: ")


def test_json_has_the_documented_shape(run: Callable[..., Ran], faulty: str) -> None:
    answer = json.loads(run("check", faulty, "--format", "json").out)
    assert list(answer["diagnostics"][0]) == [
        "code", "severity", "message", "path", "line", "column", "hint",
    ]  # fmt: skip
    assert (answer["errors"], answer["warnings"]) == (3, 1)
    assert answer["diagnostics"][0] == {
        "code": "E202",
        "severity": "error",
        "message": "no place has the id 'port-artur'",
        "path": "faulty.yaml",
        "line": 4,
        "column": 17,
        "hint": "did you mean 'port-arthur'?",
    }


def test_lines_of_json_csv_and_markdown_have_a_row_for_each_fault(
    run: Callable[..., Ran], faulty: str
) -> None:
    assert len(run("check", faulty, "--format", "jsonl").out.splitlines()) == 4
    header, *rows = run("check", faulty, "--format", "csv").out.splitlines()
    assert header == "path,line,column,severity,code,message,hint"
    assert rows[0].startswith("faulty.yaml,4,17,error,E202,")
    assert len(run("check", faulty, "--format", "markdown").out.splitlines()) == 6


def test_github_gets_an_annotation_for_each_fault(run: Callable[..., Ran], faulty: str) -> None:
    first, *rest = run("check", faulty, "--format", "github").out.splitlines()
    assert first == (
        "::error file=faulty.yaml,line=4,col=17,title=sinoru E202::"
        "No place has the id 'port-artur'. Did you mean 'port-arthur'?"
    )
    assert rest[-1].startswith("::warning file=faulty.yaml,line=11,")


def test_a_code_is_explained(run: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = run("check", "--explain", "e208")
    golden("check/explain-E208", ran.out)
    assert ran.status == 0
    assert run("check", "--explain", "E999").status == 2
    assert run("check", "--explain", "E208", "--format", "sarif").status == 2


def test_fix_tells_what_it_mended(run: Callable[..., Ran], faulty: str) -> None:
    Path(faulty).write_text("\ufeff" + FAULTY, encoding="utf-8")
    ran = run("check", faulty, "--fix")
    assert ran.err == "sinoru: Fixed 1 warning. 3 errors and 1 warning. Checked 4 records in 1 file.\n"
    assert Path(faulty).read_text(encoding="utf-8") == FAULTY


def test_nothing_hidden_reaches_the_terminal(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    out = run("check", write_corpus("people: [{id: \u202ea, name: A}]\n", "turned")).out
    assert "\u202e" not in out
    assert "<U+202E>" in out


def test_a_file_whose_name_is_no_text_is_checked(run: Callable[..., Ran], faulty: str) -> None:
    name = "caf\udce9.yaml"  # how Python passes on the byte E9
    Path(faulty).rename(name)
    ran = run("check", name)
    assert ran.status == 1
    assert "caf<U+DCE9>.yaml:4:17" in ran.out
    log = json.loads(run("check", name, "--format", "sarif").out)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "caf%E9.yaml"


def test_without_a_path_the_working_folder_is_checked(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", str(tmp_path / "mine"))
    monkeypatch.chdir(tmp_path / "mine")
    ran = run("check", env={"SINORU_DATA": ""})
    assert (ran.status, ran.err) == (0, "sinoru: No errors. Checked 6 records in 5 files.\n")


def test_files_outside_any_corpus_may_be_skipped(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.yaml").write_text("services: {}\n", encoding="utf-8")
    Path("events.yaml").write_text("events: []\n", encoding="utf-8")
    assert run("check", "other.yaml").status == 1
    ran = run("check", "--skip-others", "other.yaml", "--format", "json")
    assert (ran.status, json.loads(ran.out)["diagnostics"]) == (0, [])
    ran = run("check", "--skip-others", "other.yaml", "events.yaml")
    assert ran.err == (
        "sinoru: Skipped 1 file outside any corpus.\nsinoru: No errors. Checked 0 records in 1 file.\n"
    )
    assert run("check", "--skip-others", "nowhere.yaml").status == 2
    assert "1 file" in run("check", "--skip-others", "other.yaml", "--data", ".").err.splitlines()[-1]


DOUBTFUL = """\
corpus: {title: T, format: 2}
events:
  - {id: visit, title: A visit, date: 1999-06-19/1999-06-26, evidence: [{source: s}]}
""" + "".join(
    f"  - {{id: part-{n}, title: Part number {n}, date: 1999-07-0{n}, part_of: visit, evidence: [{{source: s}}]}}\n"
    for n in range(1, 8)
)  # fmt: skip
SOURCE = "sources: [{id: s, title: S}]\n"


@pytest.fixture
def doubtful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "c" / "events.yaml"
    path.parent.mkdir()
    path.write_text(DOUBTFUL + SOURCE, encoding="utf-8")
    return path


def test_findings_are_counted_by_rule_and_change_no_exit_status(
    run: Callable[..., Ran], doubtful: Path
) -> None:
    ran = run("check", "c", "--findings")
    first, blank, rule, *rows, more, last = ran.out.splitlines()
    assert (first, blank) == ("7 findings: 7 outside-whole", "")
    assert rule == "outside-whole  An event lies outside the time of the event that it is part of."
    assert rows[0] == "c/events.yaml:4  'part-1': date 1999-07-01, but 1999-06-19/1999-06-26"
    assert (len(rows), more) == (5, "2 more")
    assert last == "sinoru check --explain outside-whole · --full"
    assert ran.err == "sinoru: No errors. 7 findings. Checked 9 records in 1 file.\n"
    assert ran.status == 0
    doubtful.write_text(DOUBTFUL, encoding="utf-8")
    assert run("check", "c", "--findings").status == 1
    assert "1 more" not in run("check", "c").out


def test_in_full_every_finding_has_its_conflict_to_paste(run: Callable[..., Ran], doubtful: Path) -> None:
    out = run("check", "c", "--findings", "--full", "--width", "60").out
    assert out.count("conflicts:\n  - id: part-") == 7
    pasted = out[out.index("conflicts:\n") : out.index("'part-2'")].rstrip() + "\n"
    doubtful.write_text(DOUBTFUL + SOURCE + pasted, encoding="utf-8")
    assert (
        run("check", "c", "--findings").err
        == "sinoru: No errors. 6 findings. Checked 10 records in 1 file.\n"
    )


def test_findings_of_one_file_are_those_of_its_corpus(run: Callable[..., Ran], doubtful: Path) -> None:
    Path("c/sources.yaml").write_text(SOURCE, encoding="utf-8")
    doubtful.write_text(DOUBTFUL, encoding="utf-8")
    assert run("check", "c/sources.yaml", "--findings").err.startswith("sinoru: No errors. No findings.")
    assert run("check", "c/events.yaml", "--findings").err.startswith("sinoru: No errors. 7 findings.")


@pytest.mark.usefixtures("doubtful")
def test_findings_for_programs_are_notes(run: Callable[..., Ran]) -> None:
    answer = json.loads(run("check", "c", "--findings", "--format", "json").out)
    assert list(answer["findings"][0]) == [
        "code", "severity", "message", "path", "line", "column", "hint", "record", "field", "paste",
    ]  # fmt: skip
    assert (answer["errors"], answer["warnings"], answer["unread"]) == (0, 0, [])
    assert "findings" not in json.loads(run("check", "c", "--format", "json").out)
    lines = run("check", "c", "--findings", "--format", "jsonl").out.splitlines()
    assert [json.loads(one)["section"] for one in lines] == ["findings"] * 7
    annotation = run("check", "c", "--findings", "--format", "github").out.splitlines()[0]
    assert annotation.startswith("::notice file=c/events.yaml,line=4,col=1,title=sinoru outside-whole::")
    log = json.loads(run("check", "c", "--findings", "--format", "sarif").out)["runs"][0]
    assert {one["level"] for one in log["results"]} == {"note"}
    assert [one["defaultConfiguration"]["level"] for one in log["tool"]["driver"]["rules"]] == ["note"]
    _, *rows = run("check", "c", "--findings", "--format", "csv").out.splitlines()
    assert len(rows) == 7


def test_files_that_cannot_be_read_have_no_findings(run: Callable[..., Ran], doubtful: Path) -> None:
    doubtful.write_bytes(b"events: [\xff\n")
    ran = run("check", "c", "--findings")
    assert (ran.status, ran.err) == (1, "sinoru: 1 error. No findings. Checked 0 records in 1 file.\n")


@pytest.mark.parametrize("other", [["--fix"], ["--findings"], ["c"]])
def test_a_manual_page_is_all_that_is_shown(run: Callable[..., Ran], other: list[str]) -> None:
    ran = run("check", "--explain", "printed-title", *other)
    assert (ran.status, ran.out) == (2, "")
    assert "--explain cannot be used with" in ran.err


SHIPPED = os.path.join(os.path.dirname(sinoru.__file__), "..", "..", "data")
WRONG = {
    ("date: 1999-06-22", "date: 1999-07-22"): ("korolyov-meets-li-peng-1999-06-22", "outside-whole"),
    ("date: 1999-06-01/1999-06-03", "date: 1999-06-04/1999-06-06"): (
        "ivanov-visits-beijing-1999",
        "entry-date",
    ),
    ("- April 14\n          - April 8\n", "- April 8\n          - May 14\n"): (
        "yu-1999q2",
        "entry-out-of-order",
    ),
    ("        to: 1999-06\n", "        to: 1999-05\n"): ("yu-1999q2", "entry-outside-period"),
    ("role: speaker, as: Duma speaker, as_org: state-duma", "role: speaker, as: Minister, as_org: fsb"): (
        "stroyev-alliance-statement-1999",
        "printed-title",
    ),
    ("    born: 1937-02-25\n", "    born: 2003-02-25\n"): ("yegor-stroyev", "outside-life"),
}
"""What is put for what in the shipped corpus, and which rule finds it on which record."""


@pytest.mark.parametrize(("change", "found"), WRONG.items())
def test_a_planted_contradiction_is_found(
    run: Callable[..., Ran], write_corpus: Callable[..., str], change: tuple[str, str], found: tuple[str, str]
) -> None:
    folder = write_corpus("corpus: {title: Planted}", "planted")
    for name in sorted(os.listdir(SHIPPED)):
        if name.endswith(".yaml"):
            with open(os.path.join(SHIPPED, name), encoding="utf-8") as file:
                text = file.read().replace(*change)
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
    shape = json.loads(run("check", folder, "--findings", "--format", "json").out)
    assert found in [(one["record"], one["code"]) for one in shape["findings"]]
