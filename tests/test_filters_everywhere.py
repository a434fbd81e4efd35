"""Every filter that is declared (query/filters.py) is everywhere that people meet filters, and is never dropped."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sinoru
from sinoru.cli.command_line import load_command
from sinoru.cli.completion.complete import OPTION_COMPLETERS, options_of
from sinoru.corpus import argument_of
from sinoru.model.digest import WORDS
from sinoru.model.errors import NotHonoured, WrongValue
from sinoru.query.filtering import Filtering
from sinoru.query.filters import (
    COUNTED,
    EVENTS,
    FILTERS,
    HONOURED,
    NOT_FIELDS,
    STATS_OF,
    UNNARROWED,
    Day,
    Length,
    Number,
    Order,
    Word,
    is_repeated,
    option_of,
    questions_of,
)
from sinoru.query.read_query import read_conditions
from sinoru.text.query import Field, conjuncts
from sinoru.tui.views import FILTER_NAMES, VIEWS, parse_search
from tests.cli.conftest import CORPUS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
COMMANDS = (
    "timeline",
    "on",
    "who",
    "search",
    "claims",
    "conflicts",
    "compare",
    "links",
    "sources",
    "stats",
    "export",
)
ASKED: dict[str, Any] = {
    "timeline": lambda corpus, filters: corpus.timeline(**filters),
    "on": lambda corpus, filters: corpus.on("1999-06-09", **filters),
    "who NAME": lambda corpus, filters: corpus.who("Stepashin", **filters),
    "who OFFICE": lambda corpus, filters: corpus.who("prime minister", **filters),
    "who": lambda corpus, filters: corpus.everyone(**filters),
    "search": lambda corpus, filters: corpus.search("embassy", **filters),
    "claims": lambda corpus, filters: corpus.claims(**filters),
    "conflicts": lambda corpus, filters: corpus.conflicts(**filters),
    "compare": lambda corpus, filters: corpus.compare("yu-1999q2", "government-ru", **filters),
    "links": lambda corpus, filters: corpus.links("Stepashin", **filters),
    "on --offices": lambda corpus, filters: corpus.offices_on("1999-06-09", **filters),
    "stats": lambda corpus, filters: corpus.stats(**filters),
    "sources": lambda corpus, filters: corpus.sources(**filters),
    "sources ID": lambda corpus, filters: corpus.source("yu-1999q2", **filters),
    **{
        f"{STATS_OF}{of}": lambda corpus, filters, of=of: corpus.stats(of=of, **filters)
        for of in COUNTED
        if of != EVENTS
    },
}
"""The questions of the library, each as it is asked there."""
NOT_OF_THE_LIBRARY = {"export", "places"}
NONSENSE = "qqq no such thing qqq"
PAGES: dict[Path, str] = runpy.run_path(str(ROOT / "tools" / "filter_tables.py"))["pages"]()


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sinoru.Corpus]:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    with sinoru.open(folder) as corpus:
        yield corpus


def test_each_question_is_known_to_these_tests() -> None:
    assert set(ASKED) | NOT_OF_THE_LIBRARY == set(HONOURED)
    assert {question.split()[0] for question in HONOURED} == {*COMMANDS, "places"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_the_options_of_the_filters_that_it_honours(command: str) -> None:
    honoured = {name for question in questions_of(command) for name in HONOURED[question]}
    options = {one.key: one for one in load_command(command).options if one.panel == "Filters"}
    assert set(options) == honoured, f"filters of sinoru {command}"
    for name in honoured:
        assert options[name].is_repeated == is_repeated(name), name
        assert options[name].names[0] == option_of(name)


@pytest.mark.parametrize("command", COMMANDS)
def test_completion_knows_the_filters_of_a_command(command: str) -> None:
    names = {option_of(name) for question in questions_of(command) for name in HONOURED[question]}
    assert names - set(options_of(command)) == set(), "run 'make manual'"


@pytest.mark.parametrize("name", FILTERS)
def test_completion_completes_what_a_filter_names(name: str) -> None:
    has_no_names = isinstance(FILTERS[name][0].value, Day | Length | Number | Order)
    assert (option_of(name) in OPTION_COMPLETERS) != has_no_names, f"run 'make manual' for {name}"


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_by_words_has_the_words_of_a_field(name: str) -> None:
    value = FILTERS[name][0].value
    assert not isinstance(value, Word) or value.space in WORDS, f"no field has the word {value.space!r}"


@pytest.mark.parametrize("name", [each for each in FILTERS if each not in NOT_FIELDS])
def test_a_query_has_a_field_for_each_filter(name: str) -> None:
    label = option_of(name).removeprefix("--")
    assert Field(label, "x") in conjuncts(read_conditions(f"embassy {label}:x").query)


def test_no_synonym_of_an_argument_is_the_name_of_a_filter() -> None:
    explain = pytest.importorskip("sinoru.mcp.explain")
    names = {argument_of(option_of(name)) for name in FILTERS}
    # Some tools call their query `words`, and most have no time by an event.
    assert names & set(explain.MEANINGS) == {"query", "after", "before"}, (
        "remove it from mcp/explain.py: it has a meaning of its own"
    )


@pytest.mark.parametrize("name", FILTERS)
def test_the_library_takes_each_filter_as_an_argument(name: str) -> None:
    assert name in Filtering.__annotations__, "run 'make manual'"


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_is_refused_or_its_value_is_looked_for(
    corpus: sinoru.Corpus, question: str, name: str
) -> None:
    """A filter that a question honours refuses nonsense; one that it does not honour is refused by name."""
    values: dict[str, Any] = {"limit": 1, "sort": "date", "query": f'id:"{NONSENSE}"'}
    filters = {name: values.get(name, NONSENSE)}
    if name not in HONOURED[question]:
        with pytest.raises(NotHonoured, match=f"^{name} cannot be used"):
            ASKED[question](corpus, filters)
    elif name in UNNARROWED:
        ASKED[question](corpus, filters)
    else:
        with pytest.raises(WrongValue, match=NONSENSE) as error:
            ASKED[question](corpus, filters)
        assert not isinstance(error.value, NotHonoured)


@pytest.mark.parametrize(
    "question", ["timeline", "on", "who NAME", "search", "claims", "conflicts", "compare", "links"]
)
def test_a_tool_of_the_server_takes_the_filters_that_it_honours(question: str) -> None:
    tool = pytest.importorskip("sinoru.mcp.tools").TOOLS[question.removesuffix(" NAME")]
    taken = set(tool.takes.__struct_fields__) & (set(FILTERS) - {*UNNARROWED})
    assert taken == set(HONOURED[question]) - {*UNNARROWED}, f"filters of the tool {question}"


@pytest.mark.parametrize("name", [each for each in FILTERS if each not in NOT_FIELDS])
def test_the_search_line_of_the_browser_knows_each_filter(name: str) -> None:
    label = option_of(name).lstrip("-")
    assert label in FILTER_NAMES
    request = parse_search(f"{label}:x {label}:y")
    assert request.filters == {name: ("x", "y") if is_repeated(name) else "x"}
    assert request.words == ("" if is_repeated(name) else f"{label}:y")
    assert any(name in view.filters for view in VIEWS.values()), f"no list of the browser honours {name}"


@pytest.mark.parametrize("name", FILTERS)
def test_the_manual_has_each_filter(name: str) -> None:
    assert f"`{option_of(name)}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), (
        "run 'make manual'"
    )
    assert f"| `{name}` | `{option_of(name)}` |" in (ROOT / "docs" / "library.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_is_made_of_the_declarations_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], f"{path.name} has drifted: run 'make manual'"
