"""Questions of the browser: a line to type, or one of several things to choose, at the foot of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from sinoru.render.layout import escape_controls
from sinoru.tui.lists import LimitedInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class Question(ModalScreen[str | None]):
    """Asks for a line of text; Escape gives none."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(self, question: str, proposed: str = "", example: str = "") -> None:
        super().__init__(classes="prompt")
        self._question = question
        self._proposed = proposed
        self._example = example

    def compose(self) -> ComposeResult:
        """Lay out the question above its line."""
        with Vertical():
            yield Static(_plain(self._question), markup=False)
            yield LimitedInput(self._proposed, placeholder=self._example, id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the line; cancel if it is empty."""
        event.stop()
        self.dismiss(event.value.strip() or None)


class Choice(ModalScreen[int | None]):
    """Asks which of several things is meant; Escape gives none."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", "Cancel")]

    def __init__(self, question: str, choices: Sequence[str]) -> None:
        super().__init__(classes="prompt")
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay out the question above the choices."""
        with Vertical():
            yield Static(_plain(self._question), markup=False)
            yield OptionList(*map(_plain, self._choices), compact=True, markup=False, id="choices")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the number of the choice."""
        event.stop()
        self.dismiss(event.option_index)


def _plain(text: str) -> Text:
    return Text(escape_controls(text), no_wrap=True, overflow="ellipsis")
