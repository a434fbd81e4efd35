"""What a corpus has, where it has nothing of the kind that was asked for."""

from __future__ import annotations

import pytest

from sinoru.query.holdings import none_of


@pytest.mark.parametrize(
    ("kinds", "held", "said"),
    [
        (("event",), {"person": 5257, "organisation": 2}, "No events; 5,257 people, 2 organisations."),
        (("event", "place"), {"claim": 1}, "No events or places; 1 claim."),
        (("event",), {"event": 1, "person": 2}, ""),
        (("person", "organisation"), {"organisation": 1}, ""),
        (("event",), {}, ""),
        ((), {"person": 1}, ""),
    ],
)
def test_it_says_what_there_is_instead(kinds: tuple[str, ...], held: dict[str, int], said: str) -> None:
    assert none_of(kinds, held) == said
