"""Who someone is: names in other scripts, birth, death and age, country, summary."""

from collections.abc import Iterator

from sinoru.model.records import Name, Organisation, Person, Record
from sinoru.render.document import Line, Span, Spans, joined
from sinoru.render.glyphs import Glyphs
from sinoru.render.when import Day, calendar_bounds, when


def life(record: Record, glyphs: Glyphs, *, on: str = "") -> Iterator[Line]:
    """Give what stands under the name. The age is that of the day `on`, or at death."""
    between = Span(f" {glyphs.bullet} ", "faint")
    for kinds in (("native",), ("romanisation", "variant")):
        names = (name for name in getattr(record, "names", ()) if name.kind in kinds)
        if spans := joined(map(_name, names), between):
            yield Line(spans)
    if facts := joined(_facts(record, glyphs, on), between):
        yield Line(facts)
    if summary := getattr(record, "summary", ""):
        yield Line((Span(summary),))


def _name(name: Name) -> Spans:
    return (
        (Span(name.text, "name"), Span(f" ({name.lang})", "faint"))
        if name.lang
        else (Span(name.text, "name"),)
    )


def _facts(record: Record, glyphs: Glyphs, on: str) -> Iterator[Spans]:
    match record:
        case Person():
            yield from _dates(record, glyphs, on)
            yield (Span(record.country),) if record.country else ()
            yield (Span(f"Wikidata {record.wikidata}", "id"),) if record.wikidata else ()
        case Organisation():
            yield (Span(record.kind, "kind"),) if record.kind else ()
            yield (Span(record.country),) if record.country else ()
            yield (Span("part of ", "faint"), Span(record.part_of, "id")) if record.part_of else ()


def _dates(person: Person, glyphs: Glyphs, on: str) -> Iterator[Spans]:
    if person.born:
        yield Span("born "), when(person.born, glyphs)
    if person.died:
        yield Span("died "), when(person.died, glyphs)
    if on and (age := age_words(person.born, on)):
        yield (Span(f"{age} on "), when(on, glyphs))
    elif age := age_words(person.born, person.died):
        yield (Span(age),)


def age_words(born: str, day: str) -> str:
    """Word an age: `aged 68`, or `aged 67 or 68` where a date is not known to the day; else nothing.

    Both dates are EDTF text.
    """
    births, days = calendar_bounds(born), calendar_bounds(day)
    if births is None or days is None:
        return ""
    youngest, oldest = _years(births[1], days[0]), _years(births[0], days[1])
    if youngest == oldest:
        return f"aged {oldest}" if oldest >= 0 else ""
    return f"aged {youngest} or {oldest}" if oldest == youngest + 1 > 0 else ""


def _years(born: Day, day: Day) -> int:
    """Count the birthdays between two days."""
    return day[0] - born[0] - (day[1:] < born[1:])
