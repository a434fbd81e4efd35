"""A look-up pays only for what it asks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LOADED = """
import sys
from sinoru.names import {name}
{name}({arguments})
print(" ".join(sys.modules))
"""


def modules_after(name: str, arguments: str) -> set[str]:
    code = LOADED.format(name=name, arguments=arguments)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("query", ["'Stepashin'", "'Степашин'", "'江泽民'"])
def test_keys_need_neither_edit_distance_nor_transliteration(query: str) -> None:
    assert not modules_after("query_keys", query) & {
        "rapidfuzz",
        "anyascii",
        "pypinyin",
        "json",
        "dataclasses",
    }


def test_folding_loads_no_other_module_of_names() -> None:
    loaded = {name for name in modules_after("fold", "'Stepashin'") if name.startswith("sinoru.names")}
    assert loaded == {"sinoru.names", "sinoru.names.folding"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    import sinoru.names

    with pytest.raises(AttributeError, match="no attribute 'unfold'"):
        _ = sinoru.names.unfold  # type: ignore[attr-defined]


def test_keys_are_the_same_in_every_process() -> None:
    code = (
        "from sinoru.names import name_keys; print(name_keys('Sergej Kusnezow'), name_keys('Yu. Milošević'))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
