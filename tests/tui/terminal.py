"""A real terminal, kept by tmux: programs run in it, keys go to it, and its screen can be read."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 60.0
"""Seconds to wait for the screen. It is looked at again and again, so a fast machine does not wait."""


class Terminal:
    """A terminal of some size, and the program in it."""

    def __init__(
        self, command: list[str], size: tuple[int, int], env: Mapping[str, str], *, in_shell: bool = False
    ) -> None:
        """Run the program; `in_shell`: as one types it, so that it can be put into the background."""
        self._server = f"sinoru-test-{uuid.uuid4().hex[:12]}"
        self._env = {**os.environ, "LC_ALL": "C.UTF-8", **env}
        self._env.pop("TMUX", None)
        set_up = "".join(f"export {name}={shlex.quote(value)}; " for name, value in env.items())
        script = f"{set_up}{shlex.join(command)}; echo left with $?; exec cat"
        run = ["bash", "--norc", "--noprofile"] if in_shell else ["sh", "-c", script]
        columns, lines = map(str, size)
        self._tmux("-f", os.devnull, "-u", "new-session", "-d", "-x", columns, "-y", lines, *run)
        if in_shell:
            self.type(shlex.join(command), "Enter")

    def type(self, *keys: str) -> None:
        """Press keys by tmux's names for them; all of one call reach the program in one piece."""
        self._tmux("send-keys", *keys)

    def resize(self, columns: int, lines: int) -> None:
        """Make the window larger or smaller."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(lines))

    def screen(self, *how: str) -> str:
        """Return what stands on the screen; with "-e", its colours too."""
        return self._tmux("capture-pane", "-p", *how)

    def signal(self, name: str) -> None:
        """Send a signal to the program."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        subprocess.run(["pkill", f"-{name}", "-P", shell], check=True)

    def wait_for(self, text: str) -> str:
        """Wait until a text stands on the screen, and give the screen."""
        until = time.monotonic() + PATIENCE
        while text not in (screen := self.screen()):
            assert time.monotonic() < until, f"{text!r} never came:\n{screen}"
            time.sleep(0.02)
        return screen

    def close(self) -> None:
        """End the program and the terminal."""
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-L", self._server, *words]
        return subprocess.run(command, env=self._env, check=True, capture_output=True, text=True).stdout
