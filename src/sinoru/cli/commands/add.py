"""`sinoru add`: a new record from options, or from answers at the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import msgspec

from sinoru.cli.lookup import corpus_to_change, single_corpus, whole_corpora, with_index
from sinoru.cli.options import STORE, Option, flag, option
from sinoru.cli.output import FOUND, NOTHING, show
from sinoru.cli.parser import Request, command, nothing, one_of
from sinoru.cli.stderr import choose, is_interactive, prompt, say
from sinoru.edit.add import TITLE_FIELD, Addition, Resolve, make_record, option_for, plan_addition, resolver
from sinoru.files import folder_lock
from sinoru.index.index import Index
from sinoru.model.errors import AmbiguousValue, UnknownValue, WrongUsage
from sinoru.model.fields import Fields
from sinoru.model.records import RECORD_OF_KIND, Certainty
from sinoru.render.changes import add_document

_WHAT, _EVIDENCE = "Content", "Evidence"

_MAIN_OPTIONS = (
    option("--title", "Title of an event or a source (default: the words after the kind).", panel=_WHAT),
    option("--name", "Name of a person, an organisation or a place (default: the same words).", panel=_WHAT),
    option("--text", "Text of a claim, in your own words (default: the same words).", panel=_WHAT),
    option("--date", "Date of an event: 8 May 1999, May 1999, 22-29 May 1999 or EDTF.", "DATE", panel=_WHAT),
    option("--summary", "Summary of a few sentences.", panel=_WHAT),
    option(
        "--kind",
        "Kind of event, claim or source, such as visit, figure or article.",
        "KIND",
        many=True,
        panel=_WHAT,
    ),
    option(
        "--person", "Person who took part (any spelling, or an id).", "NAME[:ROLE]", many=True, panel=_WHAT
    ),
    option("--org", "Organisation that took part.", "NAME[:ROLE]", many=True, panel=_WHAT),
    option("--place", "Place of an event, or where a source was published.", "NAME", many=True, panel=_WHAT),
    option("--country", "Country of the record.", "NAME", many=True, panel=_WHAT),
    option("--topic", "Topic of the record.", "TOPIC", many=True, panel=_WHAT),
    option(
        "--spelling",
        "Other spelling of the name, and its language.",
        "TEXT[:LANG]",
        many=True,
        panel=_WHAT,
    ),
    option("--born", "Date of birth.", "DATE", panel=_WHAT),
    option("--died", "Date of death.", "DATE", panel=_WHAT),
    option("--lat", "Latitude in decimal degrees (WGS 84).", "DEGREES", panel=_WHAT),
    option("--lon", "Longitude in decimal degrees (WGS 84).", "DEGREES", panel=_WHAT),
    option("--wikidata", "Wikidata identifier: Q and a number.", "QID", panel=_WHAT),
    option(
        "--ids", "Id in another register, or the address of its entry.", "REGISTER:ID", many=True, panel=_WHAT
    ),
    option("--by", "Person or organisation that makes the claim.", "NAME", panel=_WHAT),
    option(
        "--about",
        "Record that the claim or conflict is about (an id or a name).",
        "NAME",
        many=True,
        panel=_WHAT,
    ),
    option("--said", "Date on which a claim was made.", "DATE", panel=_WHAT),
    option("--holds", "Date for which a claim holds.", "DATE", panel=_WHAT),
    option(
        "--certainty",
        "Certainty of a claim: stated, reported, inferred or alleged.",
        panel=_WHAT,
        choices=get_args(Certainty),
    ),
    option(
        "--relation",
        "What another is to a person or an organisation: 'parent:Anna', 'member-of:Rowing Club'.",
        "KIND:NAME",
        many=True,
        panel=_WHAT,
    ),
    option(
        "--statement",
        "Statement of a conflict: a value, or claim: and the id of the claim that makes it.",
        "VALUE",
        many=True,
        panel=_WHAT,
    ),
    option("--author", "Author of a source, as 'Family, Given'.", "NAME", many=True, panel=_WHAT),
    option("--container", "Journal, newspaper or book that contains a source.", panel=_WHAT),
    option("--publisher", "Publisher of a source.", panel=_WHAT),
    option("--published", "Date on which a source was published.", "DATE", panel=_WHAT),
    option("--url", "Address of a source.", "URL", panel=_WHAT),
    option("--language", "Language of a source.", "LANG", panel=_WHAT),
    option("--tag", "Tag of the record.", "TAG", many=True, panel=_WHAT),
    option("--note", "Note for the curators.", panel=_WHAT),
    option("--part-of", "Larger event, organisation or place that it belongs to.", "NAME", panel=_WHAT),
)
_METAVARS = {"date": "DATE", "reference": "NAME"}


def _other_options() -> tuple[Option, ...]:
    """Return an option for each field that none of the main ones fills."""
    taken = {one.key for one in _MAIN_OPTIONS}
    fields = Fields()
    declared = {
        option_for(field): field
        for struct in RECORD_OF_KIND.values()
        for field in fields.of(struct)
        if field.holds not in ("id", "former id") and not field.part
    }
    return tuple(
        option(
            f"--{name.replace('_', '-')}",
            field.help,
            _METAVARS.get(field.holds, "TEXT"),
            many=field.is_list,
            panel=_WHAT,
            choices=field.choices,
        )
        for name, field in declared.items()
        if name not in taken
    )


OPTIONS = (
    *_MAIN_OPTIONS,
    *_other_options(),
    option(
        "--set",
        "Value of a field of the corpus's own, as FIELD=VALUE.",
        "FIELD=VALUE",
        many=True,
        panel=_WHAT,
    ),
    option("--source", "Source of the record.", "ID", many=True, panel=_EVIDENCE),
    option(
        "--at", "Passage of that source, such as 'Chronology, May 8'.", "PASSAGE", many=True, panel=_EVIDENCE
    ),
    option(
        "--terms",
        "Words that appear in that passage, separated by semicolons.",
        "WORDS",
        many=True,
        panel=_EVIDENCE,
    ),
    option("--id", "Id of the record (default: made from its title and date).", "ID"),
    option("--file", "File to write to (default: the one with most records of that kind).", "FILE"),
    flag("--yes", "Write without asking."),
    flag("--dry-run", "Show what would be written, and write nothing."),
)
_NOT_FIELDS = ("file", "yes", "dry_run")
_FIELDS_ASKED = {
    "event": ("title", "date", "kind", "person", "place", "source", "at"),
    "claim": ("text", "kind", "by", "about", "source", "at"),
    "conflict": ("question", "about", "statement", "why"),
    "source": ("title", "author", "published", "url", "kind"),
    "person": ("name", "spelling", "country", "born", "source"),
    "organisation": ("name", "spelling", "country", "source"),
    "place": ("name", "spelling", "country", "lat", "lon"),
}
"""The fields to ask for, by kind of record, if only a title is given."""
_LIST_FIELDS = (
    "person",
    "place",
    "source",
    "about",
    "statement",
    "spelling",
    "at",
    "author",
    "kind",
    "country",
)
_PROMPTS = {
    "date": "Date (8 May 1999, May 1999, 22-29 May 1999)",
    "kind": "Kind (KIND; KIND)",
    "person": "People (NAME:ROLE; NAME:ROLE)",
    "country": "Countries (NAME; NAME)",
    "place": "Places (NAME; NAME)",
    "source": "Sources (ID; ID)",
    "at": "Passages of the sources (PASSAGE; PASSAGE)",
    "spelling": "Other spellings (TEXT:LANG; TEXT:LANG)",
    "author": "Authors (Family, Given; Family, Given)",
    "about": "About (an id or a name; ...)",
    "statement": "Statements (VALUE or claim:ID; VALUE or claim:ID)",
    "by": "Claimed by",
    "born": "Date of birth",
    "lat": "Latitude (decimal degrees)",
    "lon": "Longitude (decimal degrees)",
    "published": "Date of publication",
    "url": "Address (URL)",
}


def typed_fields(kind: str, title: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields given by options, under the options' names, and the title."""
    typed = {name: value for name, value in given.items() if name not in _NOT_FIELDS}
    field = TITLE_FIELD.get(kind, "name")
    return typed | {field: typed.get(field) or title}


