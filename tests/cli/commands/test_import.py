from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.app import run
from sinoru.text.hidden import hidden_in

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """Kosovo, 1999

May 10: Yeltsin calls Jiang Zemin through the hotline.
Mid-June: Troops arrive.

Some other line
"""


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_drafts_are_a_corpus_that_loads(
    chronology: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "drafts.yaml"
    assert run(["import", "chronology", str(chronology), "-o", str(target)]) == 0
    assert "2 drafts" in capsys.readouterr().err
    text = target.read_text(encoding="utf-8")
    assert "# line 3: May 10: Yeltsin calls Jiang Zemin" in text
    assert "# uncertain: “mid” gives no exact days" in text
    assert run(["timeline", "--data", str(target), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert [event["date"] for event in json.loads(out)["events"]] == ["1999-05-10", "1999-06"]
    assert not err


def test_dry_run_shows_a_draft_a_line(chronology: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "chronology", str(chronology), "--dry-run", "--format", "jsonl"]) == 0
    drafts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    first = drafts[0]
    assert (first["date"], first["line"]) == ("1999-05-10", 3)
    assert first["people"] == ["boris-yeltsin", "jiang-zemin"]
    assert first["summary"] == "Yeltsin calls Jiang Zemin through the hotline."
    assert {"places", "organisations", "doubts"} <= first.keys()


def test_a_dry_run_lists_what_became_no_draft(chronology: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "chronology", str(chronology), "--dry-run", "--full"]) == 0
    assert "Some other line" in capsys.readouterr().out


def test_a_dry_run_has_a_line_for_each_draft_and_counts_what_became_none(
    chronology: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "chronology", str(chronology), "--dry-run"]) == 0
    first, blank, *rows = capsys.readouterr().out.splitlines()
    assert first.endswith("notes.txt: 2 drafts    ? 1 uncertain")
    assert not blank
    assert rows[0] == "line 3  1999-05-10  Yeltsin calls Jiang Zemin through the hotline."
    assert rows[2].startswith("    ? “")
    assert rows[3:] == ["2 lines skipped", "--full: names and the skipped lines"]


def test_a_dry_run_is_cut_at_the_width(chronology: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "chronology", str(chronology), "--dry-run", "--width", "40"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines[1:])) <= 40
    assert len(lines) - 1 <= 3 + 2 + 2 + 1


def test_a_year_is_supplied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("24. März: Die Angriffe beginnen.\n27. März: Die zweite Phase.\n", encoding="utf-8")
    dates = []
    for more in ([], ["--year", "1999"]):
        run(["import", "chronology", str(path), "--format", "jsonl", *more])
        dates.append(json.loads(capsys.readouterr().out.splitlines()[0])["date"])
    assert dates == ["XXXX-03-24", "1999-03-24"]


def test_a_file_without_dates_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Nothing happened.\n", encoding="utf-8")
    assert run(["import", "chronology", str(path)]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "No dated entries found in " in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "poem", "x.txt"],
        ["import", "chronology", "missing.txt"],
        ["import", "chronology", "x.txt", "--source", "No Id"],
        ["import", "csv", "x.csv", "--map", "date"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    assert run(arguments) == 2


def test_a_file_is_not_replaced_without_force(chronology: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = chronology.with_name("drafts.yaml")
    target.write_text("mine", encoding="utf-8")
    assert run(["import", "chronology", str(chronology), "-o", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert "--force" in capsys.readouterr().err
    assert run(["import", "chronology", str(chronology), "-o", str(target), "--force"]) == 0


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markwhen", "title: a\u202eb\n1999-05-08: Ta\u00adlks #to\u202epic\n"),
        ("csv", "date,title,kind,topics,summary\n1999,T\u200bitle,ki\u202end,to\u2066pic,Su\u00admmary\n"),
        ("jsonl", '{"date": "1999", "title": "x\\u202ey", "kind": "a\\u200bb", "topics": ["c\\u202ed"]}'),
        ("chronology", "Chro\u202enology\n\nMay 8, 1999: Ta\u202elks beg\u200bin in Mo\u00adscow.\n"),
        (
            "timelinejs",
            (
                '{"title": {"text": {"headline": "H\\u202ei"}}, "events": [{"start_date": {"year": "1999"},'
                ' "text": {"headline": "a\\u202eb"}, "group": "g\\u202eh"}]}'
            ),
        ),
        (
            "ics",
            (
                "BEGIN:VCALENDAR\r\nX-WR-CALNAME:a\u202eb\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:19990508\r\n"
                "SUMMARY:c\u202ed\r\nCATEGORIES:e\u202ef\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            ),
        ),
    ],
)
def test_nothing_hides_in_any_text_of_a_draft(
    kind: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "no\u202etes.txt", tmp_path / "drafts.yaml"
    source.write_text(text, encoding="utf-8", newline="")
    assert run(["import", kind, str(source)]) == 0
    drafted = capsys.readouterr().out
    assert not hidden_in(drafted.replace("\n", ""))
    assert "invisible characters were removed: U+" in drafted
    target.write_text(drafted, encoding="utf-8")
    run(["check", str(target)])
    said = capsys.readouterr()
    assert "E210" not in said.out
    assert "W306" not in said.out


def test_a_title_on_the_command_line_hides_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "t.csv"
    source.write_text("date,title\n1999,t\n", encoding="utf-8")
    assert run(["import", "csv", str(source), "--title", "Donau\u00addampf\u202eschiff"]) == 0
    assert "title: Donaudampfschiff\n" in capsys.readouterr().out
