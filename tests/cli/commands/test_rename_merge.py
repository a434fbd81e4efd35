"""`sinoru rename` and `sinoru merge` as typed: what they print and refuse, and how all commands answer after them."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sinoru
from sinoru.edit import joint_change
from sinoru.edit.joint_change import JOURNAL
from sinoru.files import NotWritten, write_file
from sinoru.model.errors import UnknownId
from tests.cli.conftest import CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

TWO = """\
corpus: {title: Two of one}
people:
  # The first.
  - id: li-peng     # as the article has it
    name: Li Peng
    names:
      - {text: 李鹏, kind: native, lang: zh-Hans}   # simplified
    born: 1928
    offices:
      - {title: Premier, org: cabinet, from: 1988}
    evidence:
      - {source: s}

  - id: li-p
    name: Lee Peng    # older spelling
    names:
      - {text: 李鹏}
      - {text: 李鵬, kind: native, lang: zh-Hant}
    born: 1928-10-20
    country: China
    # He left in 1998.
    offices:
      - {title: Premier, org: cabinet, from: 1988, to: 1998}
    tags: [leader]
    evidence:
      - {source: s, at: One}
      - {source: t}

  - {id: jiang, name: Jiang Zemin, evidence: [{source: s}]}
organisations:
  - {id: cabinet, name: Cabinet, evidence: [{source: s}]}
"""
TALKS = """\
events:
  - id: talks
    date: 1999
    title: Talks
    participants:
      - {person: li-p, role: host}
      - {person: li-peng, role: host}  # twice
      - {person: jiang}
    evidence: [{source: s}]
claims:
  - id: he-left
    text: He left.
    about: [li-peng, li-p, talks]
    by: "li-p"
    evidence: [{source: s}]
  - id: he-stayed
    text: He stayed.
    about: [li-p]   # or the other Li
    evidence: [{source: t}]
sources:
  - {id: s, title: S}
  - {id: t, title: T}
"""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A corpus of two files, in which one person has two records."""
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "people.yaml").write_text(TWO, encoding="utf-8")
    (folder / "talks.yaml").write_text(TALKS, encoding="utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.iterdir())
    }


def test_a_renaming_is_shown_as_the_diff_of_every_file_and_then_written(
    run: Callable[..., Ran], two: Path, golden: Callable[[str, str], None]
) -> None:
    shown = run("rename", "li-p", "li-peng-premier", "--dry-run", data=str(two))
    assert shown.status == 0
    assert texts(two) == {"people.yaml": TWO, "talks.yaml": TALKS}
    done = run("rename", "li-p", "li-peng-premier", data=str(two))
    folder = re.escape(str(two).lstrip("/"))
    golden("rename", re.sub(folder, "two", f"{shown.out}\n{shown.err}{done.err}"))
    assert (done.status, done.out) == (0, "")
    assert run("check", str(two)).status == 0


def test_a_merge_is_shown_as_the_diff_of_every_file_and_then_written(
    run: Callable[..., Ran], two: Path, golden: Callable[[str, str], None]
) -> None:
    shown = run("merge", "li-peng", "li-p", "--prefer", "li-p", "--dry-run", data=str(two))
    assert texts(two) == {"people.yaml": TWO, "talks.yaml": TALKS}
    done = run("merge", "li-peng", "li-p", "--prefer", "li-p", data=str(two))
    folder = re.escape(str(two).lstrip("/"))
    golden("merge", re.sub(folder, "two", f"{shown.out}\n{shown.err}{done.err}"))
    assert (shown.status, done.status) == (0, 0)
    assert run("check", str(two)).status == 0


def test_without_a_terminal_a_merge_says_what_differs_and_what_to_do(
    run: Callable[..., Ran], two: Path
) -> None:
    ran = run("merge", "li-peng", "li-p", data=str(two))
    assert ran.status == 2
    assert ran.out == (
        "li-peng → li-p\n  name: - Li Peng\n  name: + Lee Peng\n  born: - 1928\n  born: + 1928-10-20\n"
    )
    assert "'li-peng' and 'li-p' differ in name and born. Use --prefer li-peng or --prefer li-p" in ran.err
    assert texts(two) == {"people.yaml": TWO, "talks.yaml": TALKS}


