"""What is known of one thing as rows: the state of an index, what a push did, the settings."""

from collections.abc import Iterator
from typing import Any

import msgspec

from sinoru.export.cells import listed

FACTS = ("name", "value")
SETTINGS = ("key", "value", "from", "about")


def fact_rows(answer: msgspec.Struct) -> Iterator[tuple[str, ...]]:
    """Give a row for each field that is known."""
    for name in answer.__struct_fields__:
        if (value := getattr(answer, name)) not in (None, ""):
            yield name, _text(value)


def setting_rows(answer: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give a row for each setting of `sinoru config show`."""
    for one in answer["settings"]:
        yield tuple(_text(one[column]) for column in SETTINGS)


def _text(value: Any) -> str:
    return listed(map(str, value)) if isinstance(value, (tuple, list)) else f"{value}"
