"""Renames and merges: every reference follows, in every layout, and nothing else changes.

What is expected comes from another reader of YAML, which knows nothing of records: an id is a text like any other.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinoru.check.runner import check_files
from sinoru.edit.joint_change import write_together
from sinoru.edit.merge import Pair
from sinoru.edit.rename import plan_renaming
from sinoru.edit.united import differences, unite, united_items
from sinoru.model.fields import Fields
from sinoru.model.records import RECORDS, Evidence, Name, Participant, Person, Source
from tests.model.filled import Filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FIELDS = Fields()
IN_ANY_LAYOUT = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def plain(folder: Path) -> dict[str, dict[str, Any]]:
    """The records of a folder by id, as another reader of YAML finds them; scalars are texts."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
            for name, list_ in (document or {}).items():
                if name != "corpus":
                    found |= {record["id"]: record for record in list_ or ()}
    return found


def replaced(value: Any, old: str, new: str, *, is_merge: bool = False) -> Any:
    """A value with each text `old` in it replaced; after a merge, of items that become equal the first remains."""
    if isinstance(value, dict):
        return {key: replaced(one, old, new, is_merge=is_merge) for key, one in value.items()}
    if isinstance(value, list):
        items = [replaced(one, old, new, is_merge=is_merge) for one in value]
        once = [one for place, one in enumerate(items) if one not in items[:place]]
        return once if is_merge and items != value else items
    return new if value == old else value


def rename(old: str, new: str, folder: Path) -> int:
    plan = plan_renaming(old, new, [str(folder)])
    write_together(plan.changes, [str(folder)])
    return plan.references


def merge(kept: str, other: str, folder: Path) -> None:
    pair = Pair(kept, other, [str(folder)])
    write_together(pair.plan({one.field: "kept" for one in pair.differences}).changes, [str(folder)])


def comments(folder: Path) -> Counter[str]:
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.yaml"))
    return Counter(found for text in texts for found in re.findall(r"#~.*", text))


def errors(folder: Path) -> list[str]:
    found = check_files([str(folder)]).diagnostics
    return [f"{one}" for one in found if one.severity == "error" or one.code == "W314"]


def followed(folder: Path, times: int, chance: random.Random) -> None:
    """Rename and merge people in turn, and compare all records each time."""
    before = plain(folder)
    busy = [id_ for id_ in before if id_.startswith("person-") and f"'person': '{id_}'" in repr(before)]
    for number in range(times):
        one, other = chance.sample(busy, 2)
        if number % 2:
            merge(one, other, folder)
            busy.remove(other)
            expected = {
                id_: replaced(record, other, one, is_merge=True)
                for id_, record in before.items()
                if id_ != other
            }
            expected[one] = plain(folder)[one]  # what becomes of the record itself has tests of its own
            assert other in expected[one]["formerly"]
        else:
            new = f"renamed-{number}"
            rename(one, new, folder)
            busy[busy.index(one)] = new
            expected = {
                new if id_ == one else id_: replaced(record, one, new) for id_, record in before.items()
            }
            former = [*before[one].get("formerly", ()), one]
            expected[new] = {**expected[new], "formerly": former}
        before = plain(folder)
        assert before == expected
    assert errors(folder) == []


def write_connected(folder: Path, people_: int, events_: int, chance: random.Random) -> None:
    """Write a corpus in which events and claims name people at random."""
    ids = [f"person-{number}" for number in range(people_)]
    one = chance.choice
    people = "".join(f"  - {{id: {id_}, name: Name {id_}, evidence: [{{source: s}}]}}\n" for id_ in ids)
    events = "".join(
        f"  - id: event-{number}\n    date: 1999\n    title: Talks\n    participants:\n"
        f"      - {{person: {one(ids)}, role: host}}\n      - {{person: {one(ids)}, role: visitor}}\n"
        f"    conflicts:\n      - field: date\n        statements:\n"
        f"          - {{value: 1999, by: {one(ids)}}}\n          - {{value: 1998, by: {one(ids)}}}\n"
        f"    evidence:\n      - {{source: s}}\n"
        for number in range(events_)
    )
    claims = "".join(
        f"  - id: claim-{number}\n    text: So\n    by: {one(ids)}\n    about: [{one(ids)}, event-{number}]\n"
        f"    evidence: [{{source: s}}]\n"
        for number in range(events_)
    )
    (folder / "people.yaml").write_text(f"people:\n{people}sources:\n  - {{id: s, title: S}}\n")
    (folder / "events.yaml").write_text(f"events:\n{events}claims:\n{claims}")


