"""What `fmt --upgrade` makes of single corpora: the new text, what stands, and what a person must decide."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru import files
from sinoru.check.runner import check_files
from sinoru.edit import joint_change
from sinoru.edit.fmt import format_files
from sinoru.edit.upgrade import upgrade_files
from sinoru.edit.upgraded_file import ASSESSED, CLAIM_STANDS, ITSELF, NO_WHY, SETTLE, SUPERSEDED, WHICH_STANDS
from sinoru.files import NotWritten
from sinoru.model.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
HEAD = "corpus:\n  format: 2\n  title: T\n\n"
EVENT = """\
events:
  - id: talks
    date: 1999-04-06/1999-04-14
    title: Talks
    conflicts:
      - on: date
        statements:
          - {says: 1999-03, evidence: [{source: a, at: p. 1}]}
          - {says: 6-14 April 1999, evidence: [{source: b, at: p. 2}]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def upgraded(folder: Path) -> Callable[..., str]:
    """Write a file after the title of a corpus, upgrade it, and return what it became after its title."""

    def upgraded(text: str, title: str = HEAD) -> str:
        path = folder / "all.yaml"
        path.write_bytes((title + text).encode())
        answer = upgrade_files([str(folder)], write=True)
        assert not answer.in_state("refused"), answer
        return path.read_bytes().decode().removeprefix(HEAD)

    return upgraded


def decisions(folder: Path) -> list[tuple[str, int, str]]:
    answer = upgrade_files([str(folder)], write=False)
    return [(one.question, one.line, one.id) for one in answer.decisions]


@pytest.mark.parametrize(
    ("verdict", "stand"),
    [
        ("open", []),
        ("reconciled", ["1999-03", "6-14 April 1999"]),
        ("contradicted", ["6-14 April 1999"]),
        ("superseded", ["6-14 April 1999"]),
    ],
)
def test_a_verdict_becomes_the_statements_that_stand(
    upgraded: Callable[..., str], verdict: str, stand: list[str]
) -> None:
    text = upgraded(f"{EVENT}        verdict: {verdict}\n")
    assert re.findall("value: ([^,]+), stands: true", text) == stand
    assert "verdict" not in text


def test_without_the_value_of_the_record_the_passage_of_the_verdict_tells(
    upgraded: Callable[..., str],
) -> None:
    conflict = EVENT.replace("on: date", "on: place") + "        verdict: contradicted\n"
    assert "stands" not in upgraded(conflict)
    for passage, found in (("b, at: p. 2", 1), ("b, at: p. 3", 0), ("b", 0)):
        text = upgraded(f"{conflict}        evidence: [{{source: {passage}}}]\n")
        assert text.count("6-14 April 1999, stands: true") == text.count("stands") == found


def test_two_conflicts_on_a_field_have_ids_of_their_own(upgraded: Callable[..., str]) -> None:
    conflict = "      - {on: date, statements: [{says: a}, {says: b}], verdict: open}\n"
    assert upgraded(EVENT + conflict * 2).endswith(
        "      - {field: date, key: date-2, statements: [{value: a}, {value: b}]}\n"
        "      - {field: date, key: date-3, statements: [{value: a}, {value: b}]}\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("why: later", 'why: "superseded: later"'),
        ("why: 'it''s later'", "why: 'superseded: it''s later'"),
        ('why: "\\"later\\""', 'why: "superseded: \\"later\\""'),
        (
            "why: >-\n          later\n          still",
            "why: >-\n          superseded: later\n          still",
        ),
        ("why: |\n          later", "why: |\n          superseded: later"),
        ("why: later  # said X", 'why: "superseded: later"  # said X'),
        ("note: none", "why: superseded"),
    ],
)
def test_the_word_superseded_is_kept(upgraded: Callable[..., str], old: str, new: str) -> None:
    given = EVENT.replace("    conflicts:", "    note: none\n    conflicts:") if "note" in old else EVENT
    why = "" if "note" in old else f"        {old}\n"
    text = upgraded(f"{given}        verdict: superseded\n{why}")
    if "\n" in new:
        assert " ".join(new.split()) in " ".join(text.split())
    else:
        assert f"        {new}\n" in text


