"""Nothing private leaves the desk: a word of its own in every private field, looked for in all that leaves it."""

from __future__ import annotations

import json
import sqlite3
import webbrowser
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import pytest
import yaml

import sinoru
from sinoru.cli.app import run as run_cli
from sinoru.export.formats import FORMATS
from sinoru.model.fields import Declared, Field, Fields
from sinoru.model.records import HAVE_OWN, RECORDS, Choice, OwnField, Participant, Statement
from tests.model.filled import Filled, target_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS = {struct.KIND: name for name, struct in RECORDS.items()}
SAFE = {"date": "1999", "end": "1999", "decimal": "1.5", "count": "5", "number": "2", "host": "open.org"}
"""Values of public records that are not texts, by what a field contains."""


class Desk(NamedTuple):
    """A corpus with private records and fields of all kinds, and the words that are in nothing else."""

    path: Path
    words: frozenset[str]
    """In lower case, each unlike anything that sinoru itself writes."""


def secretly(place: str) -> dict[str, OwnField]:
    """Private fields of each type, whose declarations have words of their own too."""
    id_ = place.replace(".", "")
    choice = OwnField(type="choice", values={f"zyxkey{id_}": Choice(label=f"Zyxlabel{id_}")}, private=True)
    return {
        "zyxtext": OwnField(type="text", label=f"Zyxsaid{id_}", help=f"Zyxhelp{id_}", private=True),
        "zyxtexts": OwnField(type="text", many=True, private=True),
        "zyxnumber": OwnField(type="number", unit=f"zyxunit{id_}", private=True),
        "zyxchoice": choice,
        "zyxperson": OwnField(type="person", private=True),
    }


class Making:
    """Open records that name private ones in every field that can, and have private fields."""

    def __init__(self, private: Mapping[str, str]) -> None:
        self.private = private
        self.fields = Fields(Declared({place: secretly(place) for place in HAVE_OWN}))
        self.words: set[str] = set()

    def record(self, name: str, number: int) -> dict[str, Any]:
        struct = RECORDS[name]
        return self._mapping(struct, f"{struct.KIND}") | {"id": f"open-{struct.KIND}-{number}"}

    def _mapping(self, struct: type[msgspec.Struct], path: str) -> dict[str, Any]:
        keys = {field.key: field for field in self.fields.of(struct)}
        left_out = {"id", "private", "formerly", "format", *(["org"] if struct is Participant else [])}
        return {
            key: self._value(field, f"{path}{key}".replace("_", ""))
            for key, field in keys.items()
            if key not in left_out
        }

    def _value(self, field: Field, path: str) -> Any:
        value: Any
        if field.part:
            value = self._mapping(field.part, path)
            if field.is_list and field.part is Statement:
                return [value, {"value": "one"}, {"value": "two"}]
        elif field.kinds:
            value = self.private[target_of(field)]
        elif field.own and field.holds == "number":
            value = "777123.25"
        elif field.choices:
            value = field.choices[0]
        elif field.own:
            value = f"Zyxword{path}"
            self.words.add(value.lower())
        else:
            value = SAFE.get(field.holds, "open")
            if field.holds == "truth":
                return False
        return [value] if field.is_list else value


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    filled = Filled()
    private = {struct.KIND: filled.lists[name][0]["id"] for name, struct in RECORDS.items()}
    making = Making(private)
    declared = {place: {**filled.fields.declared.fields[place], **secretly(place)} for place in HAVE_OWN}
    whole: dict[str, Any] = {
        "corpus": {
            "format": 2,
            "title": "Open",
            "fields": msgspec.to_builtins(declared),
            "queries": queries_of(filled, private),
            "synonyms": synonyms_of(filled),
        }
    }
    for name, records in filled.lists.items():
        assert records[0]["private"] is True
        whole[name] = [*records, *filled.targets[name], making.record(name, 1), making.record(name, 2)]
    (folder / "corpus.yaml").write_text(yaml.safe_dump(whole, sort_keys=False, width=9_999), encoding="utf-8")
    words = {
        mark.texts[0].casefold()
        for mark in filled.marks
        if mark.kind != "corpus" and not mark.target and not mark.field.choices
    }
    unmistakable = {word for word in words if word.startswith("zy")}
    assert len(unmistakable) > 100
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SINORU_CACHE", str(folder / "cache"))
        yield Desk(folder, frozenset({*unmistakable, *private.values(), *making.words, "zyx", "777123"}))


def queries_of(filled: Filled, private: Mapping[str, str]) -> list[dict[str, str]]:
    """Saved queries that name private records by id, by name and by their words, and private fields."""
    name = filled.lists["people"][0]["name"]
    title = filled.lists["events"][0]["title"]
    asked = [
        f"person:{private['person']}",
        f'person:"{name}"',
        title,
        "zyxtext:open",
        "zyxchoice:zyxkeyevents",
    ]
    return [{"name": f"q{'x' * number}", "query": query} for number, query in enumerate([*asked, "open"])]


def synonyms_of(filled: Filled) -> list[dict[str, list[str]]]:
    """Synonyms of the names and words of private records and of the choices of private fields."""
    names = [filled.lists[name][0]["name"] for name in ("people", "organisations", "places")]
    title = filled.lists["events"][0]["title"]
    return [{"words": [word, "ouvert"]} for word in (*names, title, "zyxkeyevents")] + [
        {"words": ["open", "ouvert", names[0]]}
    ]


