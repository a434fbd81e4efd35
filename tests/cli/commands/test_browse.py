from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_without_a_terminal_it_points_to_what_prints(run: Callable[..., Ran]) -> None:
    ran = run("browse")
    assert ran.status == 2
    assert "sinoru timeline" in ran.err
