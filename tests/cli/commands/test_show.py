from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_several_records_are_shown_in_the_order_asked_for(run: Callable[..., Ran]) -> None:
    ran = run("show", "nato", "embassy-bombing", "--format", "json")
    assert [one["id"] for one in json.loads(ran.out)["records"]] == ["nato", "embassy-bombing"]
    text = run("show", "nato", "embassy-bombing").out
    assert text.index("NATO") < text.index("Five bombs")


def test_an_unknown_id_is_named_beside_those_that_are_known(run: Callable[..., Ran]) -> None:
    ran = run("show", "nato", "embassy-bombin")
    assert ran.status == 1
    assert "NATO" in ran.out
    assert "'embassy-bombin'" in ran.err
    assert "embassy-bombing" in ran.err


def test_an_unknown_id_is_an_empty_list_for_programs(run: Callable[..., Ran]) -> None:
    ran = run("show", "nothing", "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out) == {"records": []}


@pytest.mark.parametrize("kind", ["person", "event", "claim", "place", "organisation", "source"])
def test_records_of_every_kind_are_shown(run: Callable[..., Ran], kind: str) -> None:
    ids = {
        "person": "sergei-stepashin",
        "event": "zhang-visit",
        "claim": "seventy-two-jets",
        "place": "belgrade",
        "organisation": "nato",
        "source": "yu-1999q2",
    }
    for format_ in ("table", "json", "jsonl", "csv", "markdown"):
        ran = run("show", ids[kind], "--format", format_)
        assert ran.status == 0
        assert ids[kind] in ran.out