def test_superseded_takes_the_line_of_a_verdict_without_a_reason(upgraded: Callable[..., str]) -> None:
    said = "statements: [{says: x}, {says: y}]"
    for old in (
        f"      - verdict: superseded\n        on: rank\n        {said}\n",
        f"      -\n        verdict: superseded\n        on: rank\n        {said}\n",
        f"      - {{verdict: superseded, on: rank, {said}}}\n",
    ):
        new = (
            old.replace("verdict: superseded", "why: superseded")
            .replace("says", "value")
            .replace("on:", "field:")
        )
        given = EVENT[: EVENT.index("      - on")]
        assert upgraded(given + old) == given + new


def claims(first: str = "", second: str = "") -> str:
    return (
        "claims:\n"
        "  - id: visit-in-march\n"
        "    text: The visit was in March.\n"
        "    about: [visit]\n"
        f"    contradicts: [visit-in-april]\n{first}"
        "    evidence: [{source: a, at: p. 1}]\n"
        "  - id: visit-in-april\n"
        "    text: The visit was in April.\n"
        f"    about: [visit, zhu]\n{second}"
        "    evidence: [{source: b, at: p. 2}]\n"
    )


OPEN = """\

conflicts:
  - id: visit-in-march-or-april
    question: Which is right: “The visit was in March” or “The visit was in April”?
    about: [visit, zhu]
    statements:
      - {claim: visit-in-march}
      - {claim: visit-in-april}
"""
WRONG = "    assessment: {verdict: contradicted, why: so says Zhu, evidence: [{source: b, at: p. 2}]}\n"


def test_a_contradiction_becomes_one_open_conflict(upgraded: Callable[..., str], folder: Path) -> None:
    text = claims()
    new = upgraded(text)
    assert new == text.replace("    contradicts: [visit-in-april]\n", "") + OPEN.replace(
        "Which is right: “The visit was in March” or “The visit was in April”?",
        '"Which is right: “The visit was in March” or “The visit was in April”?"',
    )
    mutual = claims(second="    contradicts: [visit-in-march]\n")
    assert upgraded(mutual) == new
    (folder / "all.yaml").write_text(HEAD + mutual, encoding="utf-8")
    assert decisions(folder) == [(SETTLE, 16, "visit-in-march-or-april")]


@pytest.mark.parametrize(
    ("verdict", "stands"),
    [
        ("", True),
        ("    assessment: {verdict: supported}\n", True),
        ("    assessment: {verdict: partly}\n", False),
        ("    assessment: {verdict: contradicted}\n", False),
    ],
)
def test_what_contradicts_a_claim_with_certainty_stands(
    upgraded: Callable[..., str], verdict: str, *, stands: bool
) -> None:
    text = upgraded(claims(WRONG, verdict))
    assert ("{claim: visit-in-april, stands: true}" in text) is stands
    assert text.count("so says Zhu") == 1
    assert text.count("{source: b, at: p. 2}") == 2
    assert "verdict: contradicted" not in text


def test_a_verdict_beside_a_conflict_is_for_a_person_to_move(folder: Path) -> None:
    text = claims(WRONG, "    assessment: {verdict: supported, why: so says everyone}\n")
    (folder / "all.yaml").write_text(HEAD + text, encoding="utf-8")
    assert decisions(folder) == [(ASSESSED, 10, "visit-in-april")]


def test_the_reason_of_a_verdict_is_kept_wherever_it_is_written(upgraded: Callable[..., str]) -> None:
    before = claims().replace("    contradicts:", f"{WRONG}    contradicts:")
    assert before.index("assessment") < before.index("contradicts")
    text = upgraded(before)
    assert "    why: so says Zhu\n    evidence:\n      - {source: b, at: p. 2}\n" in text


def test_a_claim_that_rests_on_another_passage_is_for_a_person_to_judge(
    upgraded: Callable[..., str], folder: Path
) -> None:
    text = claims(WRONG.replace("p. 2", "p. 9"))
    (folder / "all.yaml").write_text(HEAD + text, encoding="utf-8")
    assert [(question, id_) for question, _, id_ in decisions(folder)] == [
        (CLAIM_STANDS, "visit-in-march:text"),
        (SETTLE, "visit-in-march-or-april"),
    ]
    new = upgraded(text)
    assert "- {value: so says Zhu, stands: true, evidence: [{source: b, at: p. 9}]}" in new
    assert "      - {claim: visit-in-april}\n" in new


