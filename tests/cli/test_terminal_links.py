"""Links in a terminal (OSC 8): which terminals get them, where they lead, and that nothing breaks out of them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.terminal_links import takes_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

LINK = re.compile(r"\033\]8;id=([0-9a-f]+);([!-~]*)\033\\(.*?)\033\]8;;\033\\", re.DOTALL)
KITTY = {"TERM": "xterm-kitty"}
NO_COLOR = {"NO_COLOR": "1"}
HOSTILE = """\
sources:
  - {id: bell, title: Bell, url: "http://example.org/\\a\\e]8;;http://evil.example\\e\\\\"}
  - {id: newline, title: Newline, url: "http://example.org/\\nred"}
  - {id: c1, title: C1, url: "http://example.org/\\x9c\\x9d8;;http://evil.example"}
  - {id: bidi, title: Bidi, url: "http://example.org/\\u202Egro.elpmaxe"}
  - {id: script, title: Script, url: "javascript:alert(1)"}
  - {id: file, title: File, url: "file:///etc/passwd"}
  - {id: hostless, title: No host, url: "http:///path"}
  - {id: spaces, title: Spaces, url: "https://example.org/a b;c\\"<>`{|}^é北"}
  - {id: idn, title: Own letters, url: "HTTPS://пример.рф/путь?q=ü#ä%20"}
  - {id: long, title: Long, url: "http://example.org/LONG"}
events:
  - id: all
    date: 1999
    title: "An event \\e]8;;http://evil.example\\e\\\\ with a link of its own"
    evidence: [{source: bell}, {source: newline}, {source: c1}, {source: bidi}, {source: script}, {source: file},
               {source: hostless}, {source: spaces}, {source: idn}, {source: long}]
""".replace("LONG", "x" * 3000)


def links(text: str) -> dict[str, str]:
    """Return the address of each linked text; whatever begins a link must be a whole one."""
    found = LINK.findall(text)
    assert text.count("\033]8;") == 2 * len(found)
    assert all("\033]" not in linked for _, _, linked in found)
    return {re.sub(r"\033\[[0-9;]*m", "", linked).strip(): address for _, address, linked in found}


def address_of(corpus: str, id_: str) -> str:
    path = os.path.join(corpus, "corpus.yaml")
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if f"id: {id_}" in text)
    return f"file://{os.uname().nodename}{path}#{line}"


@pytest.mark.parametrize("color", [{}, NO_COLOR])
def test_ids_lead_to_their_line_and_sources_to_their_address(
    in_terminal: Callable[..., Ran], write_corpus: Callable[..., str], color: dict[str, str]
) -> None:
    data = write_corpus(
        "sources:\n  - {id: here, title: Here, url: 'https://example.org/a'}\n  - {id: paper, title: Paper}\n"
        "events:\n  - {id: one, date: 1999, title: One, evidence: [{source: here, at: '1'}, {source: paper}]}\n"
    )
    ran = in_terminal("timeline", "--full", env={**KITTY, **color, "SINORU_DATA": data})
    assert links(ran.out) == {
        "one": address_of(data, "one"),
        "[here, 1]": "https://example.org/a",
        "[paper]": address_of(data, "paper"),
    }
    assert ("\033[" in ran.out) is not bool(color)


def test_the_numbers_of_a_list_lead_to_its_records(in_terminal: Callable[..., Ran], corpus: str) -> None:
    found = links(in_terminal("timeline", env=KITTY).out)
    assert found["1"] == address_of(corpus, "embassy-bombing")
    assert found["2"] == address_of(corpus, "zhang-visit")


def test_a_link_has_the_same_id_on_each_line_and_in_each_run(
    in_terminal: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    url = f"https://example.org/{'part-of-an-address/' * 6}"
    data = write_corpus(f"sources: [{{id: here, title: Here, url: '{url}'}}]")
    arguments = ("sources", "--full")
    first, second = (in_terminal(*arguments, size=(60, 50), env={**KITTY, "SINORU_DATA": data}) for _ in "12")
    assert first == second
    assert len({id_ for id_, address, _ in LINK.findall(first.out) if address == url}) == 1
    assert len([address for _, address, _ in LINK.findall(first.out) if address == url]) > 1


def test_links_take_no_room(in_terminal: Callable[..., Ran]) -> None:
    plain = in_terminal("show", "embassy-bombing", env=NO_COLOR).out
    linked = in_terminal("show", "embassy-bombing", env={**NO_COLOR, **KITTY}).out
    assert linked != plain
    assert LINK.sub(r"\3", linked) == plain


@pytest.mark.parametrize(
    ("options", "env", "expected"),
    [
        ([], {}, False),
        ([], KITTY, True),
        (["--links", "never"], KITTY, False),
        (["--links", "always"], {}, True),
        (["--links", "auto"], {"SINORU_LINKS": "always"}, False),
        ([], {"SINORU_LINKS": "always"}, True),
        ([], {"SINORU_LINKS": "never", **KITTY}, False),
        ([], {"FORCE_HYPERLINK": "1"}, True),
        ([], {"FORCE_HYPERLINK": "0", **KITTY}, False),
        (["--links", "never"], {"FORCE_HYPERLINK": "1"}, False),
    ],
)
def test_links_are_switched(
    in_terminal: Callable[..., Ran], options: list[str], env: dict[str, str], *, expected: bool
) -> None:
    ran = in_terminal("show", "zhang-visit", "--full", *options, env=env)
    assert bool(links(ran.out)) is expected


@pytest.mark.parametrize("arguments", [[], ["--width", "80"], ["--links", "always"], ["--format", "csv"]])
def test_pipes_and_files_have_no_links(
    run_process: Callable[..., Ran], tmp_path: Path, arguments: list[str]
) -> None:
    env = {**KITTY, "FORCE_HYPERLINK": "1", "FORCE_COLOR": "1"}
    assert "\033]8;" not in run_process("timeline", "--full", *arguments, env=env).out
    if not arguments:
        picture = tmp_path / "picture.svg"
        run_process("timeline", "--full", "--svg", str(picture), env=env)
        assert "file://" not in picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("color", [{}, NO_COLOR])
@pytest.mark.parametrize(
    "arguments", [["sources"], ["timeline"], ["show", "all", "bell", "idn"], ["search", "link"]]
)
def test_nothing_in_a_corpus_breaks_out_of_a_link(
    in_terminal: Callable[..., Ran],
    write_corpus: Callable[..., str],
    arguments: list[str],
    color: dict[str, str],
) -> None:
    data = write_corpus(HOSTILE)
    ran = in_terminal(*arguments, "--full", size=(80, 500), env={**KITTY, **color, "SINORU_DATA": data})
    assert ran.status == 0
    for address in links(ran.out).values():
        assert address.startswith(("http://example.org/", "https://example.org/", "https://xn--", "file://"))
        assert "evil" not in address
        assert "passwd" not in address
        assert len(address) <= 2083
    assert set(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ran.out)) <= {"\033"}


def test_addresses_are_percent_encoded(
    in_terminal: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    env = {**KITTY, "SINORU_DATA": write_corpus(HOSTILE)}
    found = links(in_terminal("timeline", "--full", size=(300, 500), env=env).out)
    assert found["[spaces]"] == "https://example.org/a%20b;c%22%3C%3E%60%7B%7C%7D%5E%C3%A9%E5%8C%97"
    assert found["[idn]"] == "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?q=%C3%BC#%C3%A4%20"
    assert found["[script]"].startswith("file://")  # no address: its line


def test_a_path_is_percent_encoded(in_terminal: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    folder = write_corpus(
        "events: [{id: one, date: 1999, title: One}]", "a;b c#\N{LATIN SMALL LETTER E WITH ACUTE}\a"
    )
    found = links(in_terminal("timeline", "--full", env={**KITTY, "SINORU_DATA": folder}).out)
    assert found["one"].endswith("/a%3Bb%20c%23%C3%A9%07/corpus.yaml#1")


@pytest.mark.parametrize(
    ("pager", "expected"),
    [
        ("less 590 (GNU)", True),
        ("less 566", True),
        ("less 551 (PCRE)", False),
        ("BusyBox v1.36", False),
        ("", False),
    ],
)
def test_a_pager_gets_links_if_it_is_new_enough(
    in_terminal: Callable[..., Ran], tmp_path: Path, pager: str, *, expected: bool
) -> None:
    less = tmp_path / "less"
    less.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "{pager}" && exit\nexec cat\n')
    less.chmod(0o755)
    env = {**KITTY, "PAGER": str(less)}
    assert bool(links(in_terminal("timeline", "--full", size=(80, 5), env=env).out)) is expected
    assert links(in_terminal("timeline", "--full", "--links", "always", size=(80, 5), env=env).out)


@pytest.mark.parametrize("pager", ["cat", "sed s/a/a/"])
def test_another_pager_gets_links_only_if_they_are_asked_for(
    in_terminal: Callable[..., Ran], pager: str
) -> None:
    env = {**KITTY, "PAGER": pager}
    assert not links(in_terminal("timeline", "--full", size=(80, 5), env=env).out)
    assert links(in_terminal("timeline", "--full", "--links", "always", size=(80, 5), env=env).out)


XTERM = {"TERM": "xterm-256color"}


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.4.16"},
        {"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"},
        {"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.95.3"},
        {"TERM_PROGRAM": "ghostty"},
        {"TERM_PROGRAM": "Hyper"},
        {"TERM_PROGRAM": "rio"},
        {"KITTY_WINDOW_ID": "1"},
        {"TERM": "xterm-kitty"},
        {"TERM": "xterm-ghostty"},
        {"TERM": "foot"},
        {"TERM": "alacritty"},
        {"TERM": "contour"},
        {"VTE_VERSION": "6800"},
        {"WT_SESSION": "e7f3a3b0"},
        {"KONSOLE_VERSION": "220401"},
        {"DOMTERM": "version=2.9"},
        {"TERM": "screen", "TMUX": "/run/tmux,1,0", "FORCE_HYPERLINK": "1"},
    ],
)
def test_terminals_with_links_are_known(environ: dict[str, str]) -> None:
    assert takes_links({**XTERM, **environ})


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"TERM": ""},
        {"TERM": "dumb", "VTE_VERSION": "6800"},
        {"TERM": "linux"},
        {"TERM_PROGRAM": "Apple_Terminal"},
        {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.0.15"},
        {"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.70.0"},
        {"VTE_VERSION": "4601"},
        {"VTE_VERSION": "5000"},
        {"VTE_VERSION": "0.68"},
        {"KONSOLE_VERSION": "190400"},
        {"TMUX": "/run/tmux,1,0", "VTE_VERSION": "6800", "TERM": "tmux-256color"},
        {"TERM": "screen.xterm-256color", "STY": "1.pts", "KITTY_WINDOW_ID": "1"},
        {"INSIDE_EMACS": "29.1,vterm", "VTE_VERSION": "6800"},
        {"XTERM_VERSION": "XTerm(379)", "VTE_VERSION": "6800"},
        {"FORCE_HYPERLINK": "0", "TERM": "xterm-kitty"},
    ],
)
def test_other_terminals_get_none(environ: dict[str, str]) -> None:
    assert not takes_links({**XTERM, **environ})


def test_a_store_has_addresses_but_no_files(
    run: Callable[..., Ran], in_terminal: Callable[..., Ran], write_corpus: Callable[..., str], tmp_path: Path
) -> None:
    data = write_corpus(
        "sources: [{id: here, title: Here, url: 'https://example.org/a'}]\n"
        "events: [{id: one, date: 1999, title: One, evidence: [{source: here}]}]\n"
    )
    store = f"sqlite:{tmp_path / 'store.sqlite'}"
    assert run("push", "--store", store, data=data).status == 0
    ran = in_terminal("timeline", "--full", "--store", store, env=KITTY)
    assert links(ran.out) == {"[here]": "https://example.org/a"}
