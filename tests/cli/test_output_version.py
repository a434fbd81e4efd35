"""Every answer as JSON begins with the version of the shapes; formats of others do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import sinoru
from sinoru.cli.command_line import COMMANDS, load_command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

ASKED = {
    "timeline": [["timeline"], ["timeline", "--from", "1801", "--to", "1802"]],
    "on": [["on", "1999-06-09"]],
    "who": [
        ["who", "Stepashin"],
        ["who", "Zhang"],
        ["who", "Qwxyz"],
        ["who"],
        ["who", "prime", "minister"],
        ["who", "prime", "minister", "--on", "1999-06"],
    ],
    "search": [["search", "embassy"], ["search", "qwxyz"]],
    "claims": [["claims"]],
    "conflicts": [["conflicts"]],
    "compare": [["compare", "yu-1999q2", "government-ru"]],
    "links": [["links", "Stepashin"], ["links", "Stepashin", "Zhang Wannian"]],
    "show": [["show", "belgrade"]],
    "sources": [["sources"], ["sources", "yu-1999q2"]],
    "cite": [["cite", "belgrade"]],
    "stats": [["stats"]],
    "check": [["check", "{corpus}"], ["check", "--explain", "W306"]],
    "verify": [["verify", "yu-1999q2={copy}"]],
    "import": [["import", "chronology", "{copy}", "--dry-run"]],
    "diff": [["diff", "{corpus}", "{corpus}"]],
    "index": [["index", "build"], ["index", "status"], ["index", "clear"]],
    "config": [["config", "show"]],
    "push": [["push", "--store", "sqlite:{copy}.sqlite"]],
}
FOREIGN = {"schema"}
"""Commands whose only JSON is a format of others."""


def has_json(name: str) -> bool:
    command: Any = load_command(name)
    return "json" in getattr(command, "formats", ())


def test_no_command_with_json_is_forgotten() -> None:
    names = {name.split()[0] for name in COMMANDS if has_json(name)}
    assert names - FOREIGN <= set(ASKED), names - FOREIGN - set(ASKED)


@pytest.mark.parametrize("arguments", [one for many in ASKED.values() for one in many], ids=" ".join)
def test_every_answer_as_json_begins_with_the_version(
    run: Callable[..., Ran], corpus: str, tmp_path: Path, arguments: list[str]
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("Chronology\n\nMay 10: Yeltsin calls Jiang Zemin.\n", encoding="utf-8")
    filled = [each.format(corpus=corpus, copy=copy) for each in arguments]
    ran = run(*filled, "--format", "json")
    assert ran.out, ran.err
    assert next(iter(json.loads(ran.out).items())) == ("version", 2)


@pytest.mark.parametrize(
    "arguments", [["timeline"], ["who"], ["on", "1999-06-09"], ["claims"], ["show", "belgrade"]]
)
def test_lines_have_none(run: Callable[..., Ran], arguments: list[str]) -> None:
    lines = [json.loads(line) for line in run(*arguments, "--format", "jsonl").out.splitlines()]
    assert lines
    assert not any("version" in line for line in lines)


def test_formats_of_others_have_none(run: Callable[..., Ran], corpus: str) -> None:
    assert "version" not in json.loads(run("schema").out)
    assert json.loads(run("check", corpus, "--format", "sarif").out)["version"] == "2.1.0"
    assert "version" not in json.loads(run("export", "geojson").out)
    assert isinstance(json.loads(run("export", "csl-json").out), list)
    assert next(iter(json.loads(run("export", "json").out).items())) == ("version", 2)


def test_the_library_tells_it_of_a_whole_answer(corpus: str) -> None:
    with sinoru.open(corpus) as opened:
        answers = [
            opened.timeline(), opened.on("1999-06-09"), opened.who("Stepashin"), opened.who("prime minister"),
            opened.everyone(), opened.search("embassy"), opened.claims(), opened.conflicts(),
            opened.links("Stepashin"), opened.show("belgrade"), opened.sources(), opened.cite("belgrade"),
        ]  # fmt: skip
        assert [next(iter(one.to_dict().items())) for one in answers] == [("version", 2)] * len(answers)
        event = opened.timeline(person="Stepashin").events[0]
        assert "version" not in event.to_dict()
        assert "version" not in event.people[0].to_dict()
