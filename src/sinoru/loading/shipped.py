"""Where the corpus is that ships with the package: apart, since completion at a Tab loads it and little else."""

import os


def shipped_corpus() -> str:
    """Give the folder that a wheel installs with the package, or that stands beside it in the repository."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "data")
    return installed if os.path.isdir(installed) else os.path.join(package, "..", "..", "data")