def ask_for_fields(kind: str, typed: dict[str, Any]) -> dict[str, Any]:
    """Ask for the main fields of a kind, unless more than a title is given; return all fields."""
    field = TITLE_FIELD.get(kind, "name")
    if any(value for name, value in typed.items() if name != field):
        return typed
    say(f"New {kind}. Leave a field empty if you do not know it.")
    for name in _FIELDS_ASKED[kind]:
        if typed.get(name):
            continue
        answer = prompt(_PROMPTS.get(name, name.capitalize()))
        is_list = name in _LIST_FIELDS
        typed[name] = tuple(filter(None, map(str.strip, answer.split(";")))) if is_list else answer
    return typed


def resolve_with_help(index: Index, *, is_asking: bool) -> Resolve:
    """Return a resolver of names to ids; with `is_asking`, it asks again for an unknown or ambiguous name."""
    resolve = resolver(index)

    def ask_again(option_: str, typed: str, kinds: tuple[str, ...]) -> str:
        while True:
            try:
                return resolve(option_, typed, kinds)
            except (UnknownValue, AmbiguousValue) as error:
                say(str(error))
                typed = prompt(f"{option_} (an id or a name; empty to skip)")
                if not typed:
                    return ""

    return ask_again if is_asking else resolve


def confirmed(question: str) -> bool:
    """Ask for consent; the end of input means no."""
    return choose(question, ("no", "yes")) == "yes"


