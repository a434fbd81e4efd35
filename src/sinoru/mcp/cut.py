"""An answer cut to the size that a model can read, which it says, and how to see the rest."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

Shape = dict[str, Any]

MOST_BYTES = 60_000
"""Of JSON: about fifteen thousand tokens."""
FURTHEST = 10_000
"""Items that may be passed over."""
ITEMS = (
    "events", "claims", "conflicts", "hits", "met", "candidates", "happened", "under_way", "offices",
    "referred_by", "sources", "citations",
)  # fmt: skip
"""Lists of items, which a page is a part of."""


def fit(
    shape: Shape,
    offset: int,
    limit: int,
    finish: Callable[[Shape], Shape],
    further: Callable[[int], str] = "ask again with offset={}".format,
) -> Shape:
    """Give as many items of each list as the answer has room for, and say in `more` where they go on.

    `finish` makes the answer of a page; `further` says how to ask for what begins at an offset.
    """
    while True:
        part, going_on = page(shape, offset, limit)
        more = _more(going_on, offset + limit, further)
        answer = {"found": True} | ({"more": more} if more else {}) | finish(part)
        size = len(msgspec.json.encode(answer))
        if size <= MOST_BYTES or limit == 1:
            return cut(answer)
        limit = max(1, min(limit - 1, limit * MOST_BYTES // size))


def page(shape: Shape, offset: int, limit: int) -> tuple[Shape, list[str]]:
    """Give the part of each list of items that was asked for, and the names of those that go on."""
    lists = {key: items for key in ITEMS if isinstance(items := shape.get(key), list)}
    paged = {key: items[offset : offset + limit] for key, items in lists.items()}
    return shape | paged, [key for key, items in lists.items() if len(items) > offset + limit]


def _more(going_on: Sequence[str], offset: int, further: Callable[[int], str]) -> list[str]:
    how = f"{further(offset)}, or narrow the question" if offset <= FURTHEST else "narrow the question"
    return [f"{key}: there are more; {how}." for key in going_on]


def cut(shape: Shape) -> Shape:
    """Shorten the longest lists and texts, however deep they lie, until the answer fits, and say so in `cut`."""
    shortened: dict[str, int] = {}
    while len(msgspec.json.encode(shape)) > MOST_BYTES:
        place = _longest(shape)
        if place is None:
            return {"found": True, "cut": ["too long to show: ask for less, or for records by id."]}
        holder, key = place
        items = holder[key]
        name = f"{key}, in characters" if isinstance(items, str) else key
        shortened[name] = shortened.get(name, 0) + len(items) - len(items) // 2
        holder[key] = items[: len(items) // 2]
    if not shortened:
        return shape
    notes = [f"{name}: {left:,} left out for length." for name, left in shortened.items()]
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
