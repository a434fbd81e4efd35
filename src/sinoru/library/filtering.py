"""The filters of the command line as keyword arguments."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, cast

from sinoru.model.errors import WrongUsage
from sinoru.query.filters import Filters, Sort

OneOrMore = str | Iterable[str]
"""A value, or several of which any will do."""
Date = str | dt.date
"""EDTF, or what a person types: "1999-05", "8 May 1999", "1999-Q2"."""

_ARGUMENTS = {"--from": "start", "--to": "end", "NAME": "name", "DATE": "date"}
_SORTS = ("", "date", "-date", "rank")
_SINGLE = ("start", "end", "sort")


class Filtering(TypedDict, total=False):
    """What a question may be narrowed to. Each is the option of that name; `start` and `end` are --from and --to."""

    start: Date
    end: Date
    person: OneOrMore
    org: OneOrMore
    country: OneOrMore
    place: OneOrMore
    kind: OneOrMore
    topic: OneOrMore
    source: OneOrMore
    by: OneOrMore
    about: OneOrMore
    certainty: OneOrMore
    verdict: OneOrMore
    limit: int | None
    sort: Sort


def read_filters(given: Filtering) -> Filters:
    """Read keyword arguments. Raises WrongUsage for a name or a value that is none."""
    typed: dict[str, Any] = {}
    for name, value in cast("Mapping[str, Any]", given).items():
        if name not in Filters.__struct_fields__:
            raise WrongUsage(f"'{name}' is no filter; there are {', '.join(Filters.__struct_fields__)}")
        typed[name] = _read(name, value)
    return Filters(**typed)


def argument_of(option: str) -> str:
    """Give the keyword that stands for what the command line calls so: `--from` is `start`."""
    return _ARGUMENTS.get(option, option.lstrip("-"))


def _read(name: str, value: Any) -> Any:
    if name == "limit":
        return _limit(value)
    if name == "sort" and value not in _SORTS:
        raise WrongUsage(f"sort: '{value}' is not one of {', '.join(filter(None, _SORTS))}")
    if name in _SINGLE:
        return str(value or "")
    return tuple(map(str, (value,) if isinstance(value, str) else value or ()))


def _limit(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongUsage(f"limit takes a whole number from 1 up, not {value!r}")
    return value
