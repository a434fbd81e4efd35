"""Counts as rows: one for each value that was counted."""

from collections.abc import Iterator

from sinoru.query.analyses import Stats

STATS = ("by", "id", "value", "events")
"""The columns."""


def stats_rows(answer: Stats) -> Iterator[tuple[str, ...]]:
    """Give the total, the periods, then each facet."""
    yield "all", "", "", f"{answer.total}"
    for one in answer.periods:
        yield answer.unit, "", one.name, f"{one.events}"
    for facet in answer.facets:
        for one in facet.tallies:
            yield facet.by, one.id, one.name, f"{one.events}"
