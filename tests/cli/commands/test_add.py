from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

EVENT = ["add", "event", "Talks", "in", "Moscow", "--date", "20 May 1999", "--person", "Stepashyn:host"]


def text_of(corpus: str) -> str:
    return (Path(corpus) / "corpus.yaml").read_text()


def test_an_event_is_put_in_order_of_time_and_nothing_else_changes(
    run: Callable[..., Ran], corpus: str
) -> None:
    before = text_of(corpus)
    ran = run(*EVENT, "--place", "Moscow", "--source", "yu-1999q2", "--at", "Chronology, May 20", "--terms", "Talks; Moscow", "--yes")  # fmt: skip  # noqa: E501
    assert ran.status == 0, ran
    added = """\
  - id: talks-in-moscow-1999-05-20
    date: 1999-05-20
    title: Talks in Moscow
    participants:
      - {person: sergei-stepashin, role: host}
    places: [moscow]
    evidence:
      - {source: yu-1999q2, at: "Chronology, May 20", terms: [Talks, Moscow]}
"""
    assert text_of(corpus) == before.replace("  - id: zhang-visit", f"{added}  - id: zhang-visit")
    assert "+  - id: talks-in-moscow-1999-05-20\n" in ran.out
    assert "Talks in Moscow" in run("on", "1999-05-20").out