def test_forty_renames_and_merges_leave_no_reference_behind(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same at every run is the point
    write_connected(tmp_path, 40, 30, chance)
    followed(tmp_path, 40, chance)


def test_every_field_that_names_a_record_is_followed(tmp_path: Path) -> None:
    made = Filled()
    folder = made.write(tmp_path / "filled")
    named = {mark.texts[0]: mark.path for mark in made.marks if mark.field.kinds}
    assert len(named) > len(RECORDS)
    for number, (id_, path) in enumerate(named.items()):
        assert rename(id_, f"followed-{number}", folder) == 1, path
    text = (folder / "corpus.yaml").read_text()
    for id_, path in named.items():
        assert len(re.findall(rf"\b{id_}\b", text)) == 1, path  # where it is a former id


STYLES = ("{id}", '"{id}"', "'{id}'")


class Writer:
    """Writes parts of a corpus in any layout, with comments anywhere, each of them once."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self._comments = 0

    def some(self, most: int, least: int = 0) -> range:
        return range(self.draw(st.integers(least, most)))

    def comment(self) -> str:
        self._comments += 1
        return self.draw(st.sampled_from(["", "", f"  #~ {self._comments}"]))

    def above(self, indent: int) -> str:
        self._comments += 1
        return self.draw(st.sampled_from(["", "", f"{' ' * indent}#~ {self._comments}\n", "\n"]))

    def ref(self, *ids: str) -> str:
        id_ = self.draw(st.sampled_from(ids or ("p-1", "p-2", "p-3")))
        return self.draw(st.sampled_from(STYLES)).format(id=id_)

    def inline(self, items: Iterable[str]) -> str:
        """Join items in brackets or braces, on one line or on several with comments between them."""
        first, *others = items
        return first + "".join(
            f",{self.comment()}\n        {one}" if self.draw(st.booleans()) else f", {one}" for one in others
        )

    def refs(self) -> str:
        if self.draw(st.booleans()):
            return f"[{self.inline(self.ref() for _ in self.some(3, 1))}]"
        return "".join(f"\n      - {self.ref()}{self.comment()}" for _ in self.some(3, 1))

    def participants(self) -> str:
        if self.draw(st.booleans()):
            took = [f"{{person: {self.ref()}, role: r{len(self.some(1))}}}" for _ in self.some(3, 1)]
            return f"[{self.inline(took)}]"
        dash = self.draw(st.sampled_from(["    ", "      "]))
        return "".join(
            f"\n{self.above(6)}{dash}- person: {self.ref()}{self.comment()}\n{dash}  role: host"
            for _ in self.some(3, 1)
        )

    def person(self, id_: str) -> str:
        if self.draw(st.booleans()):
            fields = [
                f"id: {id_}",
                f"name: Name {id_[-1]}",
                f"tags: [{self.inline('ab')}]",
                "evidence: [{source: s}]",
            ]
            return f"  - {{{self.inline(fields)}}}{self.comment()}\n"
        keys = [
            f"{key}{self.comment()}" for key in (f"id: {id_}", f"name: Name {id_[-1]}", f"note: on {id_}")
        ]
        keys += ["tags: [p-1, a]"] * len(self.some(1))
        lists = ("[{text: N}]", "\n      - text: N #~ n\n      - {text: M, lang: ru}")
        keys += [f"names: {self.draw(st.sampled_from(lists))}"] * len(self.some(1))
        keys.append(f"evidence: [{{source: {self.ref('s', 't')}}}]")
        gap = f"\n{self.above(4)}    "
        return f"{self.above(2)}  - {gap.join(self.draw(st.permutations(keys)))}\n"

    def claim(self, number: int) -> str:
        return (
            f"{self.above(2)}  - id: c-{number}{self.comment()}\n    text: p-1 says so\n"
            f"    by: {self.ref()}{self.comment()}\n    about: {self.refs()}{self.comment()}\n"
            "    evidence: [{source: s}]\n"
        )

    def event(self, number: int) -> str:
        return (
            f"  - id: e-{number}\n    date: 1999\n    title: Talks\n    participants: {self.participants()}\n"
            f"    evidence:\n      - source: {self.ref('s')}\n"
        )


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, str]:
    """Two files in which the people p-1 to p-3 are named in every style."""
    writer = Writer(draw)
    one = f"people:\n{''.join(map(writer.person, ('p-1', 'p-2', 'p-3')))}"
    two = "sources:\n  - {id: s, title: S}\n  - {id: t, title: T}\n"
    if claims := [writer.claim(number) for number in writer.some(2)]:
        one += f"claims:\n{''.join(claims)}"
    if events := [writer.event(number) for number in writer.some(2)]:
        two += f"events:\n{''.join(events)}"
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return {name: text.replace("\n", newline) for name, text in (("one.yaml", one), ("two.yaml", two))}


@pytest.fixture
def folders(tmp_path: Path) -> Callable[[], Path]:
    """Make a new folder at each call: a property is tried many times in one test."""
    numbers = iter(range(10_000))

    def make() -> Path:
        folder = tmp_path / f"{next(numbers)}"
        folder.mkdir()
        return folder

    return make


@IN_ANY_LAYOUT
@given(texts=corpora())
def test_a_rename_changes_references_and_nothing_else(
    texts: dict[str, str], folders: Callable[[], Path]
) -> None:
    folder = folders()
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    before, noted = plain(folder), comments(folder)
    rename("p-1", "p-one", folder)
    expected = {}
    for id_, record in before.items():
        prose = {key: record[key] for key in ("note", "tags", "text") if key in record}
        expected["p-one" if id_ == "p-1" else id_] = replaced(record, "p-1", "p-one") | prose
    expected["p-one"]["formerly"] = ["p-1"]
    assert plain(folder) == expected
    assert comments(folder) == noted
    assert errors(folder) == []


@IN_ANY_LAYOUT
@given(texts=corpora(), kept=st.sampled_from(["p-1", "p-3"]))
def test_a_merge_leaves_one_record_and_every_comment(
    texts: dict[str, str], kept: str, folders: Callable[[], Path]
) -> None:
    folder = folders()
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    before, noted = plain(folder), comments(folder)
    merge(kept, "p-2", folder)
    after = plain(folder)
    assert [*after] == [id_ for id_ in before if id_ != "p-2"]
    for id_, record in after.items():
        if id_ != kept:
            assert record == replaced(before[id_], "p-2", kept, is_merge=True)
    assert after[kept]["formerly"] == ["p-2"]
    for key in ("tags", "evidence"):
        theirs = before["p-2"].get(key, []) + before[kept].get(key, [])
        assert all(one in after[kept][key] for one in theirs)
    assert {"text": "Name 2"} in after[kept]["names"]
    assert comments(folder) == noted
    assert errors(folder) == []


def person(**fields: Any) -> Person:
    return Person(**({"id": "a", "name": "A"} | fields))


def test_of_two_items_that_say_the_same_the_fuller_one_remains() -> None:
    bare, full = Name(text="N"), Name(text="N", lang="ru")
    assert united_items((bare,), (full,)) == (full,)
    assert united_items((full,), (bare,)) == (full,)
    assert united_items((full,), (Name(text="N", lang="de"),)) == (full, Name(text="N", lang="de"))
    host = Participant(person="p", role="host")
    assert united_items((host,), (Participant(person="p"), Participant(person="q"))) == (
        host,
        Participant(person="q"),
    )


def test_the_words_of_one_passage_are_united_and_those_of_two_are_not() -> None:
    one, two = Evidence(source="s", at="1", terms=("x",)), Evidence(source="s", at="1", terms=("y", "x"))
    assert united_items((one,), (two,)) == (Evidence(source="s", at="1", terms=("x", "y")),)
    assert united_items((one,), (Evidence(source="s", terms=("y",)),)) == (
        one,
        Evidence(source="s", terms=("y",)),
    )


def test_what_only_one_of_two_records_has_is_taken_and_not_asked_for() -> None:
    kept, other = person(born="1928", country="China"), person(id="b", born="1928", died="2019")
    assert differences(kept, other, FIELDS) == ()
    assert unite(kept, other, {}, FIELDS).record == person(
        born="1928", died="2019", country="China", formerly=("b",)
    )


def test_the_authors_of_a_source_are_a_choice_as_their_order_matters() -> None:
    one = Source(id="a", title="T", authors=("Yu, Bin",))
    two = Source(id="b", title="T", authors=("Bin Yu",))
    assert [change.field for change in differences(one, two, FIELDS)] == ["authors"]
    assert unite(one, two, {"authors": "other"}, FIELDS).record == Source(
        id="a", title="T", authors=("Bin Yu",), formerly=("b",)
    )


def test_a_name_that_is_not_chosen_becomes_a_spelling() -> None:
    other = person(id="b", name="B", formerly=("c",))
    assert unite(person(), other, {"name": "other"}, FIELDS).record == person(
        name="B", names=(Name(text="A"),), formerly=("b", "c")
    )


def test_ids_in_other_registers_are_united(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text(
        "corpus: {format: 2, ids: {club: }}\n"
        "people:\n"
        "  - id: a\n"
        "    name: Ann\n"
        "    ids:\n"
        "      wikidata: Q5  #~sure\n"
        "      viaf: 11\n"
        "      isni: 0000 0001 2103 2683\n"
        "  - {id: b, name: Ann, wikidata: Q5, ids: {viaf: 12, isni: '0000000121032683', club: x}}\n",
        encoding="utf-8",
    )
    plan = Pair("a", "b", [str(tmp_path)]).plan({})
    assert plan.registers == ("viaf",)
    write_together(plan.changes, [str(tmp_path)])
    (one,) = plain(tmp_path).values()
    assert one["wikidata"] == "Q5"
    assert one["ids"] == {"viaf": ["11", "12"], "isni": "0000 0001 2103 2683", "club": "x"}
    assert comments(tmp_path) == Counter(["#~sure"])


def test_of_two_wikidata_items_one_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text(
        "people:\n"
        "  - {id: a, name: Ann, ids: {wikidata: Q5, viaf: 1}}\n"
        "  - {id: b, name: Ann, wikidata: Q6}\n",
        encoding="utf-8",
    )
    pair = Pair("a", "b", [str(tmp_path)])
    assert [one.field for one in pair.differences] == ["wikidata"]
    write_together(pair.plan({"wikidata": "other"}).changes, [str(tmp_path)])
    (one,) = plain(tmp_path).values()
    assert (one["wikidata"], one["ids"]) == ("Q6", {"viaf": "1"})
