"""Draw the pictures of the README with `--svg`: `make screenshots`."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
PICTURES = {
    "timeline": "timeline --from 1999-06-07 --to 1999-06-13",
    "search": "search Su-30 licence --limit 3",
    "conflicts": "conflicts su-30 --limit 3",
}
"""The command that each picture shows."""


def main() -> None:
    """Draw each picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, command in PICTURES.items():
        target = str(FOLDER / f"{name}.svg")
        words = [sys.executable, "-m", "sinoru", *command.split(), "--svg", target, "--force"]
        subprocess.run(words, check=True)  # noqa: S603  a command from the table above


if __name__ == "__main__":
    main()
