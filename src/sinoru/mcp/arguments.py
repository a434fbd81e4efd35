"""What each tool takes: its JSON Schema is made of these, and what a client sends is checked against them."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sinoru.mcp.cut import FURTHEST

MOST = 100
"""Items of a list in one answer, at most."""
USUAL = 20

Text = Annotated[str, Meta(min_length=1, max_length=400)]
OneOrMore = Text | Annotated[list[Text], Meta(max_length=20)] | None
Date = Annotated[str, Meta(max_length=80)]
_DATE = "EDTF, or what a person types: 1999-05-08, 8 May 1999, 1999-Q2"
_ID = "The id of a record, as other tools give it."


class Arguments(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a tool may be told."""


class Paged(Arguments, frozen=True):
    """How much of each list to give."""

    limit: Annotated[int, Meta(ge=1, le=MOST, description="Items of each list to give.")] = USUAL
    offset: Annotated[int, Meta(ge=0, le=FURTHEST, description="Items of each list to pass over.")] = 0


class Narrowed(Paged, frozen=True, kw_only=True):
    """The filters. Values of one filter are alternatives; filters add up."""

    start: Annotated[Date, Meta(description=f"Only from this date on: {_DATE}.")] = ""
    end: Annotated[Date, Meta(description="Only up to this date, the whole of it.")] = ""
    person: Annotated[OneOrMore, Meta(description="With this person: a name in any spelling, or an id.")] = (
        None
    )
    org: Annotated[OneOrMore, Meta(description="With this organisation: a name or an id.")] = None
    country: Annotated[OneOrMore, Meta(description="With this country, by its English name.")] = None
    place: Annotated[OneOrMore, Meta(description="At this place: a name or an id.")] = None
    kind: Annotated[OneOrMore, Meta(description="Of this kind, such as visit, call, claim, figure.")] = None
    topic: Annotated[OneOrMore, Meta(description="On this topic.")] = None
    source: Annotated[OneOrMore, Meta(description="Resting on this source: its id.")] = None


class SearchArguments(Narrowed, frozen=True, kw_only=True):
    """For `search`."""

    words: Annotated[
        Text, Meta(description='All must match. "a phrase", -without, begin*, OR between words.')
    ]


class WhoArguments(Narrowed, frozen=True, kw_only=True):
    """For `who`."""

    name: Annotated[Text, Meta(description="A name in any spelling or script, a part of one, or an office.")]
    on: Annotated[Date, Meta(description=f"Only the offices held then: {_DATE}.")] = ""


class OnArguments(Narrowed, frozen=True, kw_only=True):
    """For `on`."""

    date: Annotated[Date, Meta(min_length=1, description=f"{_DATE}.")]
    within: Annotated[Date, Meta(description="Also so long before and after: 3d, 2w.")] = ""


class ClaimsArguments(Narrowed, frozen=True, kw_only=True):
    """For `claims`."""

    words: Annotated[Date, Meta(description="Only claims that have all these words.")] = ""
    by: Annotated[OneOrMore, Meta(description="Made or passed on by: a name or an id.")] = None
    about: Annotated[OneOrMore, Meta(description="About this record: a name or an id.")] = None
    certainty: Annotated[OneOrMore, Meta(description="stated, reported, alleged or implied.")] = None
    verdict: Annotated[
        OneOrMore, Meta(description="supported, contradicted, partly, superseded or unverified.")
    ] = None


class ConflictsArguments(Narrowed, frozen=True, kw_only=True):
    """For `conflicts`."""

    words: Annotated[Date, Meta(description="Words that the records have, or the id of one.")] = ""
    verdict: Annotated[
        OneOrMore, Meta(description="contradicted, reconciled, superseded, partly or open.")
    ] = None


class LinksArguments(Narrowed, frozen=True, kw_only=True):
    """For `links`."""

    name: Annotated[Text, Meta(description="A person: a name in any spelling, or an id.")]
    other: Annotated[Date, Meta(description="Another: the shortest chain between the two.")] = ""


class ShowArguments(Paged, frozen=True, kw_only=True):
    """For `show`."""

    id: Annotated[Text, Meta(description=_ID)]


class CiteArguments(Paged, frozen=True, kw_only=True):
    """For `cite`."""

    ids: Annotated[
        Annotated[list[Text], Meta(min_length=1, max_length=20)] | Text,
        Meta(description="The id of the record to cite, or a list of ids, as other tools give them."),
    ]
    style: Annotated[
        Literal["chicago", "apa", "mla", "bibtex", "csl-json", "ris"],
        Meta(description="A style of text (chicago, apa, mla), or records for a reference manager."),
    ] = "chicago"