def test_what_a_person_must_decide_has_the_line_of_the_new_file(folder: Path) -> None:
    event = f"{EVENT}        verdict: superseded\n".replace("talks", "talks-one")
    other = EVENT.replace("events:\n", "").replace("on: date", "on: rank") + "        verdict: contradicted\n"
    claim = "claims:\n  - {id: x, text: X, contradicts: [x], assessment: {verdict: contradicted}}\n"
    path = folder / "all.yaml"
    path.write_text(HEAD + event + other + claim, encoding="utf-8")
    found = decisions(folder)
    assert [(question, id_) for question, _, id_ in found] == [
        (SUPERSEDED, "talks-one:date"),
        (WHICH_STANDS, "talks:rank"),
        (ITSELF, "x"),
        (NO_WHY, "x:text"),
    ]
    upgrade_files([str(folder)], write=True)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [lines[line - 1].strip()[:14] for _, line, _ in found] == [
        "- field: date",
        "- field: rank",
        "- {id: x, text",
        "- {id: x, text",
    ]


COMMENTED = """\
claims:
  # above
  - id: a  # beside the id
    text: A
    # above contradicts
    contradicts:  # beside contradicts
      - b  # beside b
    # above assessment
    assessment:
      # in assessment
      verdict: contradicted  # beside verdict
      why: not so
  # above b
  - {id: b, text: B, certainty: implied}  # beside b's record
# at the end
"""


def test_every_comment_is_kept_where_it_is(upgraded: Callable[..., str]) -> None:
    assert (
        upgraded(COMMENTED)
        == """\
claims:
  # above
  - id: a  # beside the id
    text: A
    conflicts:
      - {field: text, statements: [{claim: a}, {value: not so, stands: true}]}
    # above contradicts
    # beside contradicts
    # beside b
    # above assessment
    # in assessment
    # beside verdict
  # above b
  - {id: b, text: B, certainty: inferred}  # beside b's record
# at the end

conflicts:
  - id: a-or-b
    question: "Which is right: “A” or “B”?"
    statements:
      - {claim: a}
      - {claim: b}
"""
    )


@pytest.mark.parametrize(
    ("title", "new"),
    [
        ("corpus:\n  title: T\n\n", "corpus:\n  format: 2\n  title: T\n\n"),
        ("corpus: {title: T}\n", "corpus: {format: 2, title: T}\n"),
        ("corpus: {title: T, format: 1}\n", "corpus: {title: T, format: 2}\n"),
        ("corpus:\n  title: T\n  format: '1'  # old\n", "corpus:\n  title: T\n  format: 2  # old\n"),
        ("corpus: {}\n", "corpus: {format: 2}\n"),
        (
            "# first\ncorpus:\n  # about\n  title: T\n",
            "# first\ncorpus:\n  # about\n  format: 2\n  title: T\n",
        ),
    ],
)
def test_the_title_of_a_corpus_says_its_format(upgraded: Callable[..., str], title: str, new: str) -> None:
    event = "events: [{id: a, date: 1999, title: A}]\n"
    assert upgraded(event, title) == (new + event).removeprefix(HEAD)
    assert upgraded(event, new) == (new + event).removeprefix(HEAD), "once is enough"


def test_a_corpus_without_a_title_gets_a_file_for_it(folder: Path) -> None:
    (folder / "corpus.schema.json").write_text("{}")
    (folder / "events.yaml").write_text(f"{EVENT}        verdict: open\n")
    answer = upgrade_files([str(folder)], write=False)
    assert [Path(one.path).name for one in answer.in_state("formatted")] == ["corpus.yaml", "events.yaml"]
    assert not (folder / "corpus.yaml").exists()
    upgrade_files([str(folder)], write=True)
    text = "# yaml-language-server: $schema=corpus.schema.json\ncorpus:\n  format: 2\n"
    assert (folder / "corpus.yaml").read_text() == text
    assert not {one.code for one in check_files([str(folder)]).diagnostics} & {"W313", "E111"}


