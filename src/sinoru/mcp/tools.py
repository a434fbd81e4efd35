"""The tools: each is a query of the library, and its answer is cut to fit a model.

Citations are added as text or as records of a reference manager, and evidence where the shape of an answer has only
ids.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, cast

import msgspec
from msgspec.structs import asdict

from sinoru.cite import RECORDS
from sinoru.corpus import Corpus
from sinoru.mcp import arguments as args
from sinoru.mcp.arguments import FURTHEST, ITEMS, Shape, fit, page
from sinoru.messages import clause, count, did_you_mean, quoted
from sinoru.model.errors import UnknownId, WrongUsage
from sinoru.model.records import Claim, Record
from sinoru.query.answers import CARD_EVENTS
from sinoru.query.cite import Citation, Citations
from sinoru.query.filtering import Filtering
from sinoru.query.filters import FILTERS
from sinoru.query.holdings import none_of

Ask = Callable[[Corpus, Any], Shape]

NOT_FOUND = "Not in this corpus"
_EVENTS_OF_MET = 20
"""Events listed of each person met on a card, with their evidence."""
_KINDS = {"timeline": ("event",), "claims": ("claim",)}
"""The kinds of record that a tool lists."""
_ALL = FURTHEST + args.MOST + 1
"""More items than any page can need."""


class Tool(msgspec.Struct, frozen=True):
    """A look-up as the client sees it, and the call that answers it."""

    title: str
    description: str
    takes: type[args.Paged]
    ask: Ask


def _filters(given: Any, least: int = 0) -> Filtering:
    """Return the filters, with a limit one item beyond the page, which shows whether there are more.

    The limit is at least `least`, for answers that divide the items among several lists.
    """
    chosen = {name: value for name, value in asdict(given).items() if name in FILTERS and value}
    return cast("Filtering", chosen | {"limit": max(given.limit + given.offset + 1, least)})


def _as_list(ids: str | list[str]) -> list[str]:
    return [ids] if isinstance(ids, str) else ids


TOOLS = {
    "search": Tool(
        "Search the corpus",
        "Search every kind of record (events, claims, conflicts, people, organisations, places, sources), best"
        " matches first. A question such as 'who was prime minister of Russia in May 1999' is also answered.",
        args.SearchArguments,
        lambda corpus, given: corpus.search(given.words, **_filters(given)).to_dict(),
    ),
    "who": Tool(
        "Who a person or organisation is",
        "Everything known about a person or an organisation: names in every script, offices over time, events, claims"
        " by and about them, whom they met. If the name matches several, a list of candidates.",
        args.WhoArguments,
        lambda corpus, given: corpus.who(given.name, on=given.on, **_filters(given, CARD_EVENTS)).to_dict(),
    ),
    "timeline": Tool(
        "Events in order",
        "Events in chronological order, each with its participants, places and evidence.",
        args.TimelineArguments,
        lambda corpus, given: corpus.timeline(**_filters(given)).to_dict(),
    ),
    "on": Tool(
        "A day",
        "What happened on a date, what was under way, who held which office that day, and which claims concern it."
        " For a day without a year, such as 05-08: the events of that day in any year, as a timeline.",
        args.OnArguments,
        lambda corpus, given: corpus.on(given.date, **_filters(given, _ALL)).to_dict(),
    ),
    "claims": Tool(
        "Who claims what",
        "Claims, each with who makes it, how certain the wording is (certainty) and how it was judged (assessment:"
        " the verdict, why, and the conflict that gives it).",
        args.ClaimsArguments,
        lambda corpus, given: corpus.claims(given.words, **_filters(given)).to_dict(),
    ),
    "conflicts": Tool(
        "Statements that disagree",
        'Questions on which statements differ, side by side, with their sources. In a settled one, "stands" is'
        " true for the statements that are right; it is null in an open one. Check them before you rely on a date, an"
        " office or a number.",
        args.ConflictsArguments,
        lambda corpus, given: corpus.conflicts(given.words, **_filters(given)).to_dict(),
    ),
    "compare": Tool(
        "Two sources side by side",
        "Where two sources differ, what both say, and what only one of them says, each with its passages. Two records"
        " under both, and a difference that is not recorded, were matched by program: check them before you rely on"
        " them.",
        args.CompareArguments,
        lambda corpus, given: corpus.compare(given.a, given.b, **_filters(given)).to_dict(),
    ),
    "links": Tool(
        "Who met whom",
        "Whom a person or an organisation met, and apart, with whom it only spoke by telephone or was only named."
        " With other: all events that the two share, each with how (met, spoke, together), or the shortest chain"
        " between them, what they are to each other (relations) and the sources that both made (works)."
        " Say that two met only where how is met.",
        args.LinksArguments,
        lambda corpus, given: corpus.links(given.name, given.other, **_filters(given)).to_dict(),
    ),
    "show": Tool(
        "A complete record",
        "One record by its id, or a conflict on a record by its own (RECORD:FIELD): every field, its evidence, its"
        " location in the files, and what refers to it.",
        args.ShowArguments,
        lambda corpus, given: corpus.show(given.id).to_dict(),
    ),
    "cite": Tool(
        "Cite the sources of records",
        "Citations to copy: each source that supports the records, once, with all passages in it (at), its entry for"
        " a bibliography and, in chicago, apa and mla, the note or parenthesis for the text (in_text).",
        args.CiteArguments,
        lambda corpus, given: cite(
            corpus, _as_list(given.ids), given.style, given.limit + given.offset + 1, with_against=given.all
        ),
    ),
}
"""The tools by name."""


def answer(corpus: Corpus, name: str, given: args.Paged) -> Shape:
    """Return the answer of a tool: whether anything was `found`, then the shape of docs/json.md, cut to size.

    Only what was looked for and is absent is not `found`. Raises SinoruError where the arguments are invalid.
    """
    try:
        shape = TOOLS[name].ask(corpus, given)
    except UnknownId as error:
        if error.nearest:
            raise
        return {"found": False, "message": f"{NOT_FOUND}: no record has the id {quoted(error.wanted)}."}
    part, _ = page(shape, given.offset, given.limit)
    if not _is_found(name, shape):
        return {"found": False, "message": f"{NOT_FOUND}: {_absence(corpus, name, given, shape)}", **part}
    if not _is_found(name, part):
        length = count(_longest(shape), "item")
        raise WrongUsage(
            f"offset '{given.offset}' is past the end: the longest list has {length}. Use a smaller one."
        )
    return fit(shape, given.offset, given.limit, lambda part: with_evidence(corpus, name, part))


def _absence(corpus: Corpus, name: str, given: args.Paged, shape: Shape) -> str:
    """Return what was looked for and is absent, as a sentence."""
    if "suggestions" in shape:
        near = [f"{one['name']} ({one['id']})" for one in shape["suggestions"] if shape["is_near"]]
        what = f"no {'person' if name == 'links' else 'person or organisation'} is named {quoted(shape['query'])}."
        return " ".join(filter(None, (what, did_you_mean(near))))
    if instead := none_of(_KINDS.get(name, ()), corpus.records_by_kind):
        return clause(instead) + "."
    asked = [
        f"{argument} {', '.join(map(quoted, _as_list(value)))}"
        for argument, value in asdict(given).items()
        if value and argument not in ("limit", "offset")
    ]
    return f"nothing matches {' with '.join(asked)}." if asked else "nothing matches."


def _longest(shape: Shape) -> int:
    return max((len(shape[key]) for key in ITEMS if isinstance(shape.get(key), list)), default=0)


def _is_found(name: str, shape: Shape) -> bool:
    return (
        name == "show"
        or (name != "links" and ("person" in shape or "organisation" in shape))
        or any(map(shape.get, (*ITEMS, "chain", "before", "after", "undated")))
    )


def with_evidence(corpus: Corpus, name: str, shape: Shape) -> Shape:
    """Add the certainty of the claims in a search, and the evidence of the events at which people met."""
    if name == "search":
        return shape | {"hits": [_hit_with_certainty(corpus, hit) for hit in shape["hits"]]}
    if name == "who" and "met" in shape:
        lists = {key: list(map(_with_first_events, shape[key])) for key in ("met", "spoke")}
        ids = (id_ for people in lists.values() for one in people for id_ in one["events"])
        return shape | lists | {"evidence": _evidence_by_record(corpus, ids)}
    return shape


def _with_first_events(one: Shape) -> Shape:
    """Keep the first ids of the events at which two met; `times` counts all."""
    return one | {"events": one["events"][:_EVENTS_OF_MET]}


def _hit_with_certainty(corpus: Corpus, hit: Shape) -> Shape:
    record = _find_record(corpus, hit["id"]) if hit["kind"] == "claim" else None
    return hit | {"certainty": record.certainty} if isinstance(record, Claim) else hit


def _evidence_by_record(corpus: Corpus, ids: Iterable[str]) -> dict[str, list[Shape]]:
    """Return the source and locator of each piece of evidence, by record id."""
    records = {id_: _find_record(corpus, id_) for id_ in dict.fromkeys(ids)}
    return {
        id_: [{"source": one.source, "at": one.at} for one in record.evidence]
        for id_, record in records.items()
        if record
    }


def _find_record(corpus: Corpus, id_: str) -> Record | None:
    try:
        return corpus.show(id_).record
    except UnknownId:
        return None


def cite(corpus: Corpus, ids: Sequence[str], style: str, limit: int, *, with_against: bool = False) -> Shape:
    """Return up to `limit` citations of the sources of these records. Raises UnknownId."""
    found = corpus.cite(*ids, all=with_against)
    against = None if found.against is None else found.against[:limit]
    found = msgspec.structs.replace(found, citations=found.citations[:limit], against=against)
    shape = _reference_records(found, style) if style in RECORDS else _text_citations(found, style)
    ids_left = {"unsourced": found.unsourced, "unsupported": found.unsupported, "missing": found.missing}
    return shape | {name: list(left) for name, left in ids_left.items()}


def _reference_records(found: Citations, style: str) -> Shape:
    """Return each citation as the complete text that a reference manager reads."""
    write = import_module(RECORDS[style]).write

    def entry(one: Citation) -> Shape:
        return {"source": one.source.id, "at": list(one.at), "entry": "".join(write((one,)))}

    shape: Shape = {"style": style, "citations": [entry(one) for one in found.citations]}
    if found.against is not None:
        # The labels are in the entry: as a note, without the passages that would read as support.
        plain = [msgspec.structs.replace(one, at=()) for one in found.against]
        labels = [[objection.label for objection in one.against] for one in found.against]
        entries = zip(found.against, plain, labels, strict=True)
        shape["against"] = [
            entry(one) | {"at": list(full.at), "against": words} for full, one, words in entries
        ]
    return shape


def _text_citations(found: Citations, style: str) -> Shape:
    from sinoru.cite.typeset import bibliography_of
    from sinoru.export.report_tables import bibliography_shape

    return bibliography_shape(bibliography_of(found, style))
