"""What on the page speaks of a record, told beside the record."""

import msgspec


class Mention(msgspec.Struct, frozen=True):
    """A record that speaks of another."""

    id: str
    title: str
    date: str = ""
    """EDTF; empty where it has none."""


class Mentions:
    """Collects who speaks of what, each once, in the order of the page."""

    def __init__(self) -> None:
        self._by_target: dict[str, dict[str, dict[str, Mention]]] = {}

    def add(self, target: str, how: str, mention: Mention) -> None:
        """Note that a record speaks of the target; `how` is a heading in the plural, such as `claims`."""
        self._by_target.setdefault(target, {}).setdefault(how, {})[mention.id] = mention

    def of(self, target: str) -> dict[str, list[Mention]]:
        """Give what speaks of the target, by heading."""
        return {how: list(found.values()) for how, found in self._by_target.get(target, {}).items()}
