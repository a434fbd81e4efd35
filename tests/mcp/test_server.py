from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from mcp.shared.exceptions import MCPError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mcp.client.client import Client


def test_every_look_up_is_a_tool_that_only_reads(ask: Callable[..., Any]) -> None:
    tools = ask(lambda client: client.list_tools()).tools
    names = {tool.name for tool in tools}
    assert {
        "search",
        "who",
        "timeline",
        "on",
        "claims",
        "conflicts",
        "compare",
        "links",
        "show",
        "cite",
    } <= names
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert tool.description
        assert tool.input_schema["type"] == "object"
        assert not tool.input_schema["additionalProperties"]


def test_answers_name_their_evidence_certainty_and_verdict(ask: Callable[..., Any]) -> None:
    async def questions(client: Client) -> list[Any]:
        return [
            (await client.call_tool(name, arguments)).structured_content
            for name, arguments in (
                ("search", {"words": "Su-30"}),
                ("claims", {"by": "Stepashin"}),
                ("claims", {"via": "Stepashin"}),
                ("timeline", {"person": "Stepashin"}),
                ("links", {"name": "Stepashin"}),
                ("who", {"name": "Степашин"}),
                ("on", {"date": "9 June 1999"}),
            )
        ]

    search, claims, passed_on, timeline, links, who, on = ask(questions)
    assert not passed_on["found"]
    hit = search["hits"][0]
    assert (hit["id"], hit["certainty"], hit["verdict"]) == ("seventy-two-jets", "reported", "contradicted")
    assert hit["evidence"][0]["at"] == "The Arms Trade, 1"
    assert claims["claims"][0]["assessment"]["verdict"] == "contradicted"
    assert timeline["events"][0]["evidence"][0]["source"] == "yu-1999q2"
    written = links["met"][0]["events"][0]["evidence"][0]
    assert (written["source"], written["at"]) == ("yu-1999q2", "Chronology, June 7-17")
    assert who["person"]["id"] == "sergei-stepashin"
    assert on["offices"][0]["title"] == "Prime Minister"
    assert all(answer["found"] for answer in (search, claims, timeline, links, who, on))


def test_facts_are_cited_in_a_style_or_for_a_reference_manager(ask: Callable[..., Any]) -> None:
    async def questions(client: Client) -> list[Any]:
        return [
            (await client.call_tool("cite", arguments)).structured_content
            for arguments in (
                {"ids": "zhang-visit"},
                {"ids": ["zhang-visit", "embassy-bombing"], "style": "bibtex"},
                {"ids": ["zhang-visit", "belgrade"], "style": "apa"},
                {"ids": "seventy-two-jets", "all": True},
            )
        ]

    note, records, together, everything = ask(questions)
    assert (everything["against"], "against" in note) == ([], False)
    cited = note["citations"][0]
    assert (note["style"], cited["source"], cited["at"]) == (
        "chicago",
        "yu-1999q2",
        ["Chronology, June 7-17"],
    )
    assert "June 7-17" in cited["in_text"]
    assert "June 7-17" not in cited["entry"]
    assert records["citations"][0]["entry"].startswith("@")
    assert together["found"]
    assert together["unsourced"] == ["belgrade"]


def test_the_styles_are_those_of_the_command_line() -> None:
    from typing import get_args, get_type_hints

    from sinoru.cite import STYLES
    from sinoru.mcp.arguments import CiteArguments

    assert get_args(get_type_hints(CiteArguments)["style"]) == STYLES


