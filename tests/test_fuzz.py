"""Every target of fuzz/ stands what Hypothesis makes of its seeds, and whatever once broke it."""

from __future__ import annotations

import random
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz import TARGETS

CASES = sorted(Path(__file__).parents[1].glob("fuzz/cases/*/*"))


def spliced(seeds: tuple[bytes, ...], number: int, inserted: bytes) -> bytes:
    """Put parts of the seeds together with something strange between them."""
    chance = random.Random(number)  # noqa: S311  the same number gives the same bytes
    parts = []
    for _ in range(chance.randint(1, 4)):
        seed = chance.choice(seeds)
        start = chance.randrange(len(seed))
        parts.append(seed[start : chance.randint(start, len(seed))])
    return inserted.join(parts)


@pytest.mark.parametrize("name", TARGETS)
def test_its_seeds_do_no_harm(name: str) -> None:
    module = import_module(f"fuzz.{name}")
    for seed in module.SEEDS:
        module.target(seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 2**32), inserted=st.binary(max_size=20), whole=st.binary(max_size=200))
def test_no_bytes_do_harm(name: str, number: int, inserted: bytes, whole: bytes) -> None:
    module = import_module(f"fuzz.{name}")
    module.target(spliced(module.SEEDS, number, inserted))
    module.target(whole)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_what_once_did_harm_does_none(case: Path) -> None:
    import_module(f"fuzz.{case.parent.name}").target(case.read_bytes())