def test_the_same_again_gets_another_id(run: Callable[..., Ran], corpus: str) -> None:
    assert [run(*EVENT, "--yes").status for _ in range(2)] == [0, 0]
    assert "id: talks-in-moscow-1999-05-20-2" in text_of(corpus)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["event", "T", "--date", "1999", "--person", "Zhang"],
            "Zhang Wannian (zhang-wannian), Zhang Zemin (zhang-zemin)",
        ),
        (["event", "T", "--date", "1999", "--person", "Stepashinko Q"], "sergei-stepashin"),
        (["event", "T", "--date", "1999", "--place", "Belgrad City"], "belgrade"),
        (["event", "T", "--date", "1999", "--source", "yu-1999"], "yu-1999q2"),
        (["event", "T", "--date", "some day"], "--date"),
        (["event", "T"], "needs --date"),
        (["person"], "needs --name"),
        (["event", "T", "--date", "1999", "--founded", "1949"], "--founded cannot be used for an event"),
        (["event", "T", "--date", "1999", "--at", "p. 3"], "--at cannot be used without --source"),
        (
            ["event", "T", "--date", "1999", "--source", "yu-1999q2", "--at", "1", "--at", "2"],
            "--at is given 2 times",
        ),
        (["event", "T", "--date", "1999", "--kind", "a", "--kind", "b"], "'a' and 'b'"),
        (["person", "T", "--topic", "a"], "--topic cannot be used for a person"),
        (["claim", "T", "--kind", "rumour"], "Unknown kind of claim 'rumour'. Use one of fact"),
        (["event", "T", "--date", "1999", "--id", "zhang-visit"], "--id 'zhang-visit' is already used"),
        (["event", "T", "--date", "1999", "--id", "No Id"], "single hyphens"),
        (["claim", "T", "--certainty", "sure"], "stated, reported"),
        (["source", "T", "--untitled", "yes"], "Unknown value of --untitled 'yes'. Use one of true, false."),
        (["place", "T", "--file", "/etc/x.yaml"], "not in the corpus"),
        (["thing", "T"], "Unknown kind 'thing'. Use one of event, person,"),
        ([], "No kind given. Use one of event, person,"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(
    run: Callable[..., Ran], corpus: str, arguments: list[str], said: str
) -> None:
    before = text_of(corpus)
    ran = run("add", *arguments, "--yes")
    assert ran.status == 2, ran
    assert said in ran.err
    assert text_of(corpus) == before
    assert os.listdir(corpus) == ["corpus.yaml"]


def test_without_a_terminal_yes_has_to_be_said_and_a_dry_run_writes_nothing(
    run: Callable[..., Ran], corpus: str
) -> None:
    before = text_of(corpus)
    ran = run(*EVENT)
    assert ran.status == 2
    assert "--yes" in ran.err
    ran = run(*EVENT, "--dry-run")
    assert (ran.status, "+    title: Talks in Moscow\n" in ran.out) == (0, True)
    assert text_of(corpus) == before


@pytest.mark.parametrize(
    ("kind", "title", "list_name", "more"),
    [
        ("person", "Jiang Zemin", "people", ["--spelling", "江泽民:zh-Hans", "--country", "China"]),
        ("organisation", "Shanghai Five", "organisations", []),
        ("place", "Vladivostok", "places", ["--lat", "43.1", "--lon", "131.9"]),
        ("claim", "The talks: a success, #1", "claims", ["--by", "Stepashin", "--about", "zhang-visit"]),
        ("source", "A book, 'quoted'", "sources", ["--author", "Yu, Bin", "--published", "May 2001"]),
        ("source", "[Notes on a visit]", "sources", ["--untitled", "true"]),
    ],
)
def test_each_kind_can_be_added_to_a_file_of_its_own(
    run: Callable[..., Ran], corpus: str, kind: str, title: str, list_name: str, more: list[str]
) -> None:
    path = Path(corpus) / "new.yaml"
    ran = run("add", kind, title, *more, "--file", str(path), "--yes")
    assert ran.status == 0, ran
    assert path.read_text().startswith(f"{list_name}:\n  - id: ")
    assert run("fmt", "--check", str(path)).status == 0
    record = path.read_text().split("id: ")[1].split()[0]
    assert title in run("show", record).out


def test_a_terminal_is_asked(run: Callable[..., Ran], corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    import sinoru.cli.commands.add as command

    monkeypatch.setattr(command, "is_interactive", lambda: True)
    answers = "1999-05-21\n\nZhang; Stepashin:host\n\n\n\nzhang-zemin\nmaybe\ny\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    ran = run("add", "event", "A meeting")
    assert ran.status == 0, ran
    assert "'Zhang' matches 2 people: Zhang Wannian (zhang-wannian), Zhang Zemin (zhang-zemin)." in ran.err
    assert "{person: zhang-zemin}" in text_of(corpus)
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert run("add", "event", "Another", "--date", "1999").status == 1
    assert "Another" not in text_of(corpus)


def test_many_at_once_all_add_their_record(corpus: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "sinoru", "add", "person", "--yes", "--data", corpus]
    env = os.environ | {"SINORU_CACHE": str(tmp_path / "cache")}
    names = [f"Person Number {number}" for number in range(5)]
    at_work = [
        subprocess.Popen([*words, name], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for name in (*names, names[0])
    ]
    said = [(one.communicate()[1].decode(), one.returncode) for one in at_work]
    assert [status for _, status in said] == [0] * 6, said
    added = [line for line in text_of(corpus).splitlines() if "name: Person Number" in line]
    assert sorted(added) == [f"    name: {name}" for name in (names[0], *names)]
    assert "id: person-number-0-2" in text_of(corpus)
    assert os.listdir(corpus) == ["corpus.yaml"]


def test_what_changed_while_a_person_thought_it_over_is_kept(
    run: Callable[..., Ran], corpus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(corpus) / "corpus.yaml"
    theirs = path.read_text().replace("A few weeks", "Some weeks")

    def think(question: str) -> bool:
        del question
        path.write_text(theirs)
        return True

    monkeypatch.setattr("sinoru.cli.commands.add.is_interactive", lambda: True)
    monkeypatch.setattr("sinoru.cli.commands.add.confirmed", think)
    ran = run("add", "place", "Pristina", "--country", "Yugoslavia")
    assert ran.status == 0, ran
    assert "  - id: pristina\n    name: Pristina\n    country: Yugoslavia\n" in text_of(corpus)
    assert "Some weeks" in text_of(corpus)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among the files")
def test_a_pipe_in_place_of_the_file_is_not_waited_for(run: Callable[..., Ran], corpus: str) -> None:
    path = Path(corpus) / "new.yaml"
    os.mkfifo(path)
    ran = run("add", "place", "Pristina", "--file", str(path), "--yes")
    assert ran.status == 2
    assert "it is not a regular file" in ran.err
