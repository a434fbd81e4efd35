"""`schema` as it is used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sinoru.loading.schema import corpus_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_the_schema_is_written_as_json(run: Callable[..., Ran]) -> None:
    ran = run("schema")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == corpus_schema()
    assert run("schema", "--format", "json").out == ran.out


def test_it_can_be_had_in_no_other_form(run: Callable[..., Ran]) -> None:
    assert run("schema", "--format", "csv").status == 2
