from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.cli.config_file import LARGEST, with_value, without_value
from sinoru.cli.settings import FORMATS, SETTINGS, THEMES, read_config
from sinoru.render import terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "config.toml"


def shown(run: Callable[..., Ran], **env: str) -> dict[str, tuple[Any, str]]:
    ran = run("config", "show", "--format", "json", env=env)
    assert ran.status == 0, ran.err
    return {one["key"]: (one["value"], one["from"]) for one in json.loads(ran.out)["settings"]}


def test_without_file_and_environment_all_is_default(run: Callable[..., Ran]) -> None:
    settings = shown(run, SINORU_DATA="")
    assert set(settings) == set(SETTINGS)
    assert {origin for _, origin in settings.values()} == {"default"}


def test_settings_are_rows_for_a_spreadsheet(run: Callable[..., Ran]) -> None:
    rows = run("config", "show", "--format", "csv", env={"SINORU_THEME": "dark"}).out.splitlines()
    assert rows[0] == "key,value,from,about"
    assert 'theme,dark,"environment, SINORU_THEME",Colours in a terminal.' in rows
    assert "| theme | default | default |" in run("config", "show", "--format", "markdown").out


def test_show_says_where_each_value_comes_from(run: Callable[..., Ran], file: Path) -> None:
    file.write_text('# mine\ntheme = "light"\nwidth = 90\n')
    settings = shown(run, SINORU_WIDTH="70")
    assert settings["theme"] == ("light", f"{file}:2:1")
    assert settings["width"] == (70, "environment, SINORU_WIDTH")
    assert settings["data"][1] == "environment, SINORU_DATA"
    assert settings["format"] == ("table", "default")


def test_the_environment_goes_before_the_file_and_an_option_before_both(
    run: Callable[..., Ran], file: Path
) -> None:
    file.write_text('format = "json"\n')
    assert run("timeline").out.startswith("{")
    assert run("timeline", env={"SINORU_FORMAT": "csv"}).out.startswith("id,")
    assert run("timeline", "--format", "table", env={"SINORU_FORMAT": "csv"}).out.startswith("2 events\n")


def test_a_corpus_can_be_set_for_all_look_ups(run: Callable[..., Ran], file: Path, corpus: str) -> None:
    file.write_text(f'data = "{corpus}"\n')
    assert "embassy" in run("timeline", env={"SINORU_DATA": ""}).out
    file.write_text('data = "../corpus"\n')  # as seen from the file
    assert "embassy" in run("timeline", env={"SINORU_DATA": ""}).out


def test_the_width_of_the_file_is_for_terminals(
    run: Callable[..., Ran], in_terminal: Callable[..., Ran], file: Path
) -> None:
    file.write_text("width = 40\n")
    assert max(map(len, run("show", "sergei-stepashin").out.splitlines())) > 60
    lines = in_terminal("show", "sergei-stepashin", "--no-color", size=(200, 120)).out.splitlines()
    assert max(map(len, lines)) <= 40