def test_a_corpus_of_one_file_gets_its_title_there(folder: Path) -> None:
    path = folder / "events.yaml"
    head = "# yaml-language-server: $schema=corpus.schema.json\n"
    path.write_text(f"{head}# About these events.\nevents: [{{id: a, date: 1999, title: A}}]\n")
    upgrade_files([str(path)], write=True)
    assert path.read_text() == (
        f"{head}corpus:\n  format: 2\n\n# About these events.\nevents: [{{id: a, date: 1999, title: A}}]\n"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("events: [{id: a, date: 1999-02-30, title: A}]\n", "E109"),
        ("events:\n  - id: a\n   date: 1999\n", "E101"),
        (EVENT + "        verdict: perhaps\n", "E105"),
        ("corpus: {format: 3}\n", "written for a newer version of sinoru"),
        ("claims: [{id: a, text: A}, {id: a, text: B, contradicts: [a]}]\n", "another claim has the id 'a'"),
    ],
)
def test_a_fault_in_one_file_leaves_all_as_they_are(folder: Path, text: str, why: str) -> None:
    good, bad = folder / "good.yaml", folder / "bad.yaml"
    good.write_text(f"{EVENT}        verdict: open\n")
    bad.write_text(text)
    answer = upgrade_files([str(folder)], write=True)
    assert [Path(one.path).name for one in answer.files] == ["bad.yaml"]
    assert why in answer.files[0].why
    assert answer.files[0].why.endswith("No file was changed: correct this first.")
    assert "verdict: open" in good.read_text()
    assert bad.read_text() == text


def test_a_part_of_a_corpus_is_not_upgraded(folder: Path) -> None:
    (folder / "corpus.yaml").write_text("corpus: {title: T}\n")
    (folder / "events.yaml").write_text(f"{EVENT}        verdict: open\n")
    with pytest.raises(WrongUsage, match="is only a part of the corpus"):
        upgrade_files([str(folder / "events.yaml")], write=True)
    upgrade_files([str(folder / "events.yaml"), str(folder / "corpus.yaml")], write=True)
    assert (folder / "corpus.yaml").read_text() == "corpus: {format: 2, title: T}\n"


def test_each_folder_is_a_corpus_of_its_own(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "events.yaml").write_text(f"{EVENT}        verdict: open\n")
    upgrade_files([str(folder / "a"), str(folder / "b")], write=True)
    assert [(folder / name / "corpus.yaml").read_text() for name in ("a", "b")] == [
        "corpus:\n  format: 2\n"
    ] * 2


def test_if_a_file_cannot_be_written_those_before_it_are_restored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = f"{EVENT}        verdict: open\n"
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(old.replace("talks", name[0]))
    write_file = files.write_file

    def refuse(path: str, *args: object, **kwargs: object) -> None:
        if path.endswith("corpus.yaml"):
            raise NotWritten(path, "the disk is full")
        write_file(path, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(joint_change, "write_file", refuse)
    answer = upgrade_files([str(folder)], write=True)
    assert "the disk is full" in answer.files[0].why
    assert sorted(one.name for one in folder.iterdir()) == ["a.yaml", "b.yaml"]
    for name in ("a.yaml", "b.yaml"):
        assert (folder / name).read_text() == old.replace("talks", name[0])


def test_a_file_with_text_after_a_document_marker_is_refused(folder: Path) -> None:
    path = folder / "all.yaml"
    path.write_text("--- {corpus: {title: T}}\n")
    answer = upgrade_files([str(folder)], write=True)
    assert "text after a document marker (--- or ...), on line 1" in answer.files[0].why
    assert path.read_text() == "--- {corpus: {title: T}}\n"


def test_the_conflicts_in_the_documentation_are_sound_and_in_house_layout(folder: Path) -> None:
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    found = re.search(r"## conflicts\n.*?```yaml\n(.*?)```", page, re.DOTALL)
    assert found
    (folder / "all.yaml").write_text(f"corpus: {{format: 2}}\n\n{found[1]}", encoding="utf-8")
    assert check_files([str(folder)]).diagnostics == ()
    assert not upgrade_files([str(folder)], write=False).in_state("formatted")


def test_a_file_of_format_1_keeps_the_order_that_it_had(folder: Path) -> None:
    path = folder / "all.yaml"
    text = (
        "claims:\n  - id: a\n    text: A\n    topics: [b]\n    contradicts: [c]\n    tags: [d]\n\n"
        "events:\n  - id: e\n    date: 1999\n    title: E\n    conflicts:\n"
        "      - on: date\n        statements:\n          - {says: 1999, by: f}\n"
        "        verdict: open\n        why: so\n"
    )
    path.write_text(text)
    assert format_files([str(path)], write=True).in_state("unchanged")
