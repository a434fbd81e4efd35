"""Drafts as rows: one for each draft, in the order of the file."""

from collections.abc import Iterator

from sinoru.draft.answers import Drafts
from sinoru.export.cells import listed

Row = tuple[str, ...]

DRAFTS: Row = (
    "date", "summary", "line", "people", "places", "organisations", "doubts", "id", "title", "printed", "text",
)  # fmt: skip


def draft_rows(answer: Drafts) -> Iterator[Row]:
    """Give all drafts."""
    for draft in answer.drafts:
        names = (listed(draft.people), listed(draft.places), listed(draft.organisations))
        last = (listed(draft.doubts), draft.id, draft.title, draft.printed, draft.text)
        yield (draft.date, draft.summary, f"{draft.line}", *names, *last)
