"""The extras, and what to type for each way in which sinoru can have been installed."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sinoru import extras
from sinoru.cli.command_line import COMMANDS
from sinoru.export.formats import FORMATS
from sinoru.extras import EXTRAS, install_command, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

DECLARED: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
)["project"]["optional-dependencies"]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Let sinoru run in an environment with these files, in which only these libraries are installed."""

    def prepare(files: dict[str, str], *libraries: str, folder: str = "") -> Path:
        prefix = tmp_path / folder
        prefix.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (prefix / name).write_text(content, encoding="utf-8")
        monkeypatch.setattr(sys, "prefix", str(prefix))
        monkeypatch.setattr(extras, "find_spec", lambda name: name if name in libraries else None)
        return prefix

    return prepare


def names_of(requirements: Collection[str]) -> set[str]:
    return {re.split(r"[^\w-]", each, maxsplit=1)[0] for each in requirements}


def test_the_table_has_the_extras_that_are_declared() -> None:
    assert {name: sorted(libraries) for name, libraries in EXTRAS.items()} == {
        name: sorted(names_of(requirements)) for name, requirements in DECLARED.items() if name != "all"
    }


def test_all_is_all_of_them_in_the_same_versions() -> None:
    assert set(DECLARED["all"]) == {
        each for name, requirements in DECLARED.items() if name != "all" for each in requirements
    }


def test_extras_are_named_after_commands_and_formats() -> None:
    others = {"pdf", "postgres", "page"}
    assert set(EXTRAS) - others <= {*COMMANDS, *FORMATS}
    assert {name for name, kind in FORMATS.items() if kind.needs_extra} <= set(EXTRAS)


def test_pip_is_advised_where_nothing_else_is_known(environment: Callable[..., Path]) -> None:
    environment({}, "pip")
    assert install_command("web") == "pip install 'sinoru[web]'"


def test_pipx_adds_to_its_environment(environment: Callable[..., Path]) -> None:
    environment({"pipx_metadata.json": "{}", "pyvenv.cfg": "uv = 0.9\n"})
    assert install_command("web") == "pipx inject sinoru 'sinoru[web]'"


def test_a_tool_of_uv_keeps_the_extras_that_it_has(environment: Callable[..., Path]) -> None:
    environment({"uv-receipt.toml": "", "pyvenv.cfg": "uv = 0.9\n"}, "textual", "selectolax", "pypdf")
    assert install_command("web") == "uv tool install 'sinoru[browse,verify,web]'"


def test_an_environment_of_uv_without_pip_is_named(environment: Callable[..., Path]) -> None:
    prefix = environment({"pyvenv.cfg": "home = /usr/bin\nuv = 0.9\n"})
    assert install_command("web") == f"uv pip install --python '{prefix}' 'sinoru[web]'"


@pytest.mark.parametrize("folder", ["uv/archive-v0/QtcBzrBKhSq9Fys0", "uv/environments-v2/sinoru-1a2b"])
@pytest.mark.parametrize("libraries", [(), ("pip",)])
def test_uvx_is_given_the_extra_for_its_next_run(
    environment: Callable[..., Path], folder: str, libraries: tuple[str, ...]
) -> None:
    environment({"pyvenv.cfg": "home = /usr/bin\nuv = 0.13.9\n"}, *libraries, folder=folder)
    assert install_command("web") == "uvx --from 'sinoru[web]' sinoru web"
    assert install_command("parquet") == "uvx --from 'sinoru[parquet]' sinoru export parquet"


def test_pipx_run_is_given_the_extra_for_its_next_run(environment: Callable[..., Path]) -> None:
    environment({"pipx_metadata.json": "{}"}, "pip", folder="pipx/.cache/107b705209f419b")
    assert install_command("web") == "pipx run --spec 'sinoru[web]' sinoru web"
    environment({"pipx_metadata.json": "{}"}, "textual", folder="pipx/venvs/sinoru")
    assert install_command("web") == "pipx inject sinoru 'sinoru[browse,web]'"


def test_every_extra_has_an_example_that_is_a_command(environment: Callable[..., Path]) -> None:
    environment({"pipx_metadata.json": "{}"}, folder="107b705209f419b")
    for extra in EXTRAS:
        command, *format_ = install_command(extra).split(" sinoru ")[1].split()
        assert command in COMMANDS
        assert set(format_) <= set(FORMATS)


@pytest.mark.parametrize("files", [{}, {"pyvenv.cfg": "home = /usr/bin\n"}])
def test_an_environment_without_pip_that_uv_did_not_make_gets_the_usual_advice(
    environment: Callable[..., Path], files: dict[str, str]
) -> None:
    environment(files)
    assert install_command("web") == "pip install 'sinoru[web]'"


def test_on_windows_the_quotes_are_those_of_its_shells(
    environment: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment({}, "pip")

    class Windows:
        name = "nt"
        path = os.path

    monkeypatch.setattr(extras, "os", Windows)
    assert install_command("web") == 'pip install "sinoru[web]"'


def test_what_is_named_is_the_library_and_not_the_first_thing_that_it_needs(
    environment: Callable[..., Path],
) -> None:
    environment({}, "pip")
    error = ModuleNotFoundError("No module named 'anyio'", name="anyio")
    assert str(missing("'sinoru mcp'", "mcp", error)).startswith("'sinoru mcp' needs 'mcp', which is not")


def test_what_a_library_needs_itself_is_named_if_the_library_is_there(
    environment: Callable[..., Path],
) -> None:
    environment({}, "pip", "mcp")
    error = ModuleNotFoundError("No module named 'anyio'", name="anyio")
    assert str(missing("'sinoru mcp'", "mcp", error)).startswith("'sinoru mcp' needs 'anyio', which is not")


@pytest.mark.parametrize("name", ["sinoru.tui.app", None])
def test_a_module_of_our_own_is_no_library(name: str | None) -> None:
    error: Any = ModuleNotFoundError("No module", name=name)
    assert missing("'sinoru browse'", "browse", error) is error
