from __future__ import annotations

import subprocess
import sys

import pytest

import sinoru


def test_importing_the_package_loads_nothing_of_it() -> None:
    script = "import sys, sinoru; print([name for name in sys.modules if name.startswith('sinoru.')])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_every_public_name_is_there() -> None:
    assert "Timeline" in dir(sinoru)
    for name in dir(sinoru):
        assert getattr(sinoru, name) is not None
    with pytest.raises(AttributeError, match="nosuch"):
        sinoru.nosuch  # noqa: B018
