"""What the script needs to know of the records: where each lies in time, and its values for each facet."""

from typing import Any

from sinoru.export.page.facets import FACETS, Value, Values


class Outline:
    """Collects records, and numbers the values of each facet as they come up."""

    def __init__(self) -> None:
        self.records: list[tuple[Any, ...]] = []
        self._numbers: dict[str, dict[Value, int]] = {facet: {} for facet in FACETS}

    def add(self, id_: str, days: tuple[int | None, int | None], values: Values, *, is_exact: bool) -> None:
        """Note a record."""
        numbered = [self._number(facet, values.get(facet, [])) for facet in FACETS]
        self.records.append((id_, *days, is_exact, numbered))

    def _number(self, facet: str, values: list[Value]) -> list[int]:
        numbers = self._numbers[facet]
        by_id = {value[0]: value for value in values}
        return [numbers.setdefault(value, len(numbers)) for value in by_id.values()]

    def facets(self, names: dict[str, str]) -> list[dict[str, Any]]:
        """Give the facets with all their values; `names` has better ones for some ids."""
        return [
            {
                "key": facet,
                "label": label,
                "values": [(id_, names.get(id_, name)) for id_, name in self._numbers[facet]],
            }
            for facet, label in FACETS.items()
        ]
