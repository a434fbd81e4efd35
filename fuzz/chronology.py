"""Chronologies in prose, to be imported."""

from sinoru.draft.prose import read_chronology

SEEDS = (
    b"Mid-May: Yeltsin calls.\n22-29 May 1999 - A visit.\n8/5/99 talks\n\n1998\nJan. 3: A.\nFeb 4-5: B.\n",
    "1999年5月8日 北约轰炸。\n9 мая 1999 г.: Протест.\n- 10. Mai: Treffen\n".encode(),
    b"## 1999\n\n* **May 8** The embassy is hit (May 7, 11:45 p.m.).\n| 1999-05-10 | call |\n",
)


def target(data: bytes) -> None:
    """Read a chronology: every entry has a line, and nothing is raised."""
    text = data.decode("utf-8", "replace")
    entries, _ = read_chronology(text, 1999, lambda _done, _all: None)
    assert all(entry.line >= 1 for entry in entries)
