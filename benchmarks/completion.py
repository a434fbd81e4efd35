"""What a Tab costs, as the person at the keyboard sees it: `python benchmarks/completion.py [ROUNDS]`.

Each shell that is installed runs in a terminal with the completion that `sinoru completion install` sets up, on the
shipped corpus. A line is typed; measured is the time from the Tab until the rest of the word is on the screen.
"""

import os
import pty
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from select import select

SINORU = Path(sys.executable).parent / "sinoru"
LINES = {
    "sinoru timel": "ine",
    "sinoru who Zhang W": "annian",
    "sinoru timeline --person Zhang\\ W": "annian",
    "sinoru show hotline-call-1999-0": "5-10",
}
"""What is typed, and what the Tab adds."""

START_UP = {
    "bash": (".bashrc", "PS1='READY '\nbind 'set bell-style none'\n"),
    "zsh": (".zshrc", "PS1='READY '\nautoload -Uz compinit && compinit -u\n"),
    "fish": (
        ".config/fish/config.fish",
        "function fish_prompt; echo 'READY '; end\nset fish_greeting\nset -g fish_autosuggestion_enabled 0\n",
    ),
}
ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=]*[a-zA-Z]|[=>]|\][^\x07]*\x07|\([AB0])")


class Shell:
    """A shell in a terminal, waiting for keys."""

    def __init__(self, name: str, home: Path) -> None:
        environ = {
            **os.environ, "HOME": str(home), "PATH": f"{SINORU.parent}:{os.environ['PATH']}",
            "TERM": "xterm", "SHELL": f"/bin/{name}",
        }  # fmt: skip
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "SINORU_CACHE", "ZDOTDIR"):
            environ.pop(variable, None)
        for command in (["completion", "install", name], ["index", "build"]):
            subprocess.run([SINORU, *command], env=environ, check=True, capture_output=True)
        # Without it fish reads every manual page there is, in the background, while we measure.
        (home / ".local/share/fish/generated_completions").mkdir(parents=True, exist_ok=True)
        path = home / START_UP[name][0]
        path.parent.mkdir(parents=True, exist_ok=True)
        installed = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(START_UP[name][1] + installed, encoding="utf-8")
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.chdir(home)
            os.execvpe(name, [name, "-i"], environ)  # noqa: S606  in the child
        self.pid = pid
        self.wait_for("READY")
        self.rest()

    def seconds_of_tab(self, line: str, added: str) -> float:
        """Type a line and Tab, give the seconds until the rest stands there, and wipe the line."""
        os.write(self.terminal, line.encode())
        self.rest()
        began = time.perf_counter()
        os.write(self.terminal, b"\t")
        self.wait_for(added)
        seconds = time.perf_counter() - began
        self.rest()
        os.write(self.terminal, b"\x15")
        self.rest()
        return seconds

    def wait_for(self, text: str) -> None:
        """Read the screen until it says so. Raises TimeoutError."""
        seen, end = "", time.monotonic() + 20
        while text not in ESCAPES.sub("", seen):
            if time.monotonic() > end:
                raise TimeoutError(f"{text!r} is not on the screen: {seen!r}")
            if select([self.terminal], [], [], 1)[0]:
                seen += os.read(self.terminal, 65536).decode(errors="replace")

    def rest(self) -> None:
        """Wait until nothing more is drawn."""
        while select([self.terminal], [], [], 0.15)[0]:
            os.read(self.terminal, 65536)

    def close(self) -> None:
        """End the shell."""
        os.close(self.terminal)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


def measure(name: str, rounds: int) -> Iterator[str]:
    """Yield a row of the table for each line that is typed; Python's own start is measured between the Tabs."""
    with tempfile.TemporaryDirectory() as home:
        shell = Shell(name, Path(home))
        for line, added in LINES.items():
            shell.seconds_of_tab(line, added)  # what the shell and the system load once
            taken = [(shell.seconds_of_tab(line, added) * 1000, start_of_python()) for _ in range(rounds)]
            tabs, starts = zip(*taken, strict=True)
            ratio = statistics.median(tab / start for tab, start in taken)
            ms = f"{statistics.median(tabs):.0f} | {statistics.median(starts):.0f}"
            yield f"| {name} | `{line}` | {ms} | {ratio:.1f} |"
        shell.close()


def start_of_python() -> float:
    """Return the milliseconds that `python -c pass` takes."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(
        "| shell | typed, then Tab | ms | `python -c pass` ms | multiples |\n| --- | --- | ---: | ---: | ---: |"
    )
    for name in filter(shutil.which, START_UP):
        for row in measure(name, rounds):
            print(row, flush=True)


if __name__ == "__main__":
    main()
