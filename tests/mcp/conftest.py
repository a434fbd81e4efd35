"""The server on the small corpus, asked by the official client over standard input and output."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from tests.cli.conftest import CORPUS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    return folder


@pytest.fixture
def ask(folder: Path, tmp_path: Path) -> Callable[[Callable[[Client], Awaitable[Any]]], Any]:
    """Start the server as a client does, put questions to it, and stop it."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "sinoru", "mcp", "--data", str(folder)],
        env={"SINORU_CACHE": str(tmp_path / "cache"), "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
    )

    def ask(questions: Callable[[Client], Awaitable[Any]]) -> Any:
        async def talk() -> Any:
            async with Client(stdio_client(server)) as client:
                return await questions(client)

        # In a thread of its own: Playwright, which other tests start, keeps a loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(anyio.run, talk).result()

    return ask
