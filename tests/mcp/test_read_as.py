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
