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
    assert {"search", "who", "timeline", "on", "claims", "conflicts", "links", "show", "cite"} <= names
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
                ("timeline", {"person": ["Stepashin", "Zhang Zemin"]}),
                ("links", {"name": "Stepashin"}),
                ("who", {"name": "Степашин"}),
                ("on", {"date": "9 June 1999"}),
            )
        ]

    search, claims, timeline, links, who, on = ask(questions)
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
            )
        ]

    note, records, together = ask(questions)
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


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"words": "perestroika"}),
        ("who", {"name": "Margaret Thatcher"}),
        ("timeline", {"start": "2005"}),
        ("timeline", {"person": "Margaret Thatcher"}),
        ("on", {"date": "1950-01-01"}),
        ("claims", {"words": "perestroika"}),
        ("conflicts", {}),
        ("show", {"id": "nosuch"}),
        ("links", {"name": "Margaret Thatcher"}),
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


def test_an_offset_past_the_end_finds_nothing(folder: Path) -> None:
    found = _put(folder, "timeline", offset=50)
    assert (found["found"], found["events"]) == (False, [])
    assert found["message"].startswith("offset '50' is past the end")
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


def test_company_is_counted_over_more_events_than_are_shown(folder: Path) -> None:
    met = [_put(folder, "who", name="Stepashin", limit=limit)["met"] for limit in (1, 100)]
    assert met[0] == met[1][:1]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("search", {}, "search: The argument 'words' is missing."),
        ("search", {"words": ""}, "search: The argument 'words' is empty."),
        ("timeline", {"limit": 1000}, "timeline: limit '1000' is not a whole number of up to 100."),
        ("timeline", {"limit": "3"}, "timeline: limit '\"3\"' is not a whole number."),
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
                " person, org, country, place, kind, topic, source."
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
                " conflicts, links, show, cite."
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
    assert corpus["events"] == 2
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


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("timeline", {"topic": "kosvo"}, "Not in this corpus: topic 'kosvo'. Did you mean 'kosovo'?"),
        ("show", {"id": "belgrad"}, "Not in this corpus: record 'belgrad'. Did you mean 'belgrade'?"),
    ],
)
def test_an_unknown_value_is_answered_with_the_nearest(
    folder: Path, tool: str, arguments: dict[str, Any], message: str
) -> None:
    assert _put(folder, tool, **arguments)["message"] == message


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
