"""`python -m fuzz TARGET SECONDS`: feed a target with what atheris (libFuzzer) makes of its seeds."""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

from fuzz import TARGETS


def run(name: str, seconds: str) -> None:
    """Fuzz until the time is over or something fails, which is then kept among the cases."""
    with atheris.instrument_imports(include=["sinoru"]):
        module = import_module(f"fuzz.{name}")
    cases = Path(__file__).parent / "cases" / name
    cases.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(module.SEEDS):
            Path(folder, str(number)).write_bytes(seed)
        options = [f"-max_total_time={seconds}", f"-artifact_prefix={cases}/", "-max_len=4096", "-timeout=10"]
        atheris.Setup([sys.argv[0], *options, folder, str(cases)], module.target)
        atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in TARGETS:  # noqa: PLR2004
        sys.exit(f"usage: python -m fuzz TARGET SECONDS, where TARGET is {', '.join(TARGETS)}")
    run(sys.argv[1], sys.argv[2])