def test_a_theme_changes_the_colours(in_terminal: Callable[..., Ran], file: Path) -> None:
    plain = in_terminal("timeline").out
    file.write_text('theme = "mono"\n')
    mono = in_terminal("timeline").out
    assert "\x1b[36m" in plain
    assert "\x1b[36m" not in mono
    assert "\x1b[1m" in mono


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_has_a_style_for_every_role(name: str) -> None:
    assert set(terminal.THEMES) == set(THEMES)
    assert set(terminal.THEMES[name]) == set(terminal.STYLES)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            'theme = "light"\nthem = "dark"\n',
            "2:1: unknown setting 'them'. Did you mean 'theme'? Use one of data, store,",
        ),
        ('\n  theme = "pink"', "2:3: unknown theme 'pink'. Use one of default, light, dark, mono. "),
        ("width = 0", "1:1: width '0' is not a whole number from 1 to 10,000. "),
        ("width = true", "1:1: width 'true' is not"),
        ("format = 3", "1:1: format '3' is not text. Put it in quotation marks."),
        ("data = [1]", "1:1: data '[1]' is not a path. Put a path in quotation marks"),
        ("theme = light", "1:9: not valid TOML: invalid value"),
        ('theme = "light', "1:15: "),
        ("[theme]\nx = 1\n", "1:1: theme '{\"x\": 1}' is not text."),
        ("[deep.er]\nx = 1\n", "1:1: unknown setting 'deep'."),
        ('data = "a\\u0000b"', "1:1: data 'a^@b' is not a path: it contains a NUL character."),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_place(
    run: Callable[..., Ran], file: Path, text: str, fault: str
) -> None:
    file.write_text(text)
    ran = run("timeline")
    assert ran.status == 2
    assert ran.err.startswith(f"sinoru: {file}:{fault}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ('theme = "pink"', "Fix it there, or with 'sinoru config unset theme'."),
        ("colour = 1", "Fix it there, or with 'sinoru config unset colour'."),
        ("[colour]\nred = 1", "Fix it there, or remove the file."),
        ("theme = light", "Fix it there, or remove the file."),
    ],
)
def test_a_fault_of_the_file_is_told_with_the_way_out(
    run: Callable[..., Ran], file: Path, text: str, way: str
) -> None:
    file.write_text(text)
    assert run("config", "show").err.endswith(f". {way}\n")
    assert run("config", "path").out == f"{file}\n"
    assert run("config", "--help").status == run("--help").status == run("--version").status == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a = 1\n# caf\xe9\n", ":2:6: the text is not UTF-8."),
        (b"\x00\xff", ":1:2: the text is not UTF-8."),
        (b"x = " + b"[" * 10_000, ": a value is nested too deeply."),
        (b"width = " + b"9" * 10_000, ": a number has too many digits."),
        (b"a." * LARGEST + b"b = 1", f": the config file is larger than {LARGEST:,} bytes."),
        (b'x = "' + b"a" * 10_000_000, f": the config file is larger than {LARGEST:,} bytes."),
    ],
)
def test_a_file_that_is_no_config_stops_only_what_needs_it(
    run: Callable[..., Ran], file: Path, content: bytes, why: str
) -> None:
    file.write_bytes(content)
    for words in (("timeline",), ("config", "show"), ("config", "set", "theme", "dark")):
        ran = run(*words)
        assert (ran.status, ran.err) == (2, f"sinoru: {file}{why} Fix it there, or remove the file.\n")
    assert file.read_bytes() == content
    assert run("config", "path").out == f"{file}\n"


@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_what_is_no_file_is_not_waited_for(run: Callable[..., Ran], file: Path, kind: str) -> None:
    make = {"pipe": os.mkfifo, "folder": os.mkdir}
    make[kind](file)
    assert run("config", "path").status == run("--version").status == 0
    ran = run("timeline")
    assert ran.status == 2
    assert (
        ran.err == f"sinoru: {file}: not a regular file. Remove it, or set SINORU_CONFIG to another path.\n"
    )


def test_a_path_that_cannot_be_followed_is_reported_and_one_without_a_file_is_not(
    run: Callable[..., Ran], file: Path
) -> None:
    file.symlink_to(file)
    assert run("timeline").err == f"sinoru: Cannot read {file}: too many levels of symbolic links.\n"
    file.unlink()
    file.symlink_to("nowhere")
    assert run("timeline").status == 0
    for absent in (file / "below", file.parent / "absent" / "config.toml", Path(__file__) / "below"):
        assert run("timeline", env={"SINORU_CONFIG": str(absent)}).status == 0


def test_of_many_unknown_settings_the_first_is_reported(run: Callable[..., Ran], file: Path) -> None:
    file.write_text("".join(f"key{number} = 1\n" for number in range(500)))
    assert f"{file}:1:1: unknown setting 'key0'" in run("timeline").err


