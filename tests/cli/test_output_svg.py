from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

HOSTILE = """\
events:
  - {id: x, date: 1999-05-08, title: "<script>alert(1)</script> & ]]> \\e[31m \\u202e red"}
"""


def words_in(path: Path) -> str:
    return " ".join("".join(ET.parse(path).getroot().itertext()).replace("\xa0", " ").split())  # noqa: S314  ours


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return tmp_path / "picture.svg"


@pytest.mark.parametrize(
    "words",
    [
        ("timeline",), ("timeline", "--style", "gantt"), ("on", "1999-06-09"), ("who", "Stepashin"),
        ("search", "Zhang"), ("claims",), ("links", "Stepashin"), ("show", "zhang-visit"), ("sources",),
        ("cite", "zhang-visit"), ("timeline", "--cite", "apa"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_view_is_drawn(run: Callable[..., Ran], picture: Path, words: tuple[str, ...]) -> None:
    ran = run(*words, "--svg", str(picture))
    assert ran == (0, "", "")
    assert any(name in words_in(picture) for name in ("Zhang", "NATO", "Su-30", "(Yu, 1999"))


def test_a_picture_asks_nothing_of_the_web(run: Callable[..., Ran], picture: Path) -> None:
    run("timeline", "--svg", str(picture))
    text = picture.read_text(encoding="utf-8")
    assert "url(http" not in text
    assert not any(asked in text for asked in ("@font-face", "@import", "<image", "href="))


def test_the_last_line_is_not_cut(run: Callable[..., Ran], picture: Path) -> None:
    run("timeline", "--svg", str(picture))
    root = ET.parse(picture).getroot()  # noqa: S314  ours
    (visible,) = (
        float(clip[0].get("height", ""))
        for clip in root.iter("{http://www.w3.org/2000/svg}clipPath")
        if clip.get("id") == "sinoru-clip-terminal"
    )
    baselines = [
        float(text.get("y", ""))
        for text in root.iter("{http://www.w3.org/2000/svg}text")
        if text.text != "\n"
    ]
    assert max(baselines) + 6 < visible, "a quarter of the letters' height is below the baseline"


def test_what_is_there_is_replaced_only_by_force(run: Callable[..., Ran], picture: Path) -> None:
    picture.write_text("mine", encoding="utf-8")
    ran = run("timeline", "--svg", str(picture))
    assert ran.status == 2
    assert "Use --force to overwrite it" in ran.err
    assert picture.read_text(encoding="utf-8") == "mine"
    assert run("timeline", "--svg", str(picture), "--force").status == 0
    assert "Zhang" in words_in(picture)
    assert os.listdir(picture.parent).count("picture.svg") == 1


def test_the_picture_has_the_width_asked_for(run: Callable[..., Ran], picture: Path) -> None:
    widths = []
    for columns in ("60", "120"):
        run("timeline", "--svg", str(picture), "--force", "--width", columns)
        widths.append(float(ET.parse(picture).getroot().attrib["viewBox"].split()[2]))  # noqa: S314  ours
    assert widths[0] * 1.8 < widths[1]


def test_text_of_a_corpus_is_drawn_and_never_run(
    run: Callable[..., Ran], write_corpus: Callable[..., str], picture: Path
) -> None:
    assert run("timeline", "--svg", str(picture), data=write_corpus(HOSTILE, "hostile")).status == 0
    assert "<script>alert(1)</script> & ]]>" in words_in(picture)
    assert not ET.parse(picture).getroot().findall(".//{*}script")  # noqa: S314  ours
    assert "\x1b" not in picture.read_text(encoding="utf-8")
    assert "\u202e" not in picture.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [("timeline", "--format", "json"), ("timeline", "--cite", "ris")], ids=" ".join
)
def test_what_is_no_view_is_not_drawn(run: Callable[..., Ran], picture: Path, words: tuple[str, ...]) -> None:
    ran = run(*words, "--svg", str(picture))
    assert ran.status == 2
    assert "cannot be used with --" in ran.err
    assert "Leave out one." in ran.err
    assert not picture.exists()


def shape_of(path: Path) -> float:
    _, _, width, height = map(float, ET.parse(path).getroot().attrib["viewBox"].split())  # noqa: S314  ours
    return width / height


def test_a_list_of_many_lines_has_the_shape_of_a_slide(
    run: Callable[..., Ran], picture: Path, write_corpus: Callable[..., str]
) -> None:
    events = "".join(f"  - {{id: e{n}, date: 1999-05-{n:02d}, title: Event {n}}}\n" for n in range(1, 32))
    data = write_corpus(f"events:\n{events}", "month")
    for style in ("vertical", "table", "gantt"):
        run("timeline", "--style", style, "--svg", str(picture), "--force", data=data)
        assert 1.7 < shape_of(picture) < 1.85
    run("timeline", "--limit", "3", "--svg", str(picture), "--force", data=data)
    assert shape_of(picture) > 1.85, "letters grow no larger"


def test_a_picture_names_the_command_and_suggests_none(
    run: Callable[..., Ran], picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ["timeline", "--style", "gantt", "--data=/home/me/notes", "--width", "90", "--svg", str(picture)]
    monkeypatch.setattr("sys.argv", ["sinoru", *line])
    assert run("timeline", "--style", "gantt", "--width", "90", "--svg", str(picture)).status == 0
    words = words_in(picture)
    assert "sinoru timeline --style gantt 2 events" in words
    assert "under way" in words
    assert "sinoru show" not in words
    assert "circle" not in picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", [("search", "embassy"), ("on", "1999-05-08"), ("who",), ("sources",)])
def test_no_picture_suggests_what_cannot_be_typed_on_a_slide(
    run: Callable[..., Ran], picture: Path, line: tuple[str, ...]
) -> None:
    assert run(*line, "--svg", str(picture)).status == 0
    assert "sinoru show" not in words_in(picture)
    assert "--full" not in words_in(picture)


def test_nothing_found_draws_nothing(run: Callable[..., Ran], picture: Path) -> None:
    assert run("timeline", "--to", "1900", "--svg", str(picture)).status == 1
    assert not picture.exists()


def test_a_folder_that_is_not_there_is_named(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("timeline", "--svg", str(tmp_path / "nowhere" / "x.svg"))
    assert ran.status == 2
    assert "nowhere" in ran.err


@pytest.mark.parametrize(
    "words", [("export", "csv"), ("completion", "bash"), ("web",), ("fmt",), ("schema",), ("config", "path")]
)
def test_what_has_no_view_is_not_drawn(
    run: Callable[..., Ran], picture: Path, words: tuple[str, ...]
) -> None:
    assert "--svg" not in run(words[0], "--help").out
    for line in ((*words, "--svg", str(picture)), ("--svg", str(picture), *words)):
        ran = run(*line)
        assert (ran.status, ran.out) == (2, "")
        assert "--svg" in ran.err
    assert not picture.exists()


def test_a_picture_that_nobody_could_read_is_refused(
    run: Callable[..., Ran], picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sinoru.cli.output.MOST_LINES", 2)
    ran = run("timeline", "--svg", str(picture))
    assert (ran.status, "--svg draws at most 2 lines, and this output has more. Use --limit" in ran.err) == (
        2,
        True,
    )
    assert not picture.exists()


def test_an_empty_name_is_no_picture(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--svg", "")
    assert (ran.status, ran.out, "--svg has an empty file name." in ran.err) == (2, "", True), ran
