"""Old corpora of many shapes are upgraded and lose nothing: a second reader finds the same in old and new."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinoru.edit.fmt import format_files
from sinoru.edit.upgrade import upgrade_files
from sinoru.loading.records import Loaded, load_records
from sinoru.model.records import CorpusTitle, Diagnostic, Record
from tests.edit.first_format import Writer, corpora

Lists = dict[str, Any]


def read(*paths: Path) -> Lists:
    """Read files with PyYAML, every scalar as text."""
    lists: Lists = {}
    for path in paths:
        for document in yaml.load_all(path.read_text(encoding="utf-8-sig"), yaml.BaseLoader):
            for name, records in (document or {}).items():
                if isinstance(records, list):
                    lists.setdefault(name, []).extend(records)
                else:
                    lists[name] = records
    return lists


def key(value: Any) -> str:
    """Return a value as text, whatever the order of its keys."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {key(value[name])}' for name in sorted(value))}}}"
    return f"[{', '.join(map(key, value))}]" if isinstance(value, list) else f"{value!r}"


def certainty(one: dict[str, Any]) -> str:
    written: str = one.get("certainty", "")
    return "inferred" if written == "implied" else written


def records_in(lists: Lists) -> Iterator[dict[str, Any]]:
    for name in ("events", "people", "organisations", "claims"):
        yield from lists.get(name, ())


def unchanged(record: dict[str, Any]) -> str:
    """Return what an upgrade leaves as it is."""
    left = {name: value for name, value in record.items() if name not in ("conflicts", "contradicts")}
    if left.get("assessment", {}).get("verdict") == "contradicted":
        del left["assessment"]
    if "certainty" in left:
        left["certainty"] = certainty(left)
    return key(left)


def old_statements(lists: Lists) -> Iterator[tuple[str, ...]]:
    for record in records_in(lists):
        for conflict in record.get("conflicts", ()):
            for one in conflict["statements"]:
                said = (one["says"], one.get("by", ""), certainty(one), key(one.get("evidence", [])))
                yield record["id"], conflict["on"], *said


def new_statements(lists: Lists) -> Iterator[tuple[str, ...]]:
    for record in records_in(lists):
        for conflict in record.get("conflicts", ()):
            if any("claim" in one for one in conflict["statements"]):
                continue
            for one in conflict["statements"]:
                said = (one["value"], one.get("by", ""), certainty(one), key(one.get("evidence", [])))
                yield record["id"], conflict["field"], *said


def old_reasons(lists: Lists) -> Iterator[tuple[str, str, str]]:
    """Yield the reason and evidence of each verdict on a conflict."""
    for record in records_in(lists):
        for one in record.get("conflicts", ()):
            yield record["id"], one.get("why", ""), key(one.get("evidence", []))


def new_reasons(lists: Lists) -> Iterator[tuple[str, str, str]]:
    for record in records_in(lists):
        for one in record.get("conflicts", ()):
            if not any("claim" in said for said in one["statements"]):
                why = re.sub("^superseded(: |$)", "", one.get("why", ""))
                yield record["id"], why, key(one.get("evidence", []))


def old_pairs(lists: Lists) -> set[frozenset[str]]:
    return {
        frozenset((one["id"], other))
        for one in lists.get("claims", ())
        for other in one.get("contradicts", ())
    }


def new_pairs(lists: Lists) -> list[frozenset[str]]:
    """Return the pairs of claims of which not both are right."""
    found = []
    for conflict in lists.get("conflicts", ()):
        said = [(one["claim"], "stands" in one) for one in conflict["statements"]]
        found += [frozenset((said[0][0], other)) for other, _ in said[1:]]
    return found


def old_refutations(lists: Lists) -> Iterator[tuple[str, str, str]]:
    for one in lists.get("claims", ()):
        if one.get("assessment", {}).get("verdict") == "contradicted":
            verdict = one["assessment"]
            yield one["id"], verdict.get("why", ""), key(verdict.get("evidence", []))


def new_refutations(lists: Lists) -> Iterator[tuple[str, str, str]]:
    for claim in lists.get("claims", ()):
        for conflict in claim.get("conflicts", ()):
            said = conflict["statements"]
            if said[0].get("claim") == claim["id"] and "value" in said[1]:
                assert said[1]["stands"] == "true"
                why = "" if said[1]["value"].startswith("something else") else said[1]["value"]
                yield claim["id"], why, key(said[1].get("evidence", []))
    for conflict in lists.get("conflicts", ()):
        if any("stands" in one for one in conflict["statements"]):
            wrong = next(one["claim"] for one in conflict["statements"] if "stands" not in one)
            yield wrong, conflict.get("why", ""), key(conflict.get("evidence", []))


def assert_same(old: Lists, new: Lists) -> None:
    for of_old, of_new in (
        (map(unchanged, records_in(old)), map(unchanged, records_in(new))),
        (old_statements(old), new_statements(new)),
        (old_reasons(old), new_reasons(new)),
        (old_refutations(old), new_refutations(new)),
        (old_pairs(old), new_pairs(new)),
    ):
        assert Counter(of_old) == Counter(of_new)


def records_of(*paths: Path) -> list[Record | CorpusTitle | Diagnostic]:
    found: list[Record | CorpusTitle | Diagnostic] = []
    for path in paths:
        with path.open("rb") as stream:
            found += [
                one.record if isinstance(one, Loaded) else one for one in load_records(stream, path.name)
            ]
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists=corpora(), seed=st.integers(0, 1 << 30))
def test_no_statement_value_or_comment_is_lost(
    tmp_path_factory: pytest.TempPathFactory, lists: Lists, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    writer = Writer(seed)
    path = folder / "all.yaml"
    path.write_bytes(writer.file(lists).encode())
    before, old = path.read_text(encoding="utf-8"), read(path)
    assert {name: list(map(key, old[name])) for name in lists} == {
        name: list(map(key, records)) for name, records in lists.items()
    }, "the writer writes what it was given"
    answer = upgrade_files([str(folder)], write=True)
    assert not answer.in_state("refused"), answer
    text = path.read_text(encoding="utf-8")
    for comment in writer.comments:
        assert text.count(comment) == before.count(comment)
    assert_same(old, read(path))
    found = records_of(path, folder / "corpus.yaml")
    assert not [one for one in found if isinstance(one, Diagnostic)]
    assert CorpusTitle(format="2") in found
    again = upgrade_files([str(folder)], write=True)
    assert len(again.in_state("unchanged")) == len(again.files)
    ids = [one.id for one in found if isinstance(one, Record)]
    assert len(ids) == len(set(ids))
    for decision in answer.decisions:
        line = Path(decision.path).read_text(encoding="utf-8").splitlines()[decision.line - 1]
        assert line.strip()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists=corpora(), seed=st.integers(0, 1 << 30))
def test_a_file_in_house_layout_stays_in_it(
    tmp_path_factory: pytest.TempPathFactory, lists: Lists, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    path = folder / "all.yaml"
    path.write_bytes(Writer(seed).file(lists).encode())
    format_files([str(path)], write=True)
    if format_files([str(path)], write=False).in_state("unchanged") == ():
        return
    upgrade_files([str(folder)], write=True)
    assert not format_files([str(folder)], write=False).in_state("formatted")