def test_the_path_may_begin_at_home(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run("config", "path", env={"SINORU_CONFIG": "~/mine.toml"}).out == f"{tmp_path}/mine.toml\n"


def test_the_null_device_is_an_empty_file_and_no_other_device_is_one(run: Callable[..., Ran]) -> None:
    assert run("timeline", env={"SINORU_CONFIG": os.devnull}).status == 0
    assert run("timeline", env={"SINORU_CONFIG": "/dev/zero"}).status == 2


@pytest.mark.skipif(os.getuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_stops_only_what_needs_it(run: Callable[..., Ran], file: Path) -> None:
    file.touch(mode=0)
    assert run("timeline").err == f"sinoru: Cannot read {file}: permission denied.\n"
    assert run("config", "path").status == 0


@pytest.mark.parametrize("words", [["set", "theme", "dark"], ["unset", "theme"], ["unset", "colour"]])
def test_a_wrong_setting_can_be_mended_and_the_others_stay(
    run: Callable[..., Ran], file: Path, words: list[str]
) -> None:
    file.write_text('theme = "pink"\ncolour = "red"\n')
    ran = run("config", *words)
    assert (ran.status, ran.err) == (0, "")
    left = {"theme": "pink", "colour": "red"}
    left |= {words[1]: words[2]} if words[2:] else {}
    if words[0] == "unset":
        del left[words[1]]
    assert tomllib.loads(file.read_text()) == left


def test_a_fault_of_the_environment_is_told(run: Callable[..., Ran]) -> None:
    ran = run("timeline", env={"SINORU_FORMAT": "yaml"})
    assert (ran.status, ran.err) == (
        2,
        "sinoru: SINORU_FORMAT: unknown format 'yaml'. Use one of table, json, jsonl, csv, markdown.\n",
    )
    assert run("timeline", env={"COLUMNS": "many"}).status == 0


def test_a_setting_is_set_changed_and_unset_beside_comments(run: Callable[..., Ran], file: Path) -> None:
    file.write_text('# colours\ntheme = "dark"  # at night\n\ndata = [\n  "a",  # one\n  "b",\n]\n# end\n')
    assert run("config", "set", "theme", "light").status == 0
    assert run("config", "set", "width", "90").status == 0
    assert run("config", "set", "pager", "less", "-FRX").status == 0
    assert run("config", "unset", "data").status == 0
    assert file.read_text() == '# colours\ntheme = "light"\n\n# end\nwidth = 90\npager = "less -FRX"\n'


def test_the_first_setting_makes_the_file(run: Callable[..., Ran], tmp_path: Path, corpus: str) -> None:
    ran = run("config", "set", "data", corpus)
    assert ran.status == 0
    assert ran.err == "sinoru: Set data, but SINORU_DATA in your environment overrides it.\n"
    text = (tmp_path / "config" / "config.toml").read_text()
    assert tomllib.loads(text) == {"data": [corpus]}
    assert run("config", "path").out == f"{tmp_path / 'config' / 'config.toml'}\n"


@pytest.mark.parametrize(
    "words", [["set", "theme", "pink"], ["set", "colour", "red"], ["set", "theme"], ["get"], ["unset", "x"]]
)
def test_a_wrong_setting_changes_nothing(run: Callable[..., Ran], file: Path, words: list[str]) -> None:
    file.write_text('theme = "dark"\n')
    assert run("config", *words).status == 2
    assert file.read_text() == 'theme = "dark"\n'


@pytest.mark.parametrize("text", ["", "# only a comment", "width = 3\n", 'data = ["a",\n "b"]\n'])
def test_what_is_set_is_read_back_and_what_is_unset_is_gone(file: Path, text: str) -> None:
    file.write_text(text)
    changed = with_value(read_config(str(file)), "pager", 'a "b" \\ c\x7f')
    file.write_text(changed)
    config = read_config(str(file))
    assert config.values["pager"] == 'a "b" \\ c\x7f'
    assert tomllib.loads(without_value(config, "pager")) == tomllib.loads(text)


def test_formats_are_those_of_the_option() -> None:
    from sinoru.cli.options import OUTPUT

    assert [each.choices for each in OUTPUT if each.key == "format"] == [FORMATS]


def test_links_are_those_of_the_option() -> None:
    from sinoru.cli.options import LAYOUT

    assert [each.choices for each in LAYOUT if each.key == "links"] == [SETTINGS["links"].choices]


def test_show_does_not_print_the_password_of_a_store(run: Callable[..., Ran]) -> None:
    settings = shown(run, SINORU_STORE="postgresql://desk:s3cret@db/news")
    assert settings["store"][0] == "postgresql://desk:***@db/news"


def test_no_path_reaches_the_terminal_as_it_is(run: Callable[..., Ran], tmp_path: Path) -> None:
    env = {"SINORU_CONFIG": str(tmp_path / "\x1b]0;title\x07\u202e.toml")}
    for words in (("config", "path"), ("config", "show"), ("config", "show", "--format", "csv")):
        ran = run(*words, env=env)
        assert ran.status == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err), words


@pytest.mark.usefixtures("file")
def test_every_command_that_takes_words_knows_a_saved_query(run: Callable[..., Ran]) -> None:
    assert run("config", "set", "query.pravda", "Pravda -Portugal").status == 0
    assert (
        run("sources", "@pravda", "--format", "ids").out
        == run("sources", "Pravda -Portugal", "--format", "ids").out
    )
    assert run("timeline", "@pravda").err.startswith("sinoru: No events match '@pravda'.")
    assert "Try: sinoru claims @pravda" in run("conflicts", "@pravda").err


def test_what_was_typed_as_words_is_named_so(run: Callable[..., Ran]) -> None:
    assert (
        run("timeline", "embassy", "bombing").out.splitlines()[0].startswith("1 event on “embassy bombing”")
    )
    assert run("stats", "bombing", "--from", "1999").out.startswith("1 event on “bombing” with --from 1999")
    assert run("timeline", "--query", "bombing").out.startswith("1 event with --query bombing")


def test_a_query_is_saved_asked_and_removed(run: Callable[..., Ran], file: Path) -> None:
    file.write_text('theme = "mono"\n\n[query]\nold = "nowhere"\n')
    assert run("config", "set", "query.jets", "jets", "Russia").status == 0  # words are joined as they are
    assert run("config", "set", "query.jets", "Su-30 OR kind:visit").status == 0
    assert run("config", "set", "detail", "full").status == 0
    left = {"theme": "mono", "detail": "full", "query": {"jets": "Su-30 OR kind:visit", "old": "nowhere"}}
    assert tomllib.loads(file.read_text()) == left
    by_name, as_typed = run("search", "@jets"), run("search", "Su-30 OR kind:visit")
    assert (by_name.status, by_name.out.splitlines()[1:]) == (0, as_typed.out.splitlines()[1:])
    assert "@jets" in run("config", "show", "--format", "json").out
    file.write_text(file.read_text().replace("[query]\n", "# mine\n[query]\n"))
    assert run("config", "unset", "query.jets").status == 0
    assert run("config", "unset", "query.old").status == 0
    assert tomllib.loads(file.read_text()) == {"theme": "mono", "detail": "full", "query": {}}
    assert "is not a saved query" in run("search", "@jets").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["query.x", "(jets"], "In the saved query 'x': '(' is not closed."),
        (["query.x", "colour:red"], "'colour:red' has no name of a field before the colon."),
        (["query.two words", "jets"], "needs a name of letters, digits and hyphens"),
        (["query", "jets"], "needs a name of letters, digits and hyphens"),
    ],
)
def test_a_query_with_a_mistake_is_not_saved(
    run: Callable[..., Ran], file: Path, words: list[str], said: str
) -> None:
    ran = run("config", "set", *words)
    assert ran.status == 2
    assert said in ran.err
    assert not file.exists()
