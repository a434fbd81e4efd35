"""What msgspec does not check of a record: texts that are dates, ids or decimal numbers."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, get_args, get_type_hints

import msgspec

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.loading.shapes import is_decimal, is_kebab_case
from sinoru.model.records import Record

Check = Callable[[Any], bool]


def is_sound(record: Record) -> bool:
    """Tell whether the texts in a record, its parts included, are what its fields hold; empty is absent."""
    return all(check(record) for check in _checks_of(type(record)))


@lru_cache(1 << 16)
def _is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


_SOUND: dict[str, Callable[[str], bool]] = {"date": _is_date, "id": is_kebab_case, "decimal": is_decimal}


@lru_cache
def _checks_of(struct: type[msgspec.Struct]) -> list[Check]:
    """Give what msgspec does not check of a struct: the texts that are dates, ids or numbers, in its parts too."""
    checks: list[Check] = []
    for name, hint in get_type_hints(struct, include_extras=True).items():
        meta = getattr(hint, "__metadata__", None)
        if meta and meta[0].extra["holds"] in _SOUND:
            checks.append(_text_check(name, _SOUND[meta[0].extra["holds"]]))
        checks += [_part_check(name, inner) for part in parts_of(hint) if (inner := _checks_of(part))]
    return checks


def _text_check(name: str, is_right: Callable[[str], bool]) -> Check:
    def check(value: Any) -> bool:
        text = getattr(value, name)
        return not text or is_right(text)

    return check


def _part_check(name: str, checks: list[Check]) -> Check:
    def check_part(value: Any) -> bool:
        part = getattr(value, name)
        parts = part if isinstance(part, tuple) else (part,) if part is not None else ()
        return all(check(one) for one in parts for check in checks)

    return check_part


def parts_of(hint: Any) -> list[type[msgspec.Struct]]:
    """Give the structs that a field holds."""
    return [part for part in get_args(hint) if isinstance(part, type) and issubclass(part, msgspec.Struct)]
