"""The arguments of each tool, and how its answer is cut to the size that a model can read.

The JSON Schema of a tool is derived from its arguments class, and what a client sends is checked against it. An
answer that was cut says so, and how to see the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Literal, cast

import msgspec
from msgspec import Meta

from sinoru.query.filters import (
    HONOURED,
    UNNARROWED,
    Asked,
    Country,
    Day,
    Filter,
    Named,
    Party,
    Speaker,
    Value,
    declaration,
    is_repeated,
)

Shape = dict[str, Any]

MOST_BYTES = 60_000
"""The most bytes of JSON in an answer: about fifteen thousand tokens."""
FURTHEST = 10_000
"""The highest offset."""
ITEMS = (
    "events", "claims", "conflicts", "hits", "met", "spoke", "together", "shared", "candidates",
    "happened", "under_way", "offices", "referred_by", "sources", "citations", "against",
    "holders", "near", "differ", "both", "only_a", "only_b", "relations", "works",
)  # fmt: skip
"""The keys of the lists that are returned page by page."""

MOST = 100
"""The most items of a list in one answer."""
USUAL = 20

Text = Annotated[str, Meta(min_length=1, max_length=400)]
OneOrMore = Text | Annotated[list[Text], Meta(max_length=20)] | None
Date = Annotated[str, Meta(max_length=80)]
Query = Annotated[str, Meta(max_length=1000)]
_DATE = "EDTF, or as a person writes it: 1999-05-08, 8 May 1999, 1999-Q2"
_FORMS: dict[type[Value], str] = {
    Day: f"{_DATE}.",
    Party: "A name in any spelling, or an id.",
    Speaker: "A name or an id.",
    Named: "A name or an id.",
    Country: "Any name or code of it.",
    Asked: 'Words, "a phrase", -without, OR, (groups), person:Yeltsin, kind:visit, date:1999-05.',
}
"""What a value of a filter may be, by what it names."""
_ID = "The id of a record, as other tools return it."


class Arguments(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The arguments of a tool."""


class Paged(Arguments, frozen=True):
    """How much of each list to return."""

    limit: Annotated[int, Meta(ge=1, le=MOST, description="The most items of each list to return.")] = USUAL
    offset: Annotated[int, Meta(ge=0, le=FURTHEST, description="Items of each list to skip.")] = 0


def with_filters(question: str) -> Callable[[type[Paged]], type[Paged]]:
    """Return a decorator that adds the filters that a question honours to the arguments of its tool."""
    fields = [
        (name, *_argument(name, one))
        for name in HONOURED[question]
        if name not in UNNARROWED and (one := declaration(name, (question,)))
    ]

    def make(own: type[Paged]) -> type[Paged]:
        made = msgspec.defstruct(
            own.__name__, fields, bases=(own,), module=own.__module__, frozen=True, kw_only=True
        )
        return cast("type[Paged]", made)

    return make


def _argument(name: str, one: Filter) -> tuple[Any, Any]:
    """Return the type and the default of the argument for a filter."""
    form = "Its id." if one.metavar == "ID" else _FORMS.get(type(one.value), "")
    if one.help.endswith(").") or "such as" in one.help:  # it says so itself
        form = ""
    meta = Meta(description=f"{one.help} {form}".strip())
    if is_repeated(name):
        return Annotated[OneOrMore, meta], None
    return Annotated[Query if isinstance(one.value, Asked) else Date, meta], ""


@with_filters("timeline")
class TimelineArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `timeline`."""


@with_filters("search")
class SearchArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `search`."""

    words: Annotated[
        Annotated[str, Meta(min_length=1, max_length=1000)],
        Meta(
            description='All words must match. "a phrase", -without, prefix*, OR between words, (groups), and fields:'
            " person:Yeltsin, -kind:visit, date:1999-05..1999-06."
        ),
    ]


@with_filters("who NAME")
class WhoArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `who`."""

    name: Annotated[Text, Meta(description="A name in any spelling or script, a part of one, or an office.")]
    on: Annotated[Date, Meta(description=f"Only the offices held on this date: {_DATE}.")] = ""


@with_filters("on")
class OnArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `on`."""

    date: Annotated[Date, Meta(min_length=1, description=f"{_DATE}.")]


