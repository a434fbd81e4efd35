"""Builds the sdist, and the wheel from it, twice under different circumstances: both must have the same bytes.

usage: python tools/dist.py [FOLDER]
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_OTHER = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
"""What may not show in a file: the second build runs with it."""


def time_of_last_commit() -> str:
    """Return the time that all files in the archives have, in seconds; that of hatchling without git."""
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""


def build(folder: Path, **changed: str) -> list[Path]:
    """Build both archives into an empty folder and return their paths."""
    environment = {**os.environ, **changed}
    if moment := os.environ.get("SOURCE_DATE_EPOCH") or time_of_last_commit():
        environment["SOURCE_DATE_EPOCH"] = moment
    # Without an isolated environment it needs no network: the environment of the project has all that builds it.
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}")
    return sorted(path for path in folder.iterdir() if path.name.endswith((".whl", ".tar.gz")))


def members(path: Path) -> dict[str, bytes]:
    """Return the files in an archive by name."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(path) as archive:
        opened = ((each.name, archive.extractfile(each)) for each in archive if each.isfile())
        return {name: file.read() for name, file in opened if file}


def differences(first: Path, second: Path) -> list[str]:
    """Return the names of files that differ; the archive itself if only its order or its times do."""
    if first.read_bytes() == second.read_bytes():
        return []
    one, other = members(first), members(second)
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name)) or [first.name]


def main(folder: str = "dist") -> int:
    """Build twice, keep the first result, and report what differs."""
    target = ROOT / folder
    with tempfile.TemporaryDirectory(prefix="sinoru-dist-") as place:
        first = build(Path(place) / "first")
        before = os.umask(0o077)
        second = build(Path(place) / "second", **_OTHER)
        os.umask(before)
        differing = [
            name for one, other in zip(first, second, strict=True) for name in differences(one, other)
        ]
        if differing:
            print(f"not reproducible: {', '.join(differing)}")
            return 1
        target.mkdir(exist_ok=True)
        for old in (*target.glob("sinoru-*.whl"), *target.glob("sinoru-*.tar.gz")):
            old.unlink()
        for path in first:
            shutil.copyfile(path, target / path.name)
            print(f"{folder}/{path.name}: {path.stat().st_size:,} bytes, the same in both builds")
    if not os.environ.get("SINORU_REPOSITORY"):
        print(
            "No REPOSITORY given: the archives have no project URLs. Example: make dist REPOSITORY=https://..."
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
