"""An answer cut to the size that a model can read, which it says, and how to see the rest."""

from typing import Any

import msgspec

Shape = dict[str, Any]

MOST_BYTES = 60_000
"""Of JSON: about fifteen thousand tokens."""
ITEMS = (
    "events", "claims", "conflicts", "hits", "met", "candidates", "happened", "under_way", "offices",
    "referred_by", "sources", "citations",
)  # fmt: skip
"""Lists of items, which a page is a part of."""


def page(shape: Shape, offset: int, limit: int) -> tuple[Shape, list[str]]:
    """Give the part of each list of items that was asked for, and a sentence on each that goes on."""
    paged, more = dict(shape), []
    for key in ITEMS:
        items = shape.get(key)
        if isinstance(items, list):
            paged[key] = items[offset : offset + limit]
            if len(items) > offset + limit:
                more.append(
                    f"{key}: there are more; ask again with offset={offset + limit}, or narrow the question."
                )
    return paged, more


def cut(shape: Shape) -> Shape:
    """Shorten the longest lists, however deep they lie, until the answer fits, and say so in `cut`."""
    shortened: dict[str, int] = {}
    while len(msgspec.json.encode(shape)) > MOST_BYTES:
        place = _longest(shape)
        if place is None:
            return {"found": True, "cut": ["too long to show: ask for less, or for records by id."]}
        holder, key = place
        shortened.setdefault(key, 0)
        items = holder[key]
        shortened[key] += len(items) - len(items) // 2
        holder[key] = items[: len(items) // 2]
    if not shortened:
        return shape
    notes = [
        f"{key}: {left} items left out for length; ask with a smaller limit."
        for key, left in shortened.items()
    ]
    return {"found": True, "cut": notes} | shape


def _longest(value: Any) -> tuple[Shape, str] | None:
    """Find the list, or text, that takes the most room."""
    places = [(len(msgspec.json.encode(holder[key])), holder, key) for holder, key in _places(value)]
    if not places:
        return None
    _, holder, key = max(places, key=lambda place: place[0])
    return holder, key


def _places(value: Any) -> list[tuple[Shape, str]]:
    found: list[tuple[Shape, str]] = []
    if isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, (list, str)) and len(one) > 1:
                found.append((value, key))
            found += _places(one)
    elif isinstance(value, list):
        for one in value:
            found += _places(one)
    return found