@with_filters("claims")
class ClaimsArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `claims`."""

    words: Annotated[Query, Meta(description="Only claims that match these words, as in search.")] = ""


@with_filters("conflicts")
class ConflictsArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `conflicts`."""

    words: Annotated[Query, Meta(description="Words as in search, or the id of one record.")] = ""


@with_filters("compare")
class CompareArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `compare`."""

    a: Annotated[Text, Meta(description="A source: its id, or words that describe no other.")]
    b: Annotated[Text, Meta(description="Another source, likewise.")]


@with_filters("links")
class LinksArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `links`."""

    name: Annotated[Text, Meta(description="A person or organisation: a name in any spelling, or an id.")]
    other: Annotated[
        Date, Meta(description="Another one, for all events that the two share, or the shortest chain.")
    ] = ""


class ShowArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `show`."""

    id: Annotated[Text, Meta(description=_ID)]


class CiteArguments(Paged, frozen=True, kw_only=True):
    """The arguments of `cite`."""

    ids: Annotated[
        Annotated[list[Text], Meta(min_length=1, max_length=20)] | Text,
        Meta(description="The id of the record to cite, or a list of ids, as other tools return them."),
    ]
    style: Annotated[
        Literal["chicago", "apa", "mla", "bibtex", "csl-json", "ris"],
        Meta(description="A citation style (chicago, apa, mla), or a format for reference managers."),
    ] = "chicago"
    all: Annotated[
        bool, Meta(description="Also return what speaks against these records, apart: under `against`.")
    ] = False


def fit(
    shape: Shape,
    offset: int,
    limit: int,
    finish: Callable[[Shape], Shape],
    further: Callable[[int], str] = "call again with offset={}".format,
) -> Shape:
    """Return as many items of each list as the answer has room for; `more` reports where the lists continue.

    `finish` completes the answer of a page; `further` says how to request the items from an offset on.
    """
    while True:
        part, continued = page(shape, offset, limit)
        more = _more(continued, offset + limit, further)
        answer = {"found": True} | ({"more": more} if more else {}) | finish(part)
        size = len(msgspec.json.encode(answer))
        if size <= MOST_BYTES or limit == 1:
            return cut(answer)
        limit = max(1, min(limit - 1, limit * MOST_BYTES // size))


def page(shape: Shape, offset: int, limit: int) -> tuple[Shape, list[str]]:
    """Return the requested part of each list of items, and the keys of the lists that continue after it."""
    lists = {key: items for key in ITEMS if isinstance(items := shape.get(key), list)}
    paged = {key: items[offset : offset + limit] for key, items in lists.items()}
    return shape | paged, [key for key, items in lists.items() if len(items) > offset + limit]


def _more(continued: Sequence[str], offset: int, further: Callable[[int], str]) -> list[str]:
    advice = f"{further(offset)}, or narrow the question" if offset <= FURTHEST else "narrow the question"
    return [f"{key}: more items follow; {advice}." for key in continued]


def cut(shape: Shape) -> Shape:
    """Halve the longest list or text, at any depth, until the answer fits; `cut` reports what was left out."""
    shortened: dict[str, int] = {}
    while len(msgspec.json.encode(shape)) > MOST_BYTES:
        longest = max(_lists_and_texts(shape), key=_size, default=None)
        if longest is None:
            return {"found": True, "cut": ["too long to show; request fewer items, or single records by id."]}
        holder, key = longest
        items = holder[key]
        name = f"{key}, in characters" if isinstance(items, str) else key
        shortened[name] = shortened.get(name, 0) + len(items) - len(items) // 2
        holder[key] = items[: len(items) // 2]
    if not shortened:
        return shape
    notes = [f"{name}: {left:,} left out for length." for name, left in shortened.items()]
    return {"found": True, "cut": notes} | shape


def _lists_and_texts(value: Any) -> Iterator[tuple[Shape, str]]:
    """Yield each list or text that can be shortened, as the mapping that holds it and its key."""
    if isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, (list, str)) and len(one) > 1:
                yield value, key
            yield from _lists_and_texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _lists_and_texts(one)


def _size(location: tuple[Shape, str]) -> int:
    holder, key = location
    return len(msgspec.json.encode(holder[key]))