def test_the_test_itself_finds_every_word_at_the_desk(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("json", "jsonl"):
        assert desk.words - set(found_in(written(name, desk, "--private"), desk)) == set()
    capsys.readouterr()


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_has_a_private_word(name: str, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow") if name == "parquet" else None
    pytest.importorskip("icalendar") if name == "ics" else None
    kinds = FORMATS[name].holds if name in ("parquet", "csv") else ("",)
    for kind in kinds:
        options = ["--kind", kind] if kind else []
        assert found_in(written(name, desk, *options), desk) == []
        assert found_in(written(name, desk, "--private", *options), desk) != []
    capsys.readouterr()


@pytest.mark.parametrize(
    "words",
    [["export", "json", "--query", "zyxword*"], ["export", "json", "--kind", "person"], ["cite", "--corpus"]],
)
def test_nothing_is_said_of_it_on_standard_output(
    words: list[str], desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    run_cli([*words, "--data", str(desk.path)])
    assert found_in(capsys.readouterr().out, desk) == []


def test_the_page_that_web_writes_has_none(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _address: True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    texts = []
    for options in ((), ("--private",)):
        assert run_cli(["web", *options, "--data", str(desk.path)]) == 0
        texts.append(Path(capsys.readouterr().out.strip()).read_text(encoding="utf-8"))
    assert found_in(texts[0], desk) == []
    assert found_in(texts[1], desk) != []


@pytest.fixture(scope="module")
def store(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("store") / "store.sqlite"
    assert run_cli(["push", "--store", f"sqlite:{path}", "--data", str(desk.path)]) == 0
    return str(path)


def test_a_store_has_none_in_its_bytes(desk: Desk, store: str) -> None:
    assert found_in(Path(store).read_bytes().decode("latin-1"), desk) == []


@pytest.mark.parametrize(
    "words", [["cite", "--corpus"], ["timeline", "--full"], ["search", "open"], ["stats"], ["who"]]
)
def test_nothing_asked_of_a_store_has_any(
    words: list[str], desk: Desk, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run_cli([*words, "--store", f"sqlite:{store}"])
    assert found_in(capsys.readouterr().out, desk) == []


@pytest.mark.parametrize(
    "typed",
    [
        ["timeline", "--person", "Zy"],
        ["timeline", "--where", "zy"],
        ["timeline", "--where", "zyxtext:"],
        ["timeline", "--where", "zyxchoice:"],
        ["search", "zy"],
        ["show", "zy"],
    ],
)
def test_no_completion_from_a_store_has_any(
    typed: list[str], desk: Desk, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found_in(completed(typed, f"sqlite:{store}", capsys), desk) == []
    assert found_in(completed(typed, str(desk.path), capsys), desk) != []


@pytest.mark.parametrize("is_public", [True, False])
def test_no_answer_of_the_server_has_any(is_public: bool, desk: Desk) -> None:  # noqa: FBT001
    pytest.importorskip("mcp")
    from sinoru.mcp import tools
    from sinoru.mcp.server import read_resource

    asked: dict[str, list[dict[str, Any]]] = {
        "timeline": [{}],
        "search": [{"words": "open"}, {"words": "zy*"}],
        "claims": [{}],
        "conflicts": [{}],
        "sources": [{}],
        "on": [{"date": "1999-01-01"}],
        "who": [{"name": "open"}, {"name": "Zy"}],
        "stats": [{}],
        "links": [{"name": "open-person-1"}],
        "show": [{"id": f"open-{kind}-1"} for kind in KINDS],
        "cite": [{"ids": f"open-{kind}-1"} for kind in KINDS],
    }
    answers: list[str] = []
    with sinoru.open(desk.path, public=is_public) as corpus:
        for name, tool in tools.TOOLS.items():
            for given in asked.get(name, []):
                try:
                    arguments = msgspec.convert(given, tool.takes)
                    answers.append(json.dumps(tools.answer(corpus, name, arguments)))
                except sinoru.SinoruError as error:
                    answers.append(f"{error}")
                except msgspec.ValidationError:
                    continue
        answers += [json.dumps(read_resource(corpus, "sinoru://corpus"))]
    assert len(answers) > 20
    assert (found_in("\n".join(answers), desk) == []) is is_public


def written(name: str, desk: Desk, *options: str) -> str:
    path = desk.path.parent / f"out-{name}"
    words = ["export", name, "--force", "-o", str(path), *options, "--data", str(desk.path)]
    assert run_cli(words) in (0, 1)
    if name == "sqlite":
        with closing(sqlite3.connect(path)) as connection:
            return "\n".join(connection.iterdump())
    if name == "parquet":
        from pyarrow.parquet import read_table

        table = read_table(path)
        return f"{table.schema} {table.schema.metadata} {table.to_pylist()}"
    return path.read_bytes().decode().replace("\r\n ", "")


def completed(typed: list[str], data: str, capsys: pytest.CaptureFixture[str]) -> str:
    run_cli(["timeline", "--data", data])  # makes the index that completion reads
    capsys.readouterr()
    run_cli(["__complete", "zsh", typed[0], "--data", data, *typed[1:]])
    return capsys.readouterr().out


def found_in(text: str, desk: Desk) -> list[str]:
    folded = text.casefold()
    return sorted(word for word in desk.words if word in folded)
