from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

ESCAPE = "\x1b["


def test_a_pipe_gets_no_colour_and_no_wrapping(run: Callable[..., Ran]) -> None:
    out = run("timeline").out
    assert ESCAPE not in out
    assert "NATO bombs hit the Chinese embassy in Belgrade" in out


def test_a_terminal_gets_colour_and_lines_of_its_width(in_terminal: Callable[..., Ran]) -> None:
    out = in_terminal("timeline", size=(30, 200)).out
    assert ESCAPE in out


def test_lines_fit_the_terminal(in_terminal: Callable[..., Ran]) -> None:
    out = in_terminal("timeline", "--no-color", size=(40, 200)).out
    assert max(map(len, out.splitlines())) <= 40


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        ((), {"NO_COLOR": "1"}),
        (("--no-color",), {}),
        ((), {"TERM": "dumb"}),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
    ],
)
def test_colour_can_be_refused(
    in_terminal: Callable[..., Ran], arguments: tuple[str, ...], env: dict[str, str]
) -> None:
    assert ESCAPE not in in_terminal("timeline", *arguments, env=env).out


def test_colour_can_be_forced_into_a_pipe(run: Callable[..., Ran]) -> None:
    assert ESCAPE in run("timeline", env={"FORCE_COLOR": "1"}).out
    assert ESCAPE not in run("timeline", env={"FORCE_COLOR": "0"}).out
    assert ESCAPE not in run("timeline", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out


@pytest.mark.parametrize(("arguments", "env"), [(("--width", "30"), {}), ((), {"COLUMNS": "30"})])
def test_a_width_asked_for_holds_in_a_pipe(
    run: Callable[..., Ran], arguments: tuple[str, ...], env: dict[str, str]
) -> None:
    out = run("timeline", *arguments, env=env).out
    assert max(map(len, out.splitlines())) <= 30


def test_an_option_goes_before_the_environment(run: Callable[..., Ran]) -> None:
    assert run("timeline", "--width", "50", env={"COLUMNS": "20"}).out == run("timeline", "--width", "50").out


@pytest.mark.parametrize("columns", ["", "0", "wide", "-4", "99999999999"])
def test_a_senseless_width_in_the_environment_is_ignored(run: Callable[..., Ran], columns: str) -> None:
    assert run("timeline", env={"COLUMNS": columns}).out == run("timeline").out


@pytest.mark.parametrize("width", ["1", "2", "7", "10000"])
@pytest.mark.parametrize(
    "arguments", [["timeline"], ["timeline", "--style", "gantt"], ["who", "Stepashin"], ["sources"]]
)
def test_any_width_will_do(run: Callable[..., Ran], width: str, arguments: list[str]) -> None:
    assert run(*arguments, "--width", width).status == 0


def test_what_is_longer_than_the_screen_goes_to_the_pager(in_terminal: Callable[..., Ran]) -> None:
    pager = {"PAGER": "sed s/^/paged:/"}
    long = in_terminal("timeline", "--no-color", size=(80, 5), env=pager)
    short = in_terminal("timeline", "--no-color", size=(80, 100), env=pager)
    assert [line for line in long.out.splitlines() if not line.startswith("paged:")] == []
    assert "paged:" not in short.out
    assert long.out.replace("paged:", "") == short.out


def test_the_pager_gets_colour(in_terminal: Callable[..., Ran]) -> None:
    assert ESCAPE in in_terminal("timeline", size=(80, 5), env={"PAGER": "cat"}).out


@pytest.mark.parametrize("pager", ["no-such-program", "", "'unclosed"])
def test_without_a_pager_the_answer_is_printed(in_terminal: Callable[..., Ran], pager: str) -> None:
    ran = in_terminal("timeline", "--no-color", size=(80, 5), env={"PAGER": pager})
    assert ran.status == 0
    assert "NATO bombs" in ran.out
    assert ran.err == ""


def test_a_pager_that_is_left_early_is_no_error(in_terminal: Callable[..., Ran]) -> None:
    ran = in_terminal("timeline", size=(80, 5), env={"PAGER": "true"})
    assert (ran.status, ran.err) == (0, "")


def test_leaving_a_coloured_pipe_or_pager_early_is_no_error(
    in_terminal: Callable[..., Ran], shell: Callable[[str], Ran]
) -> None:
    quick = {"PAGER": "head -n 1"}
    assert in_terminal("claims", size=(80, 5), env=quick).status == 0
    left = "'{ FORCE_COLOR=1 sinoru timeline --data data; echo status $? >&2; } | head -n 1'"
    assert "status 0" in shell(f"bash -c {left}").err


def test_the_pager_can_be_refused(in_terminal: Callable[..., Ran]) -> None:
    ran = in_terminal("timeline", "--no-pager", size=(80, 5), env={"PAGER": "sed s/^/paged:/"})
    assert "paged:" not in ran.out


def test_a_program_never_meets_the_pager(in_terminal: Callable[..., Ran]) -> None:
    ran = in_terminal("timeline", "--format", "json", size=(80, 5), env={"PAGER": "sed s/^/paged:/"})
    assert json.loads(ran.out)["total"] == 2


def test_the_status_is_that_of_the_question_and_not_of_the_pager(in_terminal: Callable[..., Ran]) -> None:
    assert in_terminal("who", "Stepashin", size=(80, 5), env={"PAGER": "false"}).status == 0


@pytest.mark.parametrize("name", ["timeline", "on 1999-06-09", "who Stepashin", "who Zhang", "who", "search embassy",
                                  "claims", "show embassy-bombing", "sources", "sources yu-1999q2"])  # fmt: skip
def test_answers_in_a_pipe(
    run: Callable[..., Ran], corpus: str, golden: Callable[[str, str], None], name: str
) -> None:
    golden(f"pipe/{name.replace(' ', '-')}", run(*name.split()).out.replace(corpus, "corpus"))


@pytest.mark.parametrize("style", ["vertical", "table", "gantt"])
@pytest.mark.parametrize("width", ["80", "200"])
def test_timeline_styles(
    run: Callable[..., Ran], golden: Callable[[str, str], None], style: str, width: str
) -> None:
    golden(f"timeline/{style}-{width}", run("timeline", "--style", style, "--width", width).out)