def test_a_conflict_is_listed_with_its_state_and_shown_by_its_id(folder: Path) -> None:
    import msgspec

    import sinoru
    from sinoru.mcp.tools import TOOLS, answer

    def ask_tool(tool: str, **arguments: Any) -> Any:
        return answer(corpus, tool, msgspec.convert(arguments, TOOLS[tool].takes))

    with sinoru.open(folder) as corpus:
        (conflict,) = ask_tool("conflicts", verdict="settled")["conflicts"]
        shown = ask_tool("show", id=conflict["id"])
        claims = ask_tool("claims", verdict="contradicted")["claims"]
    assert conflict["state"] == shown["record"]["state"] == "settled"
    assert [said["stands"] for said in conflict["statements"]] == [False, True]
    assert [(one["id"], one["assessment"]["conflict"]) for one in claims] == [
        ("seventy-two-jets", conflict["id"])
    ]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"words": "perestroika"}),
        ("who", {"name": "Margaret Thatcher"}),
        ("timeline", {"start": "2005"}),
        ("on", {"date": "1950-01-01"}),
        ("claims", {"words": "perestroika"}),
        ("conflicts", {"verdict": "reconciled"}),
        ("show", {"id": "nosuch"}),
        ("links", {"name": "Margaret Thatcher"}),
        ("compare", {"a": "yu-1999q2", "b": "government-ru", "start": "2005"}),
        ("cite", {"ids": ["nosuch"]}),
    ],
)
def test_what_is_not_there_is_said_to_be_not_in_this_corpus(folder: Path, tool: str, arguments: Any) -> None:
    import msgspec

    import sinoru
    from sinoru.mcp.tools import TOOLS, answer

    with sinoru.open(folder) as corpus:
        found = answer(corpus, tool, msgspec.convert(arguments, TOOLS[tool].takes))
    assert found["found"] is False
    assert found["message"].startswith("Not in this corpus: ")
    assert found["message"].count("in this corpus") == 1


def _put(folder: Path, tool: str, **arguments: Any) -> Any:
    import msgspec

    import sinoru
    from sinoru.mcp.tools import TOOLS, answer

    with sinoru.open(folder) as corpus:
        return answer(corpus, tool, msgspec.convert(arguments, TOOLS[tool].takes))


def test_an_offset_past_the_end_is_an_error(folder: Path) -> None:
    from sinoru.model.errors import WrongUsage

    with pytest.raises(WrongUsage, match=r"^offset '50' is past the end: the longest list has 2 items\."):
        _put(folder, "timeline", offset=50)
    assert _put(folder, "who", name="Stepashin", offset=50)["found"]


def test_a_day_tells_of_what_goes_on_though_it_is_told_in_two_lists(folder: Path) -> None:
    """What was under way and what happened are both asked for whole, and paged apart."""
    for number in range(30):
        when = "1999-06-01/1999-06-20" if number % 2 else "1999-06-10"
        (folder / f"day-{number}.yaml").write_text(f"events: [{{id: e{number}, date: {when}, title: T}}]\n")
    first = _put(folder, "on", date="1999-06-10", limit=10)
    assert [line.partition(":")[0] for line in first["more"]] == ["happened", "under_way"]
    second = _put(folder, "on", date="1999-06-10", limit=10, offset=10)
    ids = {one["id"] for page in (first, second) for key in ("happened", "under_way") for one in page[key]}
    assert {f"e{number}" for number in range(30)} <= ids


def test_links_say_how_two_were_in_touch_of_organisations_too(folder: Path) -> None:
    (folder / "calls.yaml").write_text(
        "organisations: [{id: red, name: Red Cross}]\n"
        "events: [{id: ring, date: 1999-07-01, title: R, kind: call, participants:"
        " [{person: sergei-stepashin, role: caller}, {org: red, role: called}]}]\n"
    )
    shared = _put(folder, "links", name="Red Cross", other="Stepashin")
    assert (shared["found"], [(one["id"], one["how"]) for one in shared["shared"]]) == (
        True,
        [("ring", "spoke")],
    )
    one = _put(folder, "links", name="Stepashin")
    assert [other["person"]["id"] for other in one["spoke"]] == ["red"]
    assert "red" not in [other["person"]["id"] for other in one["met"]]
    assert not _put(folder, "links", name="NATO")["found"]


