"""The soak judges answers by what was written when; a short one runs here, a long one with `make soak`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from tools import soak

ROOT = Path(soak.__file__).resolve().parent.parent


@pytest.fixture
def soaked(tmp_path: Path) -> soak.Soak:
    """Return a soak that has not begun."""
    made = soak.Soak(tmp_path, 1, 0)
    soak.make_corpus(made)
    return made


def answer(*titles: tuple[str, int]) -> str:
    """Return an answer with these records, each with its version."""
    return json.dumps({"events": [{"id": id_, "title": f"Soak {id_} v{number}"} for id_, number in titles]})


def test_a_version_may_be_seen_while_it_is_written_and_no_older_one_afterwards(soaked: soak.Soak) -> None:
    pair = ("pair-1-a", "pair-1-b")
    start = monotonic()
    soaked.journal.begin(pair, 2)
    soak.judge(soaked, "before", answer((pair[0], 1)), start, is_whole=False)
    soak.judge(soaked, "during", answer((pair[0], 2)), start, is_whole=False)
    soaked.journal.end(pair, is_written=True)
    assert soaked.faults == []
    soak.judge(soaked, "after", answer((pair[0], 1)), monotonic(), is_whole=False)
    assert soaked.faults == ["after: pair-1-a is at version 1, which may be [2]"]


def test_what_a_killed_writer_left_may_be_old_or_new_until_it_is_written_again(soaked: soak.Soak) -> None:
    soaked.journal.begin(("added-1",), 1)  # and killed
    now = monotonic()
    assert soaked.journal.possible("added-1", now, now) == {soak.ABSENT, 1}


def test_a_lost_record_and_half_an_edit_are_told(soaked: soak.Soak) -> None:
    now = monotonic()
    kept = [(id_, 1) for id_ in soaked.journal.ids() if id_ != "added-0"]
    soak.judge(soaked, "timeline", answer(*kept), now, is_whole=True)
    assert soaked.faults == ["timeline: added-0 is at version 0, which may be [1]"]
    soaked.faults.clear()
    soaked.journal.begin(("pair-1-a", "pair-1-b"), 2)
    soak.judge(soaked, "search", answer(("pair-1-a", 2), ("pair-1-b", 1)), now, is_whole=False)
    assert soaked.faults == ["search: half of an edit is seen: [2, 1]"]


@pytest.mark.skipif(sys.platform == "win32", reason="it kills process groups, which Windows does not have")
def test_a_short_soak_finds_nothing_lost_and_no_other_answer() -> None:
    command = [sys.executable, "tools/soak.py", "0.1", "7"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "seed 7: nothing lost, no other answer" in done.stdout
    assert " killed\n" in done.stdout
