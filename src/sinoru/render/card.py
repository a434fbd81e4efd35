"""The brief card of a person or an organisation: one screen, and what is left out of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import cast

from sinoru.index.fields import holds_for_a_time, supporting_evidence, title_of
from sinoru.messages import command
from sinoru.model.records import Evidence, Name, Organisation, Person
from sinoru.query.answers import Card, EventAnswer, OfficeHeld
from sinoru.query.office_filters import office_title
from sinoru.query.verdicts import is_disputed, unreconciled
from sinoru.render.brief import (
    DATED_COLUMNS,
    MARK,
    MOST_WORKS,
    dated_entry,
    mark_cell,
    verdict_counts,
    verdict_tally,
)
from sinoru.render.document import (
    INDENT,
    Cells,
    Column,
    Document,
    Entry,
    Glyphs,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    joined,
    line,
    plural,
    shown_of,
)
from sinoru.render.life import life_dates, name_spans
from sinoru.render.listing import differs_mark, limit_step_of_lists, next_steps, packed, show_step
from sinoru.render.parts import at_time, by_certainty, held_for, marked_values, of_party, own_spans, when
from sinoru.render.tenures import (
    MOST_HOLDERS,
    Succession,
    Tenure,
    example_day,
    has_room_for_days,
    has_seats,
    most_listed,
    succession,
    tenure_time,
    tenures,
    time_notes,
    title_in_brief,
    with_notes,
)

MOST_EVENTS = MOST_OFFICES = 12
"""Events and offices of a person that are listed where no limit is given."""
MOST_DISPUTES = 3
"""Disputes that are listed where no limit is given."""
_MOST_NAMES = 3
"""Spellings in other scripts that are shown; the others are counted."""
_APART = Span("    ")
_LAST_LATIN = "\u024f"
_BY_LETTERS = ("", "exact", "reordered", "part", "id", "register")
"""Rules by which a name is found that needs no word of explanation."""


def card_document(answer: Card, look: Look, most: int | None = None) -> Document:
    """Show who it is, the offices, the events with the most sources, and counts of all else."""
    shown = _events_shown(answer, most_listed(answer.events_total, most, MOST_EVENTS))
    yield from _head(answer, shown, look)
    countries = {answer.record.id: str(getattr(answer.record, "country", ""))}
    held, perhaps = (tenures(each, countries) for each in by_certainty(answer.offices))
    is_person = isinstance(answer.record, Person)
    if answer.on:
        yield from _offices_of_day(answer, held, perhaps, most, look)
    elif held:
        offices = _offices if is_person else _holders
        yield from offices(answer, held, most, look)
    if answer.party_of_total:
        yield line(party_of(answer))
    if answer.relations:
        from sinoru.render.relations import relations_by_kind

        yield from relations_by_kind(answer.relations, answer.relations_total, look.glyphs, most)
    yield from _events(answer, shown, look)
    yield from _claims(answer, look.glyphs)
    yield from _works(answer, most, look)
    yield from _disputes(answer, most, look)
    yield from _disagreements(answer, look.glyphs)
    yield from _last_line(answer, shown, () if is_person else (held, perhaps), most, look)


def _head(answer: Card, shown: list[EventAnswer], look: Look) -> Iterator[Line]:
    record = cast("Person | Organisation", answer.record)
    is_marked = bool(unreconciled(answer.record)) or any(is_disputed(one.event) for one in shown)
    marks = differs_mark(look) if is_marked else ()
    between = Span(f" {look.glyphs.bullet} ", "faint")
    facts, spellings = (
        joined(each, between)
        for each in (_facts(answer, record, look.glyphs), _spellings(record, look.glyphs))
    )
    id_ = (Span(record.id, "id"),)
    first = ((Span(record.name, "title"),), facts, () if spellings else id_, marks)
    yield from packed(look, filter(None, first), _APART)
    if spellings:
        yield from packed(look, (spellings, id_), _APART)
    if record.summary:
        yield Line((Span(record.summary),))
    matched = answer.matched
    if matched.rule not in _BY_LETTERS and not answer.read_as:
        quoted = look.glyphs.quoted
        says = f" {look.glyphs.arrow} {quoted(matched.name)} ({matched.rule})"
        yield line(Span("matched: ", "label"), Span(quoted(matched.query), "match"), says)
    yield from others_line(answer, look.glyphs)


def others_line(answer: Card, glyphs: Glyphs) -> Iterator[Line]:
    """Yield the line that names others who have the name asked for as a part of theirs."""
    if not answer.others:
        return
    have = "more has" if answer.others_total == 1 else "more have"
    left = answer.others_total - len(answer.others)
    names = [f"{ref.name} ({ref.id})" for ref in answer.others] + [plural(left, "other")] * bool(left)
    says = f"{answer.others_total:,} {have} {glyphs.quoted(answer.matched.query)} as a part of the name: "
    yield line(Span(says, "faint"), ", ".join(names))


def _spellings(record: Person | Organisation, glyphs: Glyphs) -> Iterator[Spans]:
    """Yield the names that held for a time, the first spelling in each other script, and the number of the others."""
    dated = [name for name in record.names if name.kind == "variant" and holds_for_a_time(name)]
    yield from (name_spans(name, glyphs) for name in dated)
    first: dict[str, Name] = {}
    for name in sorted(record.names, key=lambda name: name.kind != "native"):
        is_foreign = any(char > _LAST_LATIN and char.isalpha() for char in name.text)
        if is_foreign or (name.kind == "native" and name.text != record.name):
            first.setdefault(name.lang.partition("-")[0] or name.text, name)
    shown = [name.text for name in first.values()][:_MOST_NAMES]
    yield from ((Span(text, "name"),) for text in shown)
    if others := {name.text for name in record.names} - {record.name, *shown, *(name.text for name in dated)}:
        yield (Span(plural(len(others), "other spelling" if shown or dated else "spelling"), "faint"),)


def _facts(answer: Card, record: Person | Organisation, glyphs: Glyphs) -> Iterator[Spans]:
    if isinstance(record, Person):
        for spans in life_dates(record, glyphs, answer.on):
            is_birth = spans[0].text == "born "
            place = (Span(", "), Span(answer.birthplace, "place")) if is_birth and answer.birthplace else ()
            yield (*spans, *place)
    elif record.kind:
        yield (Span(record.kind, "kind"),)
    yield (Span(record.country),) if record.country else ()
    if isinstance(record, Organisation):
        yield from life_dates(record, glyphs)
        yield (Span("seat "), Span(answer.seat, "place")) if answer.seat else ()
        yield (Span("part of ", "faint"), Span(answer.part_of)) if answer.part_of else ()
    yield from own_spans(answer.own)


def _offices(answer: Card, found: list[Tenure], most: int | None, look: Look) -> Document:
    listed = found[: most_listed(len(found), most, MOST_OFFICES)]
    is_limited = len(answer.offices) < answer.offices_total
    total = answer.offices_total if is_limited else len(found)
    shown = shown_of(len(listed), total, "office")
    counted = (Span(f"  {shown}", "faint"),) if is_limited or len(listed) < total else ()
    yield line(Span("Offices", "heading"), *counted)
    yield _offices_grid(answer, listed, look)


def _holders(answer: Card, found: list[Tenure], most: int | None, look: Look) -> Document:
    holders = succession(found, answer.deceased, most)
    yield line(Span(f"Offices: {holders_counted(answer, holders)}", "heading"))
    yield _offices_grid(answer, holders.listed, look)


def holders_counted(answer: Card, holders: Succession) -> str:
    """Count the holders of offices in an organisation; only terms if a program asked for no more of them."""
    if len(answer.offices) < answer.offices_total:
        return shown_of(len(answer.offices), answer.offices_total, "term")
    return holders.counted(day=answer.on)


def party_of(answer: Card) -> Span:
    """Count the people who held an office for an organisation as their party."""
    return Span(f"{plural(answer.party_of_total, 'person')} held office for this party", "heading")


def _offices_of_day(
    answer: Card, held: list[Tenure], perhaps: list[Tenure], most: int | None, look: Look
) -> Document:
    then = f"n office {at_time(answer.on, look.glyphs)}"
    yield from _in_office(answer, f"I{then}", held, most, look)
    if not held:
        none = "no office on record for certain then" if answer.offices_recorded else "no office on record"
        yield Line((Span(none, "doubt"),), INDENT, INDENT)
    if perhaps:
        yield from _in_office(answer, f"Perhaps i{then}", perhaps, most, look)
    if len(answer.offices) < answer.offices_total:
        yield line(Span(shown_of(len(answer.offices), answer.offices_total, "office"), "faint"))


def _in_office(answer: Card, heading: str, found: list[Tenure], most: int | None, look: Look) -> Document:
    """Show the offices of a day; in an organisation, count their holders and show the first ones."""
    listed, counted = found[: most or None], ""
    if not isinstance(answer.record, Person) and found and len(answer.offices) == answer.offices_total:
        holders = succession(found, answer.deceased, most)
        listed, counted = holders.listed, f": {holders.counted(day=answer.on)}"
    elif len(listed) < len(found):
        counted = f": {shown_of(len(listed), len(found), 'office')}"
    yield line(Span(f"{heading}{counted}", "heading"))
    if found:
        yield _offices_grid(answer, listed, look)


def _offices_grid(answer: Card, found: Iterable[Tenure], look: Look) -> Grid:
    is_person = isinstance(answer.record, Person)
    holder = () if is_person else (Column(wraps=False),)
    columns = (Column(wraps=False), *holder, Column(cuts=True), MARK)
    found = list(found)
    in_years = not is_person and has_seats(found) and not has_room_for_days(look)
    rows = (_office_row(answer, one, look, in_years=in_years) for one in found)
    return Grid(columns, tuple(rows), () if look.is_numbered and not is_person else INDENT)


def _office_row(answer: Card, tenure: Tenure, look: Look, *, in_years: bool) -> Cells | Entry:
    """Return an office as a line; in an organisation, it stands for the person who held it."""
    office = tenure.office
    is_person = isinstance(answer.record, Person)
    title = (
        title_in_brief(office, tenure.parties)
        if is_person
        else (*held_for(office), *of_party(office, tenure.parties))
    )
    cells = (
        (tenure_time(tenure, look.glyphs, in_years=in_years),),
        *(() if is_person else ((Span(office.person.name, "name"),),)),
        title if in_years else with_notes(title, time_notes(office, answer.on), look.glyphs),
        mark_cell(look, is_disputed=is_person and _is_disputed_office(answer, office)),
    )
    return cells if is_person else Entry(office.person.id, cells)


def _is_disputed_office(answer: Card, office: OfficeHeld) -> bool:
    """Return whether a statement on which sources disagree has the title of this office, and no longer one."""
    titles = [_title_words(one) for one in answer.offices]
    for conflict in unreconciled(answer.record):
        for said in conflict.statements if conflict.field == "offices" else ():
            named = [title for title in titles if title in said.value.casefold()]
            if named and _title_words(office) == max(named, key=len):
                return True
    return False


def _title_words(office: OfficeHeld) -> str:
    """Return a title in lower case up to the name of its state: `first deputy prime minister`."""
    title, words = office.title.casefold(), office_title(office.title).words
    return title[: title.find(words) + len(words)] if words in title else words


def _events(answer: Card, shown: list[EventAnswer], look: Look) -> Document:
    if not shown:
        return
    counted = shown_of(len(shown), answer.events_total, "event")
    if len(shown) < len(answer.events):
        counted += f", {_how_chosen(answer, shown)}"
    at_least = "" if answer.met_is_complete else "at least "
    contacts = (("met", answer.met_total), ("spoke by telephone with", answer.spoke_total))
    touch = [f"{how} {at_least}{plural(total, 'person')}" for how, total in contacts if total]
    bullet = f" {look.glyphs.bullet} "
    yield line(Span(counted, "heading"), Span("".join(bullet + each for each in touch), "faint"))
    yield Grid(
        DATED_COLUMNS, tuple(dated_entry(one, look) for one in shown), () if look.is_numbered else INDENT
    )


def _events_shown(answer: Card, most: int) -> list[EventAnswer]:
    """Return the events with the most sources, in their order."""
    sources = [_number_of_sources(one) for one in answer.events]
    shown = sorted(range(len(sources)), key=lambda at: (-sources[at], at))[:most]
    return [answer.events[at] for at in sorted(shown)]


def _number_of_sources(event: EventAnswer) -> int:
    return len({one.source for one in event.event.evidence})


def _how_chosen(answer: Card, shown: list[EventAnswer]) -> str:
    """Say why these events are shown and not the others."""
    all_ = Counter(map(_number_of_sources, answer.events))
    fewest = min(map(_number_of_sources, shown))
    if len(all_) == 1:
        return "the earliest"
    is_tied = all_[fewest] > sum(_number_of_sources(one) == fewest for one in shown)
    read = f" of the first {len(answer.events):,}" if len(answer.events) < answer.events_total else ""
    return f"those with the most sources{read}{', of equal ones the earliest' if is_tied else ''}"


def _claims(answer: Card, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a line that counts the claims by the subject, about it and passed on by it, each by verdict."""
    claims = (
        ("by: ", answer.claims_by, answer.verdicts_by),
        ("about: ", answer.claims_about, answer.verdicts_about),
        ("passed on: ", answer.claims_via, answer.verdicts_via),
    )
    parts = (
        (Span(label, "label"), *counted)
        for label, listed, verdicts in claims
        if (counted := verdict_counts(verdicts, glyphs) or verdict_tally(listed, glyphs))
    )
    if spans := joined(parts, Span("; ")):
        yield Line((Span("Claims ", "heading"), *spans), fit="wide")