def test_company_is_counted_over_more_events_than_are_shown(folder: Path) -> None:
    met = [_put(folder, "who", name="Stepashin", limit=limit)["met"] for limit in (1, 100)]
    assert met[0] == met[1][:1]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("search", {}, "search: The argument 'words' is missing."),
        ("search", {"words": ""}, "search: The argument 'words' is empty."),
        ("timeline", {"limit": 1000}, "timeline: limit '1000' is not a whole number of up to 100."),
        ("timeline", {"limit": "three"}, "timeline: limit 'three' is not a whole number."),
        ("timeline", {"limit": True}, "timeline: limit 'true' is not a whole number."),
        (
            "timeline",
            {"person": [""]},
            "timeline: an item of person '[\"\"]' is not a string of 1 or more characters.",
        ),
        (
            "timeline",
            {"persn": "x"},
            (
                "timeline: Unknown argument 'persn'. Did you mean 'person'? Use one of limit, offset, start, end,"
                " after, before, during, within, person, org, country, place, kind, topic, tag, source, query, where."
            ),
        ),
        (
            "timeline",
            {"person": "Zhang"},
            (
                "timeline: person 'Zhang' matches 2 people: Zhang Wannian (zhang-wannian), Zhang Zemin (zhang-zemin)."
                " Use one of these ids."
            ),
        ),
        ("timeline", {"start": "1999-13"}, None),
        (
            "timeline",
            {"start": "2000", "end": "1999"},
            "timeline: start '2000' is later than the end, '1999'. Swap them, or change one.",
        ),
        (
            "on",
            {"date": "1999/.."},
            "on: date '1999/..' has no last day. Use a date that has one, or list a timeline from it.",
        ),
        ("cite", {"ids": []}, None),
        (
            "cite",
            {"ids": "zhang-visit", "style": "vancouver"},
            "cite: Unknown style 'vancouver'. Use one of chicago, apa, mla, bibtex, csl-json, ris.",
        ),
        (
            "timelin",
            {},
            (
                "Unknown tool 'timelin'. Did you mean 'timeline'? Use one of search, who, timeline, on, claims,"
                " conflicts, compare, links, show, cite."
            ),
        ),
    ],
)
def test_a_wrong_question_gets_a_plain_error(
    ask: Callable[..., Any], tool: str, arguments: dict[str, Any], message: str | None
) -> None:
    result = ask(lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    text = result.content[0].text
    assert "Traceback" not in text
    assert message is None or text == message


def test_resources_give_the_corpus_its_sources_and_any_record(ask: Callable[..., Any]) -> None:
    async def questions(client: Client) -> list[Any]:
        uris = [str(one.uri) for one in (await client.list_resources()).resources]
        templates = (await client.list_resource_templates()).resource_templates
        assert [one.uri_template for one in templates] == [
            "sinoru://sources{?offset}",
            "sinoru://record/{id}",
        ]
        read = [await client.read_resource(uri) for uri in (*uris, "sinoru://record/belgrade")]
        with pytest.raises(
            MCPError, match=r"^No record 'belgrad' in this corpus\. Did you mean 'belgrade'\?$"
        ):
            await client.read_resource("sinoru://record/belgrad")
        with pytest.raises(MCPError, match="the corpus has 2 sources"):
            await client.read_resource("sinoru://sources?offset=2")
        with pytest.raises(MCPError, match="N is a whole number up to 10,000"):
            await client.read_resource("sinoru://sources?offset=-1")
        second = json.loads(
            getattr((await client.read_resource("sinoru://sources?offset=1")).contents[0], "text", "")
        )
        assert len(second["sources"]) == 1
        with pytest.raises(
            MCPError, match=r"Unknown resource 'file:///etc/passwd'\. Use one of sinoru://corpus, "
        ):
            await client.read_resource("file:///etc/passwd")
        return [json.loads(getattr(one.contents[0], "text", "")) for one in read]

    corpus, sources, record = ask(questions)
    assert [corpus[kind] for kind in ("events", "people", "organisations", "claims")] == [2, 3, 2, 1]
    assert {one["id"] for one in sources["sources"]} == {"yu-1999q2", "government-ru"}
    assert record["record"]["name"] == "Belgrade"


def test_nothing_but_the_protocol_reaches_standard_output(folder: Path) -> None:
    (folder / "more.yaml").write_text("events: [{id: faulty}]\n")
    hello = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "sinoru", "mcp", "--data", str(folder)],
        input=json.dumps(hello) + "\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == [1]
    assert "fault" in ran.stderr


_FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("timeline", {"topic": "kosvo"}, "timeline: No topic 'kosvo' in this corpus. Did you mean 'kosovo'?"),
    (
        "timeline",
        {"country": "Chinese"},
        "timeline: No country 'Chinese' in this corpus. Did you mean 'China'?",
    ),
    (
        "timeline",
        {"person": "Margaret Thatcher"},
        (
            "timeline: No person 'Margaret Thatcher' in this corpus. Nearest names:"
            " Sergei Stepashin (sergei-stepashin),"
            " Zhang Wannian (zhang-wannian) and Zhang Zemin (zhang-zemin)."
        ),
    ),
    (
        "timeline",
        {"person": ["Stepashin", "Margaret Thatcher"]},
        (
            "timeline: No person 'Margaret Thatcher' in this corpus. Nearest names:"
            " Sergei Stepashin (sergei-stepashin),"
            " Zhang Wannian (zhang-wannian) and Zhang Zemin (zhang-zemin)."
        ),
    ),
    (
        "timeline",
        {"kind": "figure"},
        "timeline: kind 'figure' cannot be used here. Use one of attack, visit.",
    ),
    (
        "claims",
        {"by": "Qwxyz"},
        (
            "claims: No speaker 'Qwxyz' in this corpus. Nearest names: Government of Russia (russian-government),"
            " Sergei Stepashin (sergei-stepashin), Zhang Wannian (zhang-wannian),"
            " Zhang Zemin (zhang-zemin) and NATO (nato)."
        ),
    ),
    ("show", {"id": "belgrad"}, "show: No record 'belgrad' in this corpus. Did you mean 'belgrade'?"),
    (
        "show",
        {"id": "Степашин"},
        "show: No record 'Степашин' in this corpus. Did you mean 'sergei-stepashin'?",
    ),
    (
        "search",
        {"words": "-bombing"},
        (
            "search: '-bombing' has only words to leave out. Add a word to look for. To search for a word that begins"
            " with a dash, put it in quotes: '\"-bombing\"'"
        ),
    ),
    (
        "search",
        {"q": "hotline"},
        (
            "search: Unknown argument 'q'. Did you mean 'words'? Use one of limit, offset, words, start, end, person,"
            " org, party, country, place, kind, topic, tag, by, via, about, source, certainty, verdict, where."
        ),
    ),
    (
        "show",
        {"record_id": "x"},
        "show: Unknown argument 'record_id'. Did you mean 'id'? Use one of limit, offset, id.",
    ),
    (
        "cite",
        {"id": "x"},
        "cite: Unknown argument 'id'. Did you mean 'ids'? Use one of limit, offset, ids, style, all.",
    ),
]


def test_a_fault_of_the_question_is_an_error_with_what_is_right(ask: Callable[..., Any]) -> None:
    """It is never answered as an absence, which the assistant would pass on."""

    async def questions(client: Client) -> list[Any]:
        return [await client.call_tool(tool, arguments) for tool, arguments, _ in _FAULTS]

    for result, (_, _, message) in zip(ask(questions), _FAULTS, strict=True):
        assert result.is_error
        assert result.content[0].text == message