@pytest.mark.parametrize(
    ("answers", "name", "born"),
    [
        ("1\n", "Li Peng", "1928"),
        ("2\n", "Lee Peng", "1928-10-20"),
        ("f\n1\n2\n", "Li Peng", "1928-10-20"),
        ("f\n2\n1\n", "Lee Peng", "1928"),
        ("q\n", "", ""),
        ("f\n1\n", "", ""),
        ("", "", ""),
    ],
)
def test_in_a_terminal_it_asks_field_by_field_or_as_a_whole(
    run: Callable[..., Ran], two: Path, monkeypatch: pytest.MonkeyPatch, answers: str, name: str, born: str
) -> None:
    monkeypatch.setattr("sinoru.cli.commands.merge.is_interactive", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    ran = run("merge", "li-peng", "li-p", data=str(two))
    if not name:
        assert (ran.status, ran.err.endswith("sinoru: Nothing was written.\n")) == (1, True)
        assert texts(two) == {"people.yaml": TWO, "talks.yaml": TALKS}
        return
    assert ran.status == 0
    with sinoru.open(two) as corpus:
        record: Any = corpus.show("li-p").record
    assert (record.id, record.name, record.born, record.country) == ("li-peng", name, born, "China")
    assert {one.text for one in record.names} == {"李鹏", "李鵬"} | ({"Li Peng", "Lee Peng"} - {name})


def test_what_changes_while_the_user_thinks_is_not_overwritten(
    run: Callable[..., Ran], two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def think(_question: str, answers: tuple[str, ...]) -> str:
        (two / "people.yaml").write_text(TWO.replace("Lee Peng", "Lee Pong"), encoding="utf-8")
        return answers[1]

    monkeypatch.setattr("sinoru.cli.commands.merge.is_interactive", lambda: True)
    monkeypatch.setattr("sinoru.cli.commands.merge.choose", think)
    ran = run("merge", "li-peng", "li-p", data=str(two))
    assert (ran.status, "another program changed it in the meantime" in ran.err) == (2, True)
    assert texts(two)["talks.yaml"] == TALKS


def test_claims_that_answer_one_question_are_not_merged(run: Callable[..., Ran], two: Path) -> None:
    with (two / "talks.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "conflicts:\n  - id: did-he-leave\n    question: Did he leave?\n    about: [li-peng]\n"
            "    statements: [{claim: he-left}, {claim: he-stayed}]\n"
        )
    before = texts(two)
    ran = run("merge", "he-left", "he-stayed", "--prefer", "he-left", data=str(two))
    assert (ran.status, "E216 " in ran.err) == (1, True)
    assert texts(two) == before


def test_a_corpus_of_format_1_is_rewritten_first(run: Callable[..., Ran], two: Path) -> None:
    talks = two / "talks.yaml"
    text = talks.read_text(encoding="utf-8").replace(
        "id: he-left\n", "id: he-left\n    contradicts: [he-stayed]\n"
    )
    talks.write_text(text, encoding="utf-8")
    for words in (
        ("rename", "he-stayed", "he-remained"),
        ("merge", "he-left", "he-stayed", "--prefer", "he-left"),
    ):
        ran = run(*words, data=str(two))
        assert (ran.status, "is in format 1. Rewrite the corpus first: sinoru fmt --upgrade" in ran.err) == (
            2,
            True,
        )
    assert talks.read_text(encoding="utf-8") == text


PARTS = """\
organisations:
  - {id: a, name: A, evidence: [{source: s}]}
  - {id: b, name: B, part_of: a, evidence: [{source: s}]}
  - {id: c, name: C, part_of: b, evidence: [{source: s}]}
sources: [{id: s, title: S}]
"""


def test_a_part_is_merged_with_its_whole(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    folder = write_corpus(PARTS, "parts")
    ran = run("merge", "a", "b", "--prefer", "a", data=folder)
    assert (ran.status, "One of the two named the other in 'part_of'." in ran.err) == (0, True)
    with sinoru.open(folder) as corpus:
        whole: Any = corpus.show("b").record
        part: Any = corpus.show("c").record
    assert (whole.id, whole.part_of, part.part_of) == ("a", "", "a")


def test_a_circle_of_parts_is_refused(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    folder = write_corpus(PARTS, "parts")
    ran = run("merge", "a", "c", "--prefer", "a", data=folder)
    assert (ran.status, "E204 'part_of' forms a circle: a > b > a" in ran.err) == (1, True), ran.err
    assert Path(folder, "corpus.yaml").read_text() == PARTS


REFUSALS = {
    "a new id that is taken": ("rename li-p jiang", "'jiang' is the id of another record, at", 2),
    "a new id that is no id": ("rename li-p Li", "'Li' is not a valid id.", 2),
    "an unknown id": ("rename li-q li", "Did you mean 'li-p'", 1),
    "the same id": ("rename li-p li-p", "'li-p' is the old id and the new one.", 2),
    "one id": ("rename li-p", "No new id given.", 2),
    "three ids": ("rename a b c", "takes two ids", 2),
    "unlike kinds": ("merge li-p talks", "'li-p' is a person, and 'talks' an event", 2),
    "one record": ("merge li-p li-p", "are one record already", 2),
    "an unknown second id": ("merge li-p li-pengg", "Did you mean 'li-peng'", 1),
    "a preference for a third": ("merge li-p li-peng --prefer jiang", "--prefer 'jiang' is neither", 2),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    run: Callable[..., Ran], two: Path, case: str
) -> None:
    words, said, status = REFUSALS[case]
    ran = run(*words.split(), data=str(two))
    assert (ran.status, said in ran.err) == (status, True), ran.err
    assert texts(two) == {"people.yaml": TWO, "talks.yaml": TALKS}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "more.yaml").write_text("people: [\n"), "more.yaml:"),
        (lambda folder: (folder / "more.yaml").write_bytes(b"people: \xff\n"), "more.yaml:"),
        (lambda folder: (folder / "people.yaml").chmod(0o444), "it is read-only"),
        (lambda folder: (folder / "talks.yaml").chmod(0o444), "it is read-only"),
        (
            lambda folder: (folder / "more.yaml").write_text("people: [{id: li-p, name: L}]\n"),
            "2 records have the id 'li-p'",
        ),
    ],
)
def test_a_corpus_that_cannot_be_changed_as_a_whole_is_not_changed_at_all(
    run: Callable[..., Ran], two: Path, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(two)
    ran = run("rename", "li-p", "li-q", data=str(two))
    assert (ran.status, said in ran.err) == (2, True), ran.err
    assert (texts(two)["people.yaml"], texts(two)["talks.yaml"]) == (TWO, TALKS)


def test_a_full_disk_restores_what_was_written(
    run: Callable[..., Ran], two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = write_file

    def write(path: str, content: Any, **how: Any) -> None:
        if path.endswith("talks.yaml"):
            raise NotWritten(path, "no space left on device")
        real(path, content, **how)

    monkeypatch.setattr("sinoru.edit.joint_change.write_file", write)
    ran = run("rename", "li-p", "li-q", data=str(two))
    assert (ran.status, "no space left" in ran.err) == (2, True)
    assert texts(two) == {"people.yaml": TWO, "talks.yaml": TALKS}


ANSWERS = {
    "show": ("show", "zhang-w"),
    "who": ("who", "zhang-w"),
    "links": ("links", "zhang-w"),
    "timeline": ("timeline", "--person", "zhang-w"),
    "claims": ("claims", "--by", "stepashin-s"),
    "search": ("search", "visits", "--person", "zhang-w"),
    "search for the id": ("search", "the-visit"),
    "sources": ("sources", "the-article"),
    "cite": ("cite", "the-visit"),
    "claims --about": ("claims", "--about", "the-visit"),
    "conflicts": ("conflicts", "the-visit"),
    "export": ("export", "json", "--person", "zhang-w", "--output", "-"),
}


@pytest.fixture
def renamed(run: Callable[..., Ran], corpus: str) -> str:
    """The small corpus, in which several records have other ids now."""
    for old, new in (
        ("zhang-wannian", "zhang-w"),
        ("sergei-stepashin", "stepashin-s"),
        ("yu-1999q2", "the-article"),
        ("zhang-visit", "the-visit"),
    ):
        assert run("rename", old, new, data=corpus).status == 0
    return corpus


@pytest.mark.parametrize("question", ANSWERS)
def test_every_command_answers_to_the_id_that_a_record_had(
    run: Callable[..., Ran], renamed: str, question: str
) -> None:
    old = {
        "zhang-w": "zhang-wannian",
        "stepashin-s": "sergei-stepashin",
        "the-article": "yu-1999q2",
        "the-visit": "zhang-visit",
    }
    words = ANSWERS[question]
    now = run(*words, data=renamed)
    before = run(*(old.get(word, word) for word in words), data=renamed)
    assert before.status == now.status
    told, old_of = next(old[word] for word in words if word in old), {id_: now_ for now_, id_ in old.items()}
    assert "(former id)" in before.out + before.err
    lines = [
        line for line in before.out.replace(told, old_of[told]).splitlines() if "(former id)" not in line
    ]
    assert [*filter(None, lines)] == [*filter(None, now.out.replace(told, old_of[told]).splitlines())]


def test_evidence_is_verified_under_the_former_id_of_its_source(
    run: Callable[..., Ran], renamed: str, tmp_path: Path
) -> None:
    copy = tmp_path / "article.txt"
    copy.write_text("The Arms Trade\n\nRussia agreed to sell 72 Su-30.\n", encoding="utf-8")
    now, before = (
        run("verify", f"{source}={copy}", "--format", "json", data=renamed)
        for source in ("the-article", "yu-1999q2")
    )
    assert json.loads(now.out)["evidence"]["total"] == 5
    assert (before.status, before.out) == (now.status, now.out)
    shown = [
        run("show", "seventy-two-jets", "--source", f"{source}={copy}", "--format", "json", data=renamed)
        for source in ("the-article", "yu-1999q2")
    ]
    assert [one["source"] for one in json.loads(shown[0].out)["records"][0]["copies"]] == ["the-article"]
    assert (shown[1].status, shown[1].out) == (shown[0].status, shown[0].out)


@pytest.mark.parametrize("command", ["show", "conflicts", "cite"])
def test_a_conflict_on_a_record_is_found_under_the_former_id_of_the_record(
    run: Callable[..., Ran], corpus: str, command: str
) -> None:
    assert run("rename", "seventy-two-jets", "jets", data=corpus).status == 0
    now = run(command, "jets:figure", "--format", "json", data=corpus)
    before = run(command, "seventy-two-jets:figure", "--format", "json", data=corpus)
    answers = [json.loads(each.out) for each in (before, now)]
    for answer in answers:
        answer.pop("query", None)
        answer.pop("read_as", None)
    assert (before.status, answers[0]) == (now.status, answers[1])
    assert "(former id)" in before.err or "former" in before.out


def test_a_person_can_be_edited_under_a_former_id(
    run: Callable[..., Ran], renamed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    ran = run("edit", "zhang-wannian", data=renamed)
    assert (ran.status, "unchanged" in ran.err) == (0, True)


def test_a_former_id_is_not_given_to_a_new_record(run: Callable[..., Ran], renamed: str) -> None:
    ran = run("add", "person", "Zhang", "--id", "zhang-wannian", "--country", "China", "--yes", data=renamed)
    assert (ran.status, "--id 'zhang-wannian' is already used" in ran.err) == (2, True)
    added = run("add", "person", "Zhang Wannian", "--country", "China", "--yes", data=renamed)
    assert "Added zhang-wannian-2 to" in added.err
    taken = run("rename", "zhang-zemin", "zhang-wannian", data=renamed)
    assert "'zhang-wannian' is a former id of 'zhang-w'" in taken.err


def test_references_follow_in_the_whole_corpus_of_which_a_part_is_named(
    run: Callable[..., Ran], two: Path
) -> None:
    assert run("rename", "jiang", "jiang-zemin", data=str(two / "people.yaml")).status == 0
    assert texts(two)["talks.yaml"] == TALKS.replace("{person: jiang}", "{person: jiang-zemin}")


def test_a_renaming_can_be_taken_back(run: Callable[..., Ran], two: Path) -> None:
    run("rename", "jiang", "jiang-zemin", data=str(two))
    again = run("rename", "jiang", "jiang-zemin", data=str(two))
    assert (again.status, "'jiang' is a former id of 'jiang-zemin' already." in again.err) == (0, True)
    run("rename", "jiang-zemin", "jiang", data=str(two))
    assert TWO.replace("{id: jiang,", "{id: jiang, formerly: [jiang-zemin],") == texts(two)["people.yaml"]
    assert texts(two)["talks.yaml"] == TALKS


def test_a_merge_under_a_former_id_says_which_record_that_is(run: Callable[..., Ran], two: Path) -> None:
    run("rename", "li-p", "li-the-elder", data=str(two))
    ran = run("merge", "li-peng", "li-p", "--prefer", "li-peng", data=str(two))
    said = ran.err.splitlines()
    assert said[0] == "sinoru: 'li-p' is a former id of 'li-the-elder'."
    assert said[-1].startswith("sinoru: Merged li-the-elder into li-peng: ")


def test_what_refers_to_a_former_id_is_found_and_fixed(run: Callable[..., Ran], two: Path) -> None:
    run("rename", "jiang", "jiang-zemin", data=str(two))
    (two / "talks.yaml").write_text(TALKS, encoding="utf-8")
    with sinoru.open(two) as corpus:
        assert [one.event.id for one in corpus.timeline(person="jiang-zemin").events] == ["talks"]
        assert [one.id for one in corpus.show("jiang-zemin").referred_by] == ["talks"]
    assert "write 'jiang-zemin'" in run("check", str(two)).out
    assert "Fixed 1 warning." in run("check", "--fix", str(two)).err
    assert texts(two)["talks.yaml"] == TALKS.replace("{person: jiang}", "{person: jiang-zemin}")


def test_a_reference_follows_when_the_former_id_goes_to_another_record(two: Path) -> None:
    people, talks = two / "people.yaml", two / "talks.yaml"
    talks.write_text(TALKS.replace("{person: jiang}", "{person: old}"), encoding="utf-8")

    def named() -> list[str]:
        with sinoru.open(two) as corpus:
            return [person.id for person in corpus.timeline().events[0].people]

    people.write_text(TWO.replace("{id: jiang,", "{id: jiang, formerly: [old],"), encoding="utf-8")
    assert named() == ["li-p", "li-peng", "jiang"]
    people.write_text(TWO.replace("id: li-p\n", "id: li-p\n    formerly: [old]\n"), encoding="utf-8")
    assert "jiang" not in named()
    people.write_text(TWO, encoding="utf-8")
    assert named() == ["li-p", "li-peng", "old"]
    with sinoru.open(two) as corpus, pytest.raises(UnknownId):
        corpus.show("old")


def test_the_server_answers_to_a_former_id(renamed: str) -> None:
    from sinoru.mcp.arguments import ShowArguments
    from sinoru.mcp.tools import answer

    with sinoru.open(renamed) as corpus:
        found = answer(corpus, "show", ShowArguments(id="zhang-wannian"))
    assert '"zhang-w"' in json.dumps(found)


KILLED = """
import os, signal, sys
steps = int(sys.argv.pop(1))
def counting(real):
    def step(*names, **options):
        global steps
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        real(*names, **options)
    return step
os.replace, os.link, os.unlink = counting(os.replace), counting(os.link), counting(os.unlink)
from sinoru.__main__ import main
main()
"""


def start(*words: str, folder: Path, killed: int = 0) -> subprocess.Popen[str]:
    program = ["-c", KILLED, str(killed)] if killed else ["-m", "sinoru"]
    return subprocess.Popen(
        [sys.executable, *program, *words, "--data", str(folder)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "SINORU_CACHE": str(folder.parent / "cache")},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed there as here")
@pytest.mark.parametrize("words", ["rename li-p li-q", "merge li-peng li-p --prefer li-p"])
def test_a_change_that_was_killed_is_undone_or_completed_by_the_next(tmp_path: Path, words: str) -> None:
    """It is killed before each renaming and each removal of a file in turn."""
    states: set[str] = set()
    for step in range(1, 30):
        folder = tmp_path / f"{step}"
        folder.mkdir()
        (folder / "people.yaml").write_text(TWO, encoding="utf-8")
        (folder / "talks.yaml").write_text(TALKS, encoding="utf-8")
        running = start(*words.split(), folder=folder, killed=step)
        running.communicate()
        if running.returncode == 0:
            break
        assert running.returncode == -signal.SIGKILL
        with sinoru.open(folder) as corpus:  # meanwhile, all can be read
            assert corpus.show("talks").refs
        is_begun = JOURNAL in os.listdir(folder)
        said = start("rename", "jiang", "jiang-zemin", folder=folder).communicate()[1]
        assert ("was interrupted, and is now complete" in said) == is_begun
        assert sorted(os.listdir(folder)) == ["people.yaml", "talks.yaml"]
        found = texts(folder)["talks.yaml"].replace("jiang-zemin", "jiang")
        states.add("old" if found == TALKS else "new")
        assert (found == TALKS) == ("id: li-p\n" in texts(folder)["people.yaml"])
    assert states == {"old", "new"}


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed there as here")
def test_an_upgrade_that_was_killed_is_completed_by_the_next_that_names_the_folder(tmp_path: Path) -> None:
    old = {
        "a.yaml": "claims:\n  - {id: sold-72, text: Sold 72, contradicts: [sold-38], evidence: [{source: s}]}\n",
        "b.yaml": "claims:\n  - {id: sold-38, text: Sold 38, certainty: implied, evidence: [{source: s}]}\n",
        "c.yaml": "corpus: {title: Jets}\nsources: [{id: s, title: S}]\n",
    }
    program = [sys.executable, "-c", KILLED]
    environment = {**os.environ, "SINORU_CACHE": str(tmp_path / "cache")}
    begun = 0
    for step in range(1, 30):
        folder = tmp_path / f"{step}"
        folder.mkdir()
        for name, text in old.items():
            (folder / name).write_text(text, encoding="utf-8")
        command = ["fmt", "--upgrade", str(folder)]
        killed = subprocess.run(
            [*program, str(step), *command], env=environment, capture_output=True, check=False
        )
        if killed.returncode == 0:
            break
        begun += JOURNAL in os.listdir(folder)
        again = subprocess.run([*program, "0", *command], env=environment, capture_output=True, check=False)
        assert again.returncode == 0, again.stderr
        assert sorted(os.listdir(folder)) == sorted(old)
        assert "sold-72-or-38" in "".join(texts(folder).values())
        assert "format: 2" in texts(folder)["c.yaml"]
        assert "inferred" in texts(folder)["b.yaml"]
    assert begun > 1


DISPUTED = """\
corpus: {format: 2}
sources: [{id: s, title: S}]
people:
  - id: li-peng
    name: Li Peng
    evidence: [{source: s}]
    conflicts:
      - {field: born, statements: [{value: 1928, stands: true}, {value: 1929}], why: his own papers}
  - id: li-p
    name: Li Peng
    evidence: [{source: s}]
    conflicts:
      - {field: born, statements: [{value: 1928}, {value: 1930}]}
conflicts:
  - {id: how-many, question: How many?, about: [li-peng], statements: [{value: "1", stands: true}, {value: "2"}]}
  - {id: what-number, question: What number?, about: [li-peng], statements: [{value: "1"}, {value: "3"}]}
  - {id: which-number, question: Which?, about: [li-peng], statements: [{value: "1"}, {value: "4"}]}
"""


def test_a_merge_of_conflicts_says_if_not_the_same_stands(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(DISPUTED, encoding="utf-8")
    options = ("--prefer", "which-number", "--data", str(tmp_path))
    assert "stands" not in run("merge", "which-number", "what-number", *options).err
    said = run("merge", "which-number", "how-many", *options).err
    assert "which-number was open and how-many settled; the conflict of both is settled" in said


def test_two_records_with_a_conflict_on_one_field_are_not_merged(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "c.yaml").write_text(DISPUTED, encoding="utf-8")
    ran = run("merge", "li-peng", "li-p", "--data", str(tmp_path))
    assert ran.status == 2
    assert "both have a conflict on 'born'" in ran.err
    assert (tmp_path / "c.yaml").read_text(encoding="utf-8") == DISPUTED


def test_records_in_braces_on_one_line_are_renamed(run: Callable[..., Ran], tmp_path: Path) -> None:
    text = '{"people": [{"id": "ana", "name": "Ana"}, {"id": "ben", "name": "Ben"}]}\n'
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    assert run("rename", "ana", "ana-b", "--data", str(tmp_path)).status == 0
    assert run("rename", "ben", "ben-c", "--data", str(tmp_path)).status == 0
    with sinoru.open(tmp_path) as corpus:
        assert (corpus.show("ana").record.id, corpus.show("ben").record.id) == ("ana-b", "ben-c")


@pytest.mark.skipif(sys.platform == "win32", reason="the lock is another one")
def test_two_who_rename_at_once_both_do(tmp_path: Path, two: Path) -> None:
    done = [
        start("rename", old, new, folder=two)
        for old, new in (
            ("li-p", "li-q"),
            ("jiang", "jiang-zemin"),
            ("talks", "the-talks"),
            ("s", "source-s"),
        )
    ]
    assert [one.communicate()[1] and one.returncode for one in done] == [0, 0, 0, 0]
    found = "".join(texts(two).values())
    for old in ("li-p", "jiang", "talks", "s"):
        assert len(re.findall(rf"(?<![\w-]){old}(?![\w-])(?!:)", found.casefold())) <= 2, old
    with sinoru.open(two) as corpus:
        assert not corpus.faults
        assert [one.id for one in corpus.show("the-talks").referred_by] == ["he-left"]
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)


def test_a_journal_leads_nowhere_but_into_the_corpus(run: Callable[..., Ran], two: Path) -> None:
    """Whoever made the corpus may have written it."""
    outside = two.parent / "mine.yaml"
    outside.write_text("mine", encoding="utf-8")
    step = {"path": "../mine.yaml", "before": joint_change._digest(b"mine"), "after": "dGhlaXJz"}  # noqa: SLF001
    (two / JOURNAL).write_text(json.dumps([step]), encoding="utf-8")
    ran = run("rename", "jiang", "jiang-zemin", data=str(two))
    assert (ran.status, outside.read_text()) == (2, "mine")
    (two / JOURNAL).write_text("not a journal", encoding="utf-8")
    assert "it is not the journal of a change" in run("rename", "jiang", "jiang-zemin", data=str(two)).err


def test_a_file_that_was_changed_after_the_kill_keeps_its_content(run: Callable[..., Ran], two: Path) -> None:
    steps = [
        {"path": "people.yaml", "before": joint_change._digest(TWO.encode()), "after": "cGVvcGxlOiBbXQo="},  # noqa: SLF001
        {"path": "talks.yaml", "before": "0" * 32, "after": "ZXZlbnRzOiBbXQo="},
    ]
    (two / JOURNAL).write_text(json.dumps(steps), encoding="utf-8")
    ran = run("fmt", "--check", data=str(two))
    assert "talks.yaml has other content by now, and is unchanged" in ran.err
    assert texts(two) == {"people.yaml": "people: []\n", "talks.yaml": TALKS}


def test_the_small_corpus_is_the_one_that_is_renamed_in(renamed: str) -> None:
    assert Path(renamed, "corpus.yaml").read_text(encoding="utf-8") != CORPUS