def _works(answer: Card, most: int | None, look: Look) -> Document:
    """Count the sources by the subject in each role, and show the newest."""
    if not answer.made:
        return
    from sinoru.render.works import sources_made, works_grid  # few make sources

    yield from sources_made(answer)
    if listed := answer.works[: most_listed(len(answer.works), most, MOST_WORKS)]:
        yield works_grid(listed, look, with_roles=len(answer.made) > 1)


def _disputes(answer: Card, most: int | None, look: Look) -> Document:
    """Show the records with conflicts in which the subject makes a statement."""
    if not answer.disputes:
        return
    listed = answer.disputes[: most_listed(len(answer.disputes), most, MOST_DISPUTES)]
    counted = shown_of(len(listed), answer.disputes_total, "dispute")
    yield line(Span(f"Speaks in {counted}", "heading"))
    rows = (
        Entry(
            one.id,
            ((when(one.date, look.glyphs) if one.date else Span(one.kind, "kind"),), (Span(one.title),)),
        )
        for one in listed
    )
    yield Grid((Column(wraps=False), Column(cuts=True)), tuple(rows), () if look.is_numbered else INDENT)


def _sources_cited(answer: Card) -> str:
    """Count the sources of the record, its offices, events and claims; of lists that are cut, they are not all."""
    sources = {evidence.source for evidence in _evidence(answer)}
    lists = (
        (answer.events, answer.events_total),
        (answer.claims_by, answer.claims_by_total),
        (answer.claims_about, answer.claims_about_total),
        (answer.claims_via, answer.claims_via_total),
        (answer.offices, answer.offices_total),
        (answer.relations, answer.relations_total),
    )
    at_least = "at least " if any(len(listed) < total for listed, total in lists) else ""
    return f"{at_least}{plural(len(sources), 'source')}" if sources else ""