_AS_SENT: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("timeline", {"person": '["Stepashin", "Zhang Wannian"]'}, {"person": ["Stepashin", "Zhang Wannian"]}),
    ("timeline", {"person": "['Stepashin']"}, {"person": ["Stepashin"]}),
    ("timeline", {"limit": "1"}, {"limit": 1}),
    ("timeline", {"limit": 1.0, "offset": " 1 "}, {"limit": 1, "offset": 1}),
    ("timeline", {"start": 1999, "end": 1999.0}, {"start": "1999", "end": "1999"}),
    ("timeline", {"start": None, "person": None, "limit": None}, {}),
    ("timeline", {"person": "", "org": [], "end": ""}, {}),
    ("timeline", {"person": [None, "Stepashin"]}, {"person": ["Stepashin"]}),
    ("who", {"name": ["Stepashin"]}, {"name": "Stepashin"}),
    ("on", {"date": 1999}, {"date": "1999"}),
    ("search", {"words": 72}, {"words": "72"}),
    ("cite", {"ids": '["zhang-visit", "embassy-bombing"]'}, {"ids": ["zhang-visit", "embassy-bombing"]}),
    ("timeline", {"country": "PRC"}, {"country": "China"}),
]


def test_arguments_are_read_as_assistants_send_them(ask: Callable[..., Any]) -> None:
    async def questions(client: Client) -> list[tuple[Any, Any]]:
        return [
            (await client.call_tool(tool, sent), await client.call_tool(tool, meant))
            for tool, sent, meant in _AS_SENT
        ]

    for (sent, meant), (_, arguments, _) in zip(ask(questions), _AS_SENT, strict=True):
        assert not meant.is_error
        assert sent.structured_content == meant.structured_content, arguments
        assert meant.structured_content["found"]


def test_a_name_that_looks_like_a_list_but_is_none_stays_a_name() -> None:
    from sinoru.mcp.arguments import SearchArguments, TimelineArguments
    from sinoru.mcp.reading import read_arguments

    for name in ("[Yeltsin", "[Yeltsin]", "[1", '{"a": 1}', "[" * 5000 + "]" * 5000):
        assert read_arguments({"person": name}, TimelineArguments) == {"person": name}
    words = {"words": '["hotline"]'}
    assert read_arguments(words, SearchArguments) == words
    assert read_arguments({"words": None}, SearchArguments) == {}
    assert read_arguments({"words": "", "other": None}, SearchArguments) == {"words": "", "other": None}


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("show", {"id": "nosuch"}, "no record has the id 'nosuch'."),
        ("who", {"name": "Margaret Thatcher"}, "no person or organisation is named 'Margaret Thatcher'."),
        ("links", {"name": "Qwxyz"}, "no person is named 'Qwxyz'."),
        (
            "timeline",
            {"start": "2005", "person": ["Stepashin", "Zhang Wannian"]},
            "nothing matches start '2005' with person 'Stepashin', 'Zhang Wannian'.",
        ),
        ("search", {"words": "perestroika"}, "nothing matches words 'perestroika'."),
    ],
)
def test_an_absence_says_what_was_looked_for(
    folder: Path, tool: str, arguments: dict[str, Any], message: str
) -> None:
    assert _put(folder, tool, **arguments)["message"] == f"Not in this corpus: {message}"


def test_a_corpus_without_events_is_described(folder: Path) -> None:
    (folder / "corpus.yaml").write_text("people: [{id: ann, name: Ann Example}]\n", encoding="utf-8")
    assert _put(folder, "timeline")["message"] == "Not in this corpus: no events; 1 person."


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("Use a filter or --limit, or --from.", "Use a filter or limit, or start."),
        ("end '--to' is not a date.", "end '--to' is not a date."),
    ],
)
def test_a_message_names_the_arguments_of_a_tool(message: str, named: str) -> None:
    from sinoru.mcp.explain import in_arguments

    assert in_arguments(message) == named


