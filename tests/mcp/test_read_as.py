"""A name that the server read as another is told to the client, under the name of its argument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.client.client import Client


def test_a_name_read_as_another_is_told_under_its_argument(ask: Callable[..., Any]) -> None:
    async def questions(client: Client) -> list[Any]:
        return [
            (await client.call_tool(name, arguments)).structured_content["read_as"]
            for name, arguments in (
                ("timeline", {"person": ["Stepasin"]}),
                ("who", {"name": "Stepasin"}),
                ("links", {"name": "Zhang Wannian", "other": "Stepasin"}),
                ("claims", {"by": "Stepasin"}),
                ("timeline", {"person": "Stepashin"}),
            )
        ]

    *told, untold = ask(questions)
    assert [[one["given"] for one in each] for each in told] == [["person"], ["name"], ["other"], ["by"]]
    assert {one["id"] for each in told for one in each} == {"sergei-stepashin"}
    assert untold == []


def test_a_query_is_words_and_is_told_as_it_was_sent(ask: Callable[..., Any]) -> None:
    async def questions(client: Client) -> list[Any]:
        return [
            (await client.call_tool(name, arguments)).structured_content
            for name, arguments in (
                ("search", {"query": "person:Sergei Stepashin"}),
                ("search", {"words": "person:Sergei Stepashin"}),
                ("claims", {"query": "hotline"}),
                ("timeline", {"query": "person:Sergei Stepashin"}),
            )
        ]

    by_query, by_words, claims, timeline = ask(questions)
    assert by_query["hits"] == by_words["hits"]
    assert [one["given"] for one in by_query["read_as"]] == ["query"]
    assert [one["given"] for one in by_words["read_as"]] == ["words"]
    assert [one["given"] for one in timeline["read_as"]] == ["query"]
    assert "found" in claims
