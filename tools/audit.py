"""Asks pip-audit whether anything installed has a known vulnerability; without a network it says so and passes.

A vulnerability of what sinoru needs at run time, extras included, fails; one of a tool for developers is only told.
"""

import json
import re
import subprocess
import sys
from importlib import metadata
from typing import Any

_PATIENCE = 60
"""Seconds; a check of the code waits no longer for a network."""
_COMMAND = (
    "pip_audit",
    "--local",
    "--skip-editable",
    "--progress-spinner=off",
    "--timeout=5",
    "--format=json",
)


def needed(package: str) -> set[str]:
    """Return the names of all that a package needs, with its extras, as far as it is installed."""
    found: set[str] = set()
    waiting = [(package, True)]
    while waiting:
        name, extras = waiting.pop()
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        for requirement in requirements:
            wanted = normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])
            if wanted not in found and (extras or "extra ==" not in requirement):
                found.add(wanted)
                waiting.append((wanted, "[" in requirement))
    return found


def normal(name: str) -> str:
    """Write a package's name as indexes do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def report(answer: str, shipped: set[str]) -> tuple[list[str], int]:
    """Say in lines what pip-audit found, and the exit status."""
    dependencies: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    audited = [one for one in dependencies if "skip_reason" not in one]
    lines, status = [], 0
    for one in audited:
        for fault in one["vulns"]:
            needs = normal(one["name"]) in shipped
            status = max(status, int(needs))
            mended = ", ".join(fault["fix_versions"]) or "no version yet"
            whose = "" if needs else " (a tool for developers)"
            lines.append(f"{one['name']} {one['version']}{whose}: {fault['id']}, mended in {mended}")
    if not audited:
        return ["pip-audit: skipped, the package index in use tells nothing of vulnerabilities"], 0
    unknown = len(dependencies) - len(audited)
    lines.append(
        f"pip-audit: {len(audited)} packages asked for, {unknown} unknown to the index, {len(lines)} faults"
    )
    return lines, status


def main() -> int:
    """Run pip-audit for so long; what keeps it from answering is told and is no fault of the code."""
    try:
        done = subprocess.run(  # noqa: S603  a program of this environment
            [sys.executable, "-m", *_COMMAND], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
        lines, status = report(done.stdout, needed("sinoru"))
    except subprocess.TimeoutExpired:
        lines, status = [f"pip-audit: skipped, no answer within {_PATIENCE} s"], 0
    except ValueError:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        lines, status = [f"pip-audit: skipped, it could not ask: {why[:200]}"], 0
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    sys.exit(main())
