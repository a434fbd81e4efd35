"""Words without an end: refused at once, and not repeated in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

TOO_LONG = "is too long for a name. Use at most 40 words or 1,000 characters.\n"


@pytest.mark.parametrize(
    "words", [("ab",) * 41, ("a" * 1_001,), ("ab " * 10_000,), ("ﷺ" * 300,), ("a-" * 99,)]
)
@pytest.mark.parametrize("command", [("who",), ("links",), ("timeline", "--person"), ("claims", "--by")])
def test_a_name_that_is_too_long_is_refused(
    run: Callable[..., Ran], command: tuple[str, ...], words: tuple[str, ...]
) -> None:
    given = [*command, " ".join(words)] if len(command) > 1 else [*command, *words]
    ran = run(*given)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(TOO_LONG)
    assert len(ran.err) < 200


@pytest.mark.parametrize("command", ["show", "cite"])
def test_very_many_ids_are_no_name_but_each_is_read(run: Callable[..., Ran], command: str) -> None:
    ran = run(command, *["embassy-bombing", "zhang-visit"] * 50, "nobody")
    assert ran.status == 1
    assert "No record 'nobody'" in ran.err
    assert run(command, "embassy-bombing", "a" * 1_001).err.endswith(TOO_LONG)


def test_a_name_of_forty_words_is_looked_up(run: Callable[..., Ran]) -> None:
    assert "is too long" not in run("links", *["ab"] * 40).err


@pytest.mark.parametrize("option", ["--topic", "--tag", "--kind", "--country"])
def test_no_advice_repeats_a_megabyte(run: Callable[..., Ran], option: str) -> None:
    ran = run("timeline", option, "a" * 100_000)
    assert ran.status in (1, 2)
    assert len(ran.err) < 1_000
