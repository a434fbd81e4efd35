from __future__ import annotations

import subprocess
import sys


def imported_by(code: str) -> set[str]:
    report = f"import sys\n{code}\nprint(*sys.modules)"
    return set(
        subprocess.run(
            [sys.executable, "-c", report], check=True, capture_output=True, text=True
        ).stdout.split()
    )


def test_reading_edtf_imports_nothing_that_only_some_commands_need() -> None:
    imported = imported_by("from sinoru.dates.edtf import parse_edtf; parse_edtf('1999-05-08')")
    ours = {name.removeprefix("sinoru.dates.") for name in imported if name.startswith("sinoru.dates.")}
    assert ours == {"days", "edtf"}
    assert not imported - imported_by("import msgspec, typing, collections.abc") - {
        "sinoru", "sinoru.dates", "sinoru.messages", *(f"sinoru.dates.{name}" for name in ours),
    }  # fmt: skip


def test_edtf_on_the_command_line_does_not_pay_for_words() -> None:
    imported = imported_by("from sinoru.dates.written import parse_typed; parse_typed('1999-05')")
    for name in ("ranges", "points", "tokens", "clocks", "near_misses"):
        assert f"sinoru.dates.{name}" not in imported
    assert "sinoru.dates.wording" not in imported