def write_addition(addition: Addition, paths: Sequence[str], given_id: str, given_file: str) -> Addition:
    """Write a new record, and return the addition that was written.

    It is added to the corpus as that is now, while no other writer changes it: what others have written meanwhile is
    kept, and an id that they have taken is replaced by another unless it was given. Raises NotWritten, WrongUsage.
    """
    record = msgspec.structs.replace(addition.record, id=given_id)
    corpora = whole_corpora(paths)
    with folder_lock(*corpora):
        addition = with_index(
            corpora, lambda index: plan_addition(index, record, paths, given_file), is_first=False
        )
        addition.write(paths)
    return addition


@command(
    words="KIND [TITLE]",
    options=OPTIONS,
    formats=("table",),
    examples=(
        "sinoru add event Apollo 12 lands --date '19 Nov 1969' --org NASA",
        "sinoru add person Zhang Wannian --spelling 张万年:zh-Hans --dry-run",
    ),
    without=(STORE,),
)
def add(request: Request, **given: Any) -> int:
    """Add a record to a corpus: event, person, organisation, place, claim, conflict or source.

    Names of people and places may have any spelling that the corpus knows. Without options, in a terminal, sinoru
    prompts for the fields. It shows the change as a diff, and writes it once you agree.
    """
    if not request.words:
        raise nothing("kind", "add", "person", "Zhang Wannian", known=RECORD_OF_KIND)
    kind, *title = request.words
    one_of("kind", kind, RECORD_OF_KIND)
    paths = single_corpus(corpus_to_change(request.data))
    is_asking = is_interactive() and not given["yes"] and not given["dry_run"]
    if not (is_asking or given["yes"] or given["dry_run"]):
        advice = "Use --yes to write the record, or --dry-run to see the change."
        raise WrongUsage(f"Cannot ask for confirmation without a terminal. {advice}")
    typed = typed_fields(kind, " ".join(title), given)
    if is_asking:
        typed = ask_for_fields(kind, typed)

    def plan(index: Any) -> Addition:
        resolve = resolve_with_help(index, is_asking=is_asking)
        record = make_record(kind, typed, resolve, index.fields)
        return plan_addition(index, record, paths, given["file"] or "")

    corpora = whole_corpora(paths)
    addition = with_index(corpora, plan)
    show(addition, add_document, request.output)
    for fault in addition.faults(corpora):
        say(str(fault))
    if given["dry_run"]:
        return FOUND
    if is_asking and not confirmed(f"Write this to {addition.file.shown}?"):
        say("Nothing was written.")
        return NOTHING
    addition = write_addition(addition, paths, given["id"] or "", given["file"] or "")
    say(f"Added {addition.record.id} to {addition.file.shown}.")
    return FOUND
