"""A look-up pays only for what it asks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LOADED = """
import sys
from sinoru.names.{module} import {name}
{name}({arguments})
print(" ".join(sys.modules))
"""


def modules_after(module: str, name: str, arguments: str) -> set[str]:
    code = LOADED.format(module=module, name=name, arguments=arguments)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("query", ["'Stepashin'", "'Степашин'", "'江泽民'"])
def test_keys_need_neither_edit_distance_nor_transliteration(query: str) -> None:
    assert not modules_after("keys", "query_keys", query) & {
        "rapidfuzz",
        "anyascii",
        "pypinyin",
        "json",
        "dataclasses",
    }


def test_folding_loads_no_other_module_of_names() -> None:
    loaded = {
        name for name in modules_after("folding", "fold", "'Stepashin'") if name.startswith("sinoru.names")
    }
    assert loaded == {"sinoru.names", "sinoru.names.folding"}


def test_keys_are_the_same_in_every_process() -> None:
    code = "from sinoru.names.keys import name_keys; print(name_keys('Sergej Kusnezow'), name_keys('Yu. Milošević'))"
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
