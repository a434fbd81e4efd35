"""A corpus of awkward names, and shells with a person at the keyboard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.app import run as run_cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AWKWARD = """\
people:
  - {id: zhang-wannian, name: Zhang Wannian, names: [{text: 张万年, kind: native, lang: zh-Hans}]}
  - {id: obrien, name: "Kevin O'Brien"}
  - {id: quoted, name: 'Nick "Nicky" Quoted'}
  - {id: dollar, name: "Ca$h & Carry: the `firm`!"}
  - {id: sergei-stepashin, name: Sergei Stepashin, names: [{text: Сергей Степашин, kind: native, lang: ru}]}
places:
  - {id: moscow, name: Moscow}
  - {id: sao-paulo, name: São Paulo}
sources:
  - {id: yu-1999q2, title: An article, kind: article}
events:
  - {id: hotline-call, date: 1999-05-10, title: Hotline call, kind: call, topics: [hot line, kosovo],
     places: [moscow], participants: [{person: zhang-wannian}], evidence: [{source: yu-1999q2}]}
"""


@pytest.fixture
def awkward(write_corpus: Callable[..., str]) -> str:
    """Return the corpus of awkward names, its index made."""
    data = write_corpus(AWKWARD, "awkward")
    assert run_cli(["index", "build", "--data", data, "--format", "json"]) == 0
    return data


class Keyboard:
    """A shell in a terminal, set up by `sinoru completion install` in a home of its own."""

    def __init__(self, shell: str, home: Path, data: str) -> None:
        self.shell, self.home = shell, home
        home.mkdir()
        # Without it fish reads every manual page there is, in the background, for a minute.
        (home / ".local/share/fish/generated_completions").mkdir(parents=True)
        bin_ = home / "bin"
        bin_.mkdir()
        program = bin_ / "sinoru"
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m sinoru "$@"\n')
        program.chmod(0o755)
        self.environ = {
            "HOME": str(home), "PATH": f"{bin_}:{os.environ['PATH']}", "TERM": "xterm", "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8", "SINORU_DATA": data, "SINORU_CACHE": os.environ["SINORU_CACHE"],
            "SHELL": f"/bin/{shell}",
        }  # fmt: skip
        install = [sys.executable, "-m", "sinoru", "completion", "install"]
        subprocess.run(install, env=self.environ, check=True, capture_output=True)

    def complete(self, line: str) -> list[str]:
        """Type the beginning of a command line and Tab, and give the words that the shell then reads."""
        out = self.home / "words"
        # What was typed becomes the arguments of a program that writes them down: Ctrl-A, Ctrl-E go to the ends.
        keys = f"{line}\t\x01printf '%s\\n' \x05 >{out}.part; mv {out}.part {out}\r"
        screen = self._type(keys, out)
        assert out.exists(), screen
        words = out.read_text(encoding="utf-8").splitlines()
        out.unlink()
        return words

    def _type(self, keys: str, until: Path) -> str:
        import pty

        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.home)
            os.execvpe(self.shell, [self.shell, "-i"], self.environ)  # noqa: S606  in the child
        os.set_blocking(terminal, False)
        screen = b""
        end = time.monotonic() + 60
        typed = False
        while time.monotonic() < end and not until.exists():
            time.sleep(0.02)
            try:
                screen += os.read(terminal, 65536)
            except BlockingIOError:
                pass
            except OSError:
                break
            if (
                not typed and b"READY" in screen
            ):  # the prompt: before it, a shell may throw away what is typed
                os.write(terminal, keys.encode())
                typed = True
        os.close(terminal)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        return screen.decode(errors="replace")


_PROMPT = {
    "bash": (".bashrc", "PS1='READY '\nbind 'set bell-style none'\nbind 'set enable-bracketed-paste off'\n"),
    "zsh": (".zshrc", "PS1='READY '\nautoload -Uz compinit && compinit -u\n"),
    "fish": (".config/fish/config.fish", "function fish_prompt; echo 'READY '; end\nset fish_greeting\n"),
}


@pytest.fixture(params=["bash", "zsh", "fish"])
def keyboard(request: pytest.FixtureRequest, tmp_path: Path, awkward: str) -> Keyboard:
    """Sit down at a shell. In CI every one of them must be there."""
    shell = request.param
    if not shutil.which(shell):
        if os.environ.get("CI"):
            pytest.fail(f"{shell} is not installed, and CI tests it")
        pytest.skip(f"{shell} is not installed")
    ours = Keyboard(shell, tmp_path / "home", awkward)
    name, text = _PROMPT[shell]
    path = ours.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(text + before, encoding="utf-8")
    return ours
