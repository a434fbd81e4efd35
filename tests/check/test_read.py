"""A file is checked alike whether its lines are read at once or by libyaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings

from sinoru.check.runner import check_text
from sinoru.loading.fast_yaml import FastFileReader, NeedsFullParser
from tests.loading.layouts import TEXT, changed_texts

if TYPE_CHECKING:
    import pytest

    from sinoru.model.records import Diagnostic

BROKEN = ("E101", "E102")
"""Reading ends there; libyaml ends somewhat before, and tells nothing of what it has not come to."""


def faults(data: bytes) -> set[Diagnostic]:
    return set(check_text("corpus.yaml", data).diagnostics)


def unusual(_: FastFileReader) -> None:
    raise NeedsFullParser


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changed_texts)
@example(TEXT)
@example(TEXT.replace("value: x", "say: x").replace("date: 1999-05\n", "date: 1999-13\n"))
@example(TEXT.replace("value: x", "says: x").replace("field: date", "on: date"))
@example("events: [{id: a, date: 1999, title: A}, {id: b, date: 1999, title: B, part_of: c}]\n")
@example("events:\n-\n  date: 1999\n  id: a\n  title: A\n  part_of: c\n- {id: b, date: 1999}\n")
def test_any_change_of_a_text_has_the_faults_that_libyaml_finds(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    quickly = faults(text.encode())
    with monkeypatch.context() as patch:
        patch.setattr(FastFileReader, "items", unusual)
        by_libyaml = faults(text.encode())
    if any(one.code in BROKEN for one in by_libyaml):
        told = {one for one in by_libyaml if one.code in BROKEN or one.code.startswith("E10")}
        assert told <= quickly
    else:
        assert quickly == by_libyaml


def test_places_are_those_of_the_file_however_far_down() -> None:
    usual = "".join(f"  - id: e-{n}\n    date: 1999\n    title: T {n}\n" for n in range(3000))
    odd = "  - date: 1999\n    id: odd\n    titel: T\n    part_of: nowhere\n"
    found = check_text(
        "corpus.yaml", f"events:\n{usual}{odd}{usual.replace('e-', 'f-')}".encode()
    ).diagnostics
    places = {(one.code, one.line, one.column) for one in found if one.code in ("E105", "E107", "E202")}
    line = 2 + 3 * 3000
    assert places == {("E105", line + 2, 5), ("E107", line, 5)}


def test_every_record_of_a_list_in_one_line_has_its_place() -> None:
    records = [f"{{id: e-{n}, date: 1999, title: T {n}, part_of: nowhere-{n}}}" for n in range(500)]
    line = f"events: [{', '.join(records)}]"
    found = check_text("corpus.yaml", f"{line}\n".encode()).diagnostics
    places = sorted((one.line, one.column) for one in found if one.code == "E202")
    assert places == [(1, line.index(f"nowhere-{n}}}") + 1) for n in range(500)]
