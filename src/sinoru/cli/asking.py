"""Questions to the person at the terminal."""

import sys
from collections.abc import Sequence

from sinoru.render.layout import visible


def is_somebody_there() -> bool:
    """Tell whether questions can be asked and answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def prompt(question: str) -> str:
    """Ask for a line of text; the end of input is an empty one."""
    sys.stderr.write(f"{visible(question)}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def choose(question: str, answers: Sequence[str]) -> str:
    """Ask until one of the answers is given by its first letter; the first one where there is no answer."""
    letters = {answer[0]: answer for answer in answers}
    choices = ", ".join(f"[{answer[0]}]{answer[1:]}" for answer in answers)
    while True:
        sys.stderr.write(f"{visible(question)} {choices}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            return answers[0]
        if found := letters.get(line.strip().casefold()[:1]):
            return found