def _evidence(answer: Card) -> Iterator[Evidence]:
    yield from supporting_evidence(answer.record)
    for office in answer.offices:
        yield from office.evidence
    for relation in answer.relations:
        yield from relation.evidence
    for event in answer.events:
        yield from event.event.evidence
    for claim in (*answer.claims_by, *answer.claims_about, *answer.claims_via):
        yield from claim.claim.evidence


def _disagreements(answer: Card, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a line for each conflict of the record: what it is on, and what the sources say; what is right first."""
    for conflict in unreconciled(answer.record):
        pairs = zip(conflict.statements, marked_values(conflict, glyphs), strict=True)
        said = (value for _, value in sorted(pairs, key=lambda each: not each[0].stands))
        mark, values = Span(f"{glyphs.differs} ", "warn"), joined(said, Span("; "))
        if conflict.question:  # longer than the answers, which come first
            asked = Span(f" {glyphs.long_dash} {conflict.question}", "label")
            yield Line((mark, *values, asked), fit="cut")
        else:
            label = Span(f"{conflict.field or 'conflict'} ({conflict.state}): ", "label")
            yield Line((mark, label, *values), fit="cut")


def _last_line(
    answer: Card, shown: list[EventAnswer], holders: Sequence[list[Tenure]], most: int | None, look: Look
) -> Iterator[Line]:
    limit = limit_step_of_lists((most_listed(len(each), most, MOST_HOLDERS), len(each)) for each in holders)
    day = "" if answer.on else example_day(chain(*holders))
    steps = (
        show_step(look) if shown or any(holders) or answer.works else "",
        limit,
        "--full",
        f"--on {day}" if day else "",
    )
    return next_steps(look, _sources_cited(answer), *steps, _following(answer, shown, most, look))


def _following(answer: Card, shown: list[EventAnswer], most: int | None, look: Look) -> str:
    """Return the command for what is left out: other events, other sources, else the claims, disputes or people."""
    sources = command("sources", *title_of(answer.record).split(), *look.options)
    id_ = answer.record.id
    is_speaker = answer.claims_by_total > answer.claims_about_total
    party = "--person" if isinstance(answer.record, Person) else "--org"
    if len(shown) < answer.events_total:
        return command("timeline", party, id_, *look.options)
    if most_listed(answer.works_total, most, MOST_WORKS) < answer.works_total:
        return sources
    if answer.claims_by_total or answer.claims_about_total:
        return command("claims", "--by" if is_speaker else "--about", id_, *look.options)
    if answer.disputes_total:
        return command("conflicts", party, id_, *look.options)
    if answer.party_of_total:
        return command("who", "--party", id_, *look.options)
    return sources if answer.made else ""
