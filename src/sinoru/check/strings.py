"""Every text in a record that is not plain ASCII, and where it stands."""

from collections.abc import Iterator
from typing import Any

import msgspec

from sinoru.check.finding import Steps


def strings_of(record: msgspec.Struct, at: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Give the texts with a letter beyond ASCII or a control in them."""
    for key, name in zip(record.__struct_encode_fields__, record.__struct_fields__, strict=True):
        value = getattr(record, name)
        if value:
            yield from _strings(value, (*at, key))


def _strings(value: Any, at: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        if not (value.isascii() and value.isprintable()):
            yield at, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _strings(one, (*at, number))
    elif isinstance(value, msgspec.Struct):
        yield from strings_of(value, at)
