from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest

from sinoru import corpus as asking

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("--version", 0),
        ("--help", 0),
        ("", 0),
        ("timeline", 0),
        ("on 1999-05-08", 0),
        ("who Stepashin", 0),
        ("who Zhang", 0),
        ("who", 0),
        ("search embassy", 0),
        ("claims", 0),
        ("show embassy-bombing", 0),
        ("sources", 0),
        ("sources yu-1999q2", 0),
        ("index status", 0),
        ("timeline --to 1998", 1),
        ("on 1950-01-01", 1),
        ("who Qwxyz", 1),
        ("search qwxyzzyq", 1),
        ("claims qwxyzzyq", 1),
        ("show no-such-record", 1),
        ("show embassy-bombing no-such-record", 1),
        ("sources no-such-source", 1),
        ("sources --to 1950", 1),
        ("tmeline", 2),
        ("timeline --formt json", 2),
        ("timeline --format yaml", 2),
        ("timeline --limit 0", 2),
        ("timeline --limit many", 2),
        ("timeline --width -3", 2),
        ("timeline --sort upwards", 2),
        ("timeline --style round", 2),
        ("timeline --group mood", 2),
        ("timeline --from yesterweek", 2),
        ("timeline --from 1999 --to 1998", 2),
        ("timeline --person Qwxyz", 2),
        ("timeline --topic qwxyz", 2),
        ("timeline --from", 2),
        ("schema stray", 2),
        ("on", 2),
        ("on someday", 2),
        ("on 1999-05-08 --within far", 2),
        ("search", 2),
        ("show", 2),
        ("index", 2),
        ("index burn", 2),
        ("timeline --data no/such/folder", 2),
    ],
)
def test_exit_status(run: Callable[..., Ran], arguments: str, status: int) -> None:
    ran = run(*arguments.split())
    assert ran.status == status, ran
    assert "internal error" not in ran.err
    if status:
        assert ran.err or "Nobody here" in ran.out
        assert all(line.startswith("sinoru: ") for line in ran.err.splitlines())


def test_errors_go_to_standard_error_only(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--person", "Qwxyz")
    assert ran.out == ""
    assert "No person 'Qwxyz' in this corpus." in ran.err


def test_without_a_command_there_is_help(run: Callable[..., Ran]) -> None:
    assert run() == run("help")
    assert run().out.endswith("sinoru --help\n")


def test_an_option_without_its_command_is_wrong_usage(run: Callable[..., Ran]) -> None:
    assert run("--format", "json").status == 2


def test_a_mistyped_command_is_told_the_nearest(run: Callable[..., Ran]) -> None:
    assert "Did you mean 'timeline'?" in run("timelin").err


def test_wrong_usage_points_to_the_help_of_the_command(run: Callable[..., Ran]) -> None:
    assert "See 'sinoru who --help'." in run("who", "--formt", "json").err


def test_a_corpus_that_is_not_there_is_named(run: Callable[..., Ran]) -> None:
    assert "no/such/folder: no such file or " in run("timeline", "--data", "no/such/folder").err


def _raise(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


def test_an_unexpected_error_is_one_line_and_no_traceback(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "open_index", _raise(LookupError("secret")))
    ran = run("timeline")
    assert ran.status == 70
    assert ran.err.count("\n") == 1
    assert "internal error (LookupError)" in ran.err
    assert "report" in ran.err


def test_a_developer_can_ask_for_the_traceback(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "open_index", _raise(LookupError("found me")))
    assert "LookupError: found me" in run("timeline", env={"SINORU_DEBUG": "1"}).err


def test_ctrl_c_leaves_with_130_and_no_word(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "open_index", _raise(KeyboardInterrupt()))
    assert run("timeline") == (130, "", "")


def test_an_unreadable_file_is_named(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "open_index", _raise(PermissionError(13, "Permission denied", "a.yaml")))
    assert run("timeline") == (2, "", "sinoru: Cannot read a.yaml: permission denied.\n")


def test_what_is_hidden_in_a_message_is_shown(run: Callable[..., Ran]) -> None:
    assert "^[[31m" in run("timeline", "--style", "\x1b[31mred").err


def test_a_file_that_is_no_yaml_is_a_fault_and_not_an_error(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(b"\xff\xfe\x00 no text: [")
    ran = run("timeline", data=str(folder))
    assert ran.status in (1, 2)
    assert "a.yaml" in ran.err
    assert "internal error" not in ran.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["Yeltsin"], "See 'sinoru --help', or try: sinoru search Yeltsin\n"),
        (["timelin"], "Did you mean 'timeline'?"),
        (
            ["timeline", "--persn", "X"],
            "Unknown option '--persn'. Did you mean '--person'? See 'sinoru timeline --help'.",
        ),
        (["timeline", "--from"], "Option '--from' needs a value. See 'sinoru timeline --help'."),
        (["schema", "x"], "'sinoru schema' takes options only, not 'x'. See 'sinoru schema --help'."),
        (["timeline", "--topic", "xyz"], "Use one of arms-sales, kosovo."),
        (
            ["claims", "--by", "Xyzzy"],
            "No speaker 'Xyzzy' in this corpus. Nearest names: ",
        ),
        (["show", "xyzzy"], "No record 'xyzzy' in this corpus. Try: sinoru search xyzzy\n"),
        (["who", "Xyzzy"], "'sinoru who' lists everyone. Try: sinoru search Xyzzy\n"),
        (["links", "Xyzzy"], "Try: sinoru search Xyzzy\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrongly_is_answered_with_a_way_on(
    run: Callable[..., Ran], typed: list[str], said: str
) -> None:
    ran = run(*typed)
    assert ran.status in (1, 2)
    assert said in ran.err


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ([], ["help"]),
        (["-h"], ["--help"]),
        (["help", "who"], ["who", "--help"]),
        (["-V"], ["--version"]),
    ],
    ids=" ".join,
)
def test_what_is_typed_from_habit_works(run: Callable[..., Ran], typed: list[str], same: list[str]) -> None:
    assert run(*typed) == run(*same)
    assert run(*typed).status == 0
