"""A list of more records than fit into memory is refused, with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

EVENTS = "".join(f"  - {{id: e-{number}, date: 1999-05-08, title: Event}}\n" for number in range(3))
CLAIMS = "".join(f"  - {{id: c-{number}, text: A claim, said: 1999-05-09}}\n" for number in range(3))


@pytest.mark.parametrize("command", [["timeline"], ["claims"], ["on", "1999-05"]], ids=lambda one: one[0])
def test_a_list_that_is_too_long_is_refused(
    run: Callable[..., Ran],
    write_corpus: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
) -> None:
    monkeypatch.setattr("sinoru.cli.lookup.MOST_LISTED", 2)
    corpus = write_corpus(f"events:\n{EVENTS}claims:\n{CLAIMS}", "long")
    ran = run(*command, data=corpus)
    assert (ran.status, ran.out) == (2, "")
    assert "More than 2 " in ran.err
    assert "Use a filter or --limit" in ran.err
    assert "sinoru export" in ran.err
    assert run(*command, "--limit", "2", data=corpus).status == 0
