"""Every field of every record is known to everything that reads records, or left_out.py says why not.

The fields come from the declarations: a new one that a view, an export or a check forgets fails here, by name.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import pytest
import yaml

import sinoru
from sinoru.check.runner import check_files
from sinoru.cli.app import run as run_cli
from sinoru.cli.commands.add import OPTIONS as ADD_OPTIONS
from sinoru.edit.add import make_record, option_for
from sinoru.edit.yaml_text import order_of
from sinoru.export.formats import FORMATS
from sinoru.index.fields import links_of
from sinoru.loading.schema import corpus_schema
from sinoru.model import digest
from sinoru.model.fields import OWN, Declared, Fields
from sinoru.model.records import RECORD_OF_KIND, RECORDS
from sinoru.query.analysis_answers import Links
from sinoru.query.answers import Card
from sinoru.query.filters import FILTERS, Country, Grade, Kind, Word, declaration
from tests.model.filled import Filled, Mark, declared
from tests.model.left_out import LEFT_OUT, ONLY_IDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
LIST_OF = {struct.KIND: name for name, struct in RECORDS.items()}


class Corpora(NamedTuple):
    """The filled corpus, the same without what it is filled with, and what it is filled with."""

    filled: Path
    bare: Path
    made: Filled

    def id_of(self, kind: str) -> str:
        return str(self.made.lists[LIST_OF[kind]][0]["id"])

    def marks(self) -> list[Mark]:
        return self.made.marks


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpora]:
    folder, made = tmp_path_factory.mktemp("fields"), Filled()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SINORU_CACHE", str(folder / "cache"))
        yield Corpora(made.write(folder / "filled"), made.write(folder / "bare", is_bare=True), made)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*arguments: str, data: Path) -> str:
        capsys.readouterr()
        status = run_cli([*arguments, "--data", str(data)])
        out, err = capsys.readouterr()
        assert status == 0, f"sinoru {' '.join(arguments)}: {err or status}"
        return out

    return run


def left_out(consumer: str, path: str, reasons: dict[str, dict[str, str]] = LEFT_OUT) -> list[str]:
    """The patterns by which a consumer may leave out a field, or the names of the records in it."""
    return [
        pattern
        for why in reasons.get(consumer, {}).values()
        for pattern in why.split()
        if fnmatchcase(path, pattern)
    ]


def compare(consumer: str, asked: list[Mark], has: Callable[[Mark], bool]) -> None:
    """Every field that is asked for is there, or has a reason; no reason stands for a field that is there."""
    found = {mark.path: has(mark) for mark in asked}
    forgotten = [path for path, is_there in found.items() if not is_there and not left_out(consumer, path)]
    assert forgotten == [], (
        f"{consumer} has no {', '.join(forgotten)}: add them, or the reason to left_out.py"
    )
    needless = [path for path, is_there in found.items() if is_there and path in left_out(consumer, path)]
    assert needless == [], f"{consumer} has {', '.join(needless)}: remove the reason from left_out.py"


def differing(filled: str, bare: str) -> Callable[[Mark], bool]:
    """A mark is there if the filled corpus shows more of it than the bare one, which has the same names and ids."""

    def has(mark: Mark) -> bool:
        return any(filled.count(text) > bare.count(text) for text in mark.texts)

    return has


def naming(consumer: str, has: Callable[[Mark], bool]) -> Callable[[Mark], bool]:
    """Of a record that a field names, its name must be there, or left_out.py says why the id is enough.

    Of a source it is: passages have it.
    """

    def has_name(mark: Mark) -> bool:
        if not mark.target or mark.target == "source" or left_out(consumer, mark.path, ONLY_IDS):
            return has(mark)
        return has(mark._replace(texts=mark.texts[1:]))

    return has_name


def of_records(corpora: Corpora, *kinds: str) -> list[Mark]:
    return [mark for mark in corpora.marks() if mark.kind in (kinds or LIST_OF)]


def test_every_field_is_declared_with_its_help_and_nothing_else_is() -> None:
    for struct in Fields().structs().values():
        known: set[str] = set()
        for base in struct.__mro__:
            known |= getattr(base, "declared", dict)().keys()
        assert known == set(struct.__struct_fields__) - {OWN}, struct.__name__
        assert [one.name for one in Fields().of(struct) if not one.help] == []


def test_the_table_has_what_is_declared() -> None:
    fields = Fields()
    for struct in fields.structs().values():
        known = msgspec.inspect.type_info(struct)
        assert isinstance(known, msgspec.inspect.StructType)
        ours = (one for one in known.fields if one.name != OWN)
        assert {(one.name, one.encode_name, one.required) for one in ours} == {
            (one.name, one.key, one.is_required) for one in fields.of(struct)
        }


def test_what_is_computed_of_the_declarations_is_up_to_date(pytestconfig: pytest.Config) -> None:
    path = Path(digest.__file__)
    text = path.read_text(encoding="utf-8")
    words = ", ".join(f'"{word}"' for word in Fields().words())
    made = re.sub(r"(?m)^WORDS = .*$", f"WORDS = ({words})", text)
    made = re.sub(r"(?m)^DIGEST = .*$", f"DIGEST = 0x{Fields().digest():06X}", made)
    if pytestconfig.getoption("--update-golden"):
        path.write_text(made, encoding="utf-8")
    else:
        assert text == made, "the fields of records have changed: run 'make golden'"


def test_links_lead_both_ways(corpora: Corpora) -> None:
    linked = [mark for mark in of_records(corpora) if mark.field.kinds or mark.field.word]
    with sinoru.open(corpora.filled) as corpus:
        records = {kind: corpus.show(corpora.id_of(kind)).record for kind in LIST_OF}
        fields = Fields(Declared(declared()))
        forwards = {kind: {target for target, _ in links_of(one, fields)} for kind, one in records.items()}

        def has(mark: Mark) -> bool:
            word = f"{mark.field.word}:{mark.texts[0].casefold()}"
            is_word = mark.field.word and not mark.field.or_text
            if is_word and (not mark.field.kinds or word not in forwards[mark.kind]):
                return word in forwards[mark.kind]
            back = {one.id: one.how for one in corpus.show(mark.texts[0]).referred_by}
            return mark.texts[0] in forwards[mark.kind] and mark.field.relation in back.get(mark.record, "")

        compare("links", linked, has)


def test_an_unknown_id_is_reported_where_it_stands(corpora: Corpora, tmp_path: Path) -> None:
    whole = yaml.safe_load((corpora.filled / "corpus.yaml").read_text(encoding="utf-8"))
    ours = {
        name: [one for one in whole[name] if one["id"] == corpora.id_of(RECORDS[name].KIND)]
        for name in RECORDS
    }
    title = {"title": "Nobody", "fields": whole["corpus"]["fields"]}
    text = yaml.safe_dump({"corpus": title, **ours}, sort_keys=False, width=10_000)
    path = tmp_path / "corpus.yaml"
    path.write_text(text, encoding="utf-8")
    faults = {
        (one.line, one.column) for one in check_files([str(tmp_path)]).diagnostics if one.code == "E202"
    }

    def has(mark: Mark) -> bool:
        start = text.index(mark.texts[0])
        return (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)) in faults

    compare(
        "references",
        [mark for mark in of_records(corpora) if mark.field.kinds and not mark.field.or_text],
        has,
    )


def test_ids_that_clash_are_renamed_everywhere(corpora: Corpora, tmp_path: Path) -> None:
    whole = yaml.safe_load((corpora.filled / "corpus.yaml").read_text(encoding="utf-8"))
    for name in ("east", "west"):
        changed: dict[str, Any] = {
            list_: [one | {"note": f"of the {name}"} for one in whole[list_]] for list_ in RECORDS
        }
        changed |= {"corpus": {"fields": whole["corpus"]["fields"]}}
        (tmp_path / name).mkdir()
        (tmp_path / name / "corpus.yaml").write_text(yaml.safe_dump(changed, width=10_000), encoding="utf-8")
    with sinoru.open([tmp_path / "east", tmp_path / "west"]) as corpus:
        shown = {kind: corpus.show(f"west:{corpora.id_of(kind)}").record for kind in LIST_OF}
    bodies = {kind: msgspec.json.encode(record).decode() for kind, record in shown.items()}
    compare(
        "clashes",
        [mark for mark in of_records(corpora) if mark.field.kinds],
        lambda mark: f'"west:{mark.texts[0]}"' in bodies[mark.kind],
    )


def test_a_source_knows_all_evidence(corpora: Corpora) -> None:
    cited = [mark for mark in of_records(corpora) if mark.path.endswith("evidence.source")]
    assert len(cited) > len(RECORDS)
    with sinoru.open(corpora.filled) as corpus:

        def has(mark: Mark) -> bool:
            detail = corpus.source(mark.texts[0])
            return mark.record in {one.id for passage in detail.passages for one in passage.records}

        compare("evidence", cited, has)


def test_texts_are_searched(corpora: Corpora) -> None:
    with sinoru.open(corpora.filled) as corpus:
        compare(
            "search",
            [mark for mark in of_records(corpora) if mark.field.holds in ("text", "topic")],
            lambda mark: mark.record in {hit.id for hit in corpus.search(f'"{mark.texts[-1]}"').hits},
        )


FILTER_OF = {"person": "person", "organisation": "org", "place": "place"}


def events_of_card(corpus: sinoru.Corpus, id_: str) -> set[str]:
    """The records that the card of a person or an organisation lists or counts."""
    card = corpus.who(id_)
    assert isinstance(card, Card)
    claims = (*card.claims_by, *card.claims_about, *card.claims_via)
    held = {office.person.id for office in card.offices}
    return {
        *held,
        *(one.event.id for one in card.events),
        *(one.claim.id for one in claims),
        *(one.id for one in card.disputes),
        *(one.to.id for one in card.relations),
    }


def shared_events(corpus: sinoru.Corpus, id_: str) -> set[str]:
    links = corpus.links(id_)
    assert isinstance(links, Links)
    return {
        event.id for how in (links.met, links.spoke, links.together) for one in how for event in one.events
    }


def counted_events(corpus: sinoru.Corpus, id_: str) -> set[str]:
    tallied = {tally.id for facet in corpus.stats().facets for tally in facet.tallies}
    return {one.event.id for one in corpus.timeline().events} if id_ in tallied else set()


INVOLVING: dict[str, tuple[tuple[str, ...], Callable[[sinoru.Corpus, Mark], set[str]]]] = {
    "timeline --person": (
        ("event",),
        lambda corpus, mark: {one.event.id for one in corpus.timeline(**chosen_by(mark)).events},
    ),
    "claims --person": (
        ("claim",),
        lambda corpus, mark: {one.claim.id for one in corpus.claims(**chosen_by(mark)).claims},
    ),
    "conflicts --person": (
        tuple(LIST_OF),
        lambda corpus, mark: {one.record for one in corpus.conflicts(**chosen_by(mark)).conflicts},
    ),
    "who": (tuple(LIST_OF), lambda corpus, mark: events_of_card(corpus, mark.texts[0])),
    "stats --by person": (("event",), lambda corpus, mark: counted_events(corpus, mark.texts[0])),
    "links PERSON": (("event",), lambda corpus, mark: shared_events(corpus, mark.texts[0])),
}
"""The answers that must know whom a record involves: of which kinds, and the records that they have."""


def chosen_by(mark: Mark) -> Any:
    return {FILTER_OF[mark.target]: mark.texts[0]}


@pytest.mark.parametrize("consumer", INVOLVING)
def test_whom_a_field_names_is_involved(consumer: str, corpora: Corpora) -> None:
    kinds, found = INVOLVING[consumer]
    named = FILTER_OF if "--" in consumer else ("person", "organisation")
    asked = [mark for mark in of_records(corpora, *kinds) if mark.target in named]
    with sinoru.open(corpora.filled) as corpus:
        compare(consumer, asked, lambda mark: mark.record in found(corpus, mark))


WORDED = {
    name: declared[0].value.space if isinstance(declared[0].value, Word) else name
    for name, declared in FILTERS.items()
    if isinstance(declared[0].value, Word | Country | Kind)
}
"""The filters by a word that records have, each with the word."""


@pytest.mark.parametrize("name", WORDED)
def test_a_filter_by_a_word_finds_the_records_that_have_it(name: str, corpora: Corpora) -> None:
    marks = [mark for mark in of_records(corpora) if mark.field.word == WORDED[name]]
    assert marks
    with sinoru.open(corpora.filled) as corpus:
        for mark in marks:
            words = next(
                one.texts[0]
                for one in of_records(corpora)
                if one.record == mark.record and one.field.holds == "text" and one.field.search
            )
            for question, found in found_by(corpus, words, name, mark).items():
                assert mark.record in found, f"{question} --{name} {mark.texts[0]}"


def found_by(corpus: sinoru.Corpus, words: str, name: str, mark: Mark) -> dict[str, set[str]]:
    """The records that each list has by a filter with the value of a mark, where it honours that."""
    asked: dict[str, Callable[..., set[str]]] = {
        "conflicts": lambda **chosen: {one.record for one in corpus.conflicts(**chosen).conflicts},
        "search": lambda **chosen: {hit.id for hit in corpus.search(words, **chosen).hits},
    }
    if mark.kind == "event":
        asked["timeline"] = lambda **chosen: {one.event.id for one in corpus.timeline(**chosen).events}
    if mark.kind == "claim":
        asked["claims"] = lambda **chosen: {one.claim.id for one in corpus.claims(**chosen).claims}
    value = mark.texts[0]
    honoured = {question: declaration(name, (question,)) for question in asked}
    return {
        question: asked[question](**{name: value})
        for question, one in honoured.items()
        if one and (not isinstance(one.value, Grade) or value in one.value.words)
    }


ALL = tuple(LIST_OF)
FORMATS_OF_VIEWS = ("json", "jsonl", "csv", "markdown")
VIEWS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "show": ("show", ALL, ()),
    "show --full": ("show", ALL, ("--full",)),
    **{f"show {name}": ("show", ALL, ("--format", name)) for name in FORMATS_OF_VIEWS},
    "timeline --full": ("timeline", ("event",), ("--full",)),
    **{f"timeline {name}": ("timeline", ("event",), ("--format", name)) for name in FORMATS_OF_VIEWS},
    **{f"claims {name}": ("claims", ("claim",), ("--format", name)) for name in ("json", "csv")},
    "who --full": ("who", ("person", "organisation"), ("--full",)),
    "who json": ("who", ("person", "organisation"), ("--format", "json")),
    "sources json": ("sources", ("source",), ("--format", "json")),
    "sources csv": ("sources", ("source",), ("--format", "csv")),
    "sources --full": ("sources", ("source",), ("--full",)),
}


@pytest.mark.parametrize("view", VIEWS)
def test_views_have(view: str, corpora: Corpora, run: Callable[..., str]) -> None:
    command, kinds, options = VIEWS[view]
    texts: dict[str, tuple[str, str]] = {}
    for kind in kinds:
        words = (corpora.id_of(kind),) if command in ("show", "who") else ()
        one, other = (run(command, *words, *options, data=data) for data in (corpora.filled, corpora.bare))
        texts[kind] = one, other
    compare(view, of_records(corpora, *kinds), naming(view, lambda mark: differing(*texts[mark.kind])(mark)))


@pytest.mark.parametrize("name", FORMATS)
def test_exports_have(name: str, corpora: Corpora, tmp_path: Path, run: Callable[..., str]) -> None:
    pytest.importorskip("pyarrow") if name == "parquet" else None
    texts = []
    for data in (corpora.filled, corpora.bare):
        path = tmp_path / f"{data.name}{FORMATS[name].suffix}"
        chosen = FORMATS[name].holds if name in CHOSEN_BY_KIND else ()
        options = [word for kind in chosen for word in ("--kind", kind)]
        run("export", name, "--private", "--output", str(path), *options, data=data)
        texts.append(content(path, name))
    kinds = (
        (*FORMATS[name].holds, "corpus") if name in ("json", "sqlite", "html", "ics") else FORMATS[name].holds
    )
    has = in_articles(*texts) if name == "html" else differing(*texts)
    compare(f"export {name}", of_records(corpora, *kinds), naming(f"export {name}", has))


def in_articles(filled: str, bare: str) -> Callable[[Mark], bool]:
    """On the page, a mark must be in the article of its own record."""

    def has(mark: Mark) -> bool:
        if not mark.record:
            return differing(filled, bare)(mark)
        return differing(*(article(page, mark.record) for page in (filled, bare)))(mark)

    return has


def article(page: str, id_: str) -> str:
    """The article of a record, and those of its conflicts, whose ids begin with that of the record."""
    return "".join(re.findall(rf'<article [^>]*id="{id_}[":].*?</article>', page, re.DOTALL))


CHOSEN_BY_KIND = ("csv", "parquet", "geojson")
"""Exports of what the filters choose, without the records that these name."""


def content(path: Path, name: str) -> str:
    if name == "parquet":
        from pyarrow.parquet import read_table

        return str(read_table(path).to_pylist())
    if name == "sqlite":
        with closing(sqlite3.connect(path)) as connection:
            return "\n".join(connection.iterdump())
    return path.read_bytes().decode().replace("\r\n ", "")


def test_a_key_has_its_place_in_a_file(corpora: Corpora) -> None:
    def has(mark: Mark) -> bool:
        kind, *keys = mark.path.split(".")
        order = order_of(LIST_OF.get(kind, kind))
        for key in keys[:-1]:
            order = order.of(key)
        if mark.field.own:  # after our content, before the evidence of a record
            return order.rank(keys[-1]) < order.rank("evidence") or len(keys) > 1
        return keys[-1] in order.keys

    compare("fmt", corpora.marks(), has)


def test_the_schema_explains_every_field() -> None:
    fields, definitions = Fields(), corpus_schema()["$defs"]
    for name, struct in fields.structs().items():
        for field in fields.of(struct):
            assert definitions[name]["properties"][field.key]["description"], (
                f"{name}.{field.key} has no description"
            )


def test_the_format_is_documented() -> None:
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    fields = Fields()
    for struct in fields.structs().values():
        for field in fields.of(struct):
            assert f"| `{field.key}` | {field.help}" in text, (
                f"docs/format.md has no {struct.__name__}.{field.key}"
            )


def test_add_fills_every_field_of_a_record(corpora: Corpora) -> None:
    options = {one.key: one for one in ADD_OPTIONS}

    def has(mark: Mark) -> bool:
        name = option_for(mark.field)
        if mark.field.own and mark.path.count(".") == 1:
            typed = REQUIRED[mark.kind] | {"set": [f"{mark.field.key}={mark.texts[0]}"]}
            made = make_record(mark.kind, typed, lambda _, value, __: value, Fields(Declared(declared())))
            return mark.texts[0] in str(mark.field.of(made))
        if name not in options or mark.path.count(".") > 1:
            return False
        typed_text = "viaf:12345" if mark.field.holds == "other id" else mark.texts[0]
        value = [typed_text] if options[name].is_repeated else typed_text
        record = make_record(mark.kind, REQUIRED[mark.kind] | {name: value}, lambda _, typed, __: typed)
        filled = getattr(record, mark.field.name)
        return filled is True or typed_text in str(filled)

    compare("add", of_records(corpora), has)


REQUIRED = {
    kind: {
        field.key: "1999" if field.holds == "date" else "x"
        for field in Fields().of(struct)
        if field.is_required
    }
    for kind, struct in RECORD_OF_KIND.items()
}