def test_answers_and_resources_begin_with_the_version_of_their_shapes(ask: Callable[..., Any]) -> None:
    async def questions(client: Client) -> list[Any]:
        asked = (
            ("who", {"name": "Stepashin"}),
            ("timeline", {"kind": "visit"}),
            ("show", {"id": "no-such-record"}),
            ("cite", {"ids": "belgrade"}),
        )
        answers: list[Any] = [await client.call_tool(name, arguments) for name, arguments in asked]
        names = ("corpus", "sources", "record/belgrade")
        read: list[Any] = [await client.read_resource(f"sinoru://{name}") for name in names]
        texts = [answer.content[0].text for answer in answers] + [each.contents[0].text for each in read]
        return [answer.structured_content for answer in answers] + [json.loads(text) for text in texts]

    assert [next(iter(one.items())) for one in ask(questions)] == [("version", 2)] * 11


def test_a_persian_name_arrives_as_it_is(folder: Path, ask: Callable[..., Any]) -> None:
    name = "علی خامنه\u200cای"
    (folder / "persian.yaml").write_text(
        f"places: [{{id: fars, name: {name}, note: 'a\u202eb'}}]\n", encoding="utf-8"
    )

    async def question(client: Client) -> Any:
        return await client.call_tool("show", {"id": "fars"})

    answer = ask(question)
    assert answer.structured_content["record"]["name"] == name
    assert name in answer.content[0].text
    assert "\\u202e" in answer.content[0].text


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("timeline", {"topic": "kosvo"}, "timeline: No topic 'kosvo' in this corpus. Did you mean 'kosovo'?"),
        ("search", {"words": "embassy", "kind": "vist"}, "Did you mean 'visit'?"),
        ("who", {"name": "Stepashin", "place": "Qqqqxz"}, "No place 'Qqqqxz' in this corpus."),
        ("search", {"words": "NOT bombing"}, "has only words to leave out"),
        ("search", {"words": "embassy (bombing"}, "search: '(' is not closed."),
        ("timeline", {"query": "by:Stepashin"}, "by: cannot be used with 'timeline'"),
        ("claims", {"country": "China"}, "Unknown argument 'country'."),
        (
            "who",
            {"name": "prime minister", "person": "Stepashin"},
            "who: person cannot be used with 'who OFFICE'. Leave it out.",
        ),
    ],
)
def test_what_cannot_be_honoured_is_an_error(
    ask: Callable[..., Any], tool: str, arguments: dict[str, Any], message: str
) -> None:
    result = ask(lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    assert message in result.content[0].text


def test_the_holders_of_an_office_are_found(ask: Callable[..., Any]) -> None:
    found = ask(lambda client: client.call_tool("who", {"name": "prime minister"})).structured_content
    assert found["found"]
    assert found["holders_total"] == len(found["holders"]) == 1


def test_an_error_repeats_nothing_that_is_endless_or_hidden(ask: Callable[..., Any]) -> None:
    async def talk(client: Client) -> list[str]:
        errors = []
        for bad in ("x" * 100_000, "\x1b[31m\u202e"):
            for name, arguments in (
                (bad, {}), ("cite", {"ids": "a", "style": bad}), ("who", {bad: 1}), ("on", {"date": bad}),
                ("search", {"words": "a", "limit": [bad]}), ("search", {"words": "a", "kind": [bad, bad]}),
            ):  # fmt: skip
                result: Any = await client.call_tool(name, arguments)
                errors.append(result.content[0].text)
        return errors

    for error in ask(talk):
        assert len(error) <= 400
        assert error.isprintable()
        assert not set("\x1b\u202e") & set(error)


@pytest.mark.parametrize("wrong", ["often", 3, [], {}, ["x"]])
def test_a_flag_that_is_neither_true_nor_false_is_explained(ask: Callable[..., Any], wrong: object) -> None:
    async def talk(client: Client) -> Any:
        return await client.call_tool("cite", {"ids": ["embassy-bombing"], "all": wrong})

    result = ask(talk)
    assert result.is_error or wrong == []
    assert wrong == [] or "is not true or false" in result.content[0].text
