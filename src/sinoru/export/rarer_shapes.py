"""The shapes of answers that are asked for less often; a look-up does not pay for what makes them."""

from collections.abc import Callable
from typing import Any

from sinoru.check.finding import Checked
from sinoru.cite.cited_text import Bibliography
from sinoru.draft.answers import Drafts
from sinoru.edit.difference import Difference
from sinoru.export.citation_rows import bibliography_shape, citations_shape
from sinoru.export.fault_rows import checked_shape
from sinoru.query.analyses import Chain, Conflicts, Links, Stats
from sinoru.query.cite import Citations

SHAPES: dict[type, Callable[[Any], dict[str, Any]]] = {
    Citations: citations_shape,
    Checked: checked_shape,
    Bibliography: bibliography_shape,
}
"""By type, as in shapes.py."""

ITEMS: dict[type, tuple[str, ...]] = {
    Drafts: ("drafts",),
    Conflicts: ("conflicts",),
    Links: ("met",),
    Difference: ("changes",),
    Chain: ("chain",),
    Checked: ("diagnostics",),
    Bibliography: ("citations",),
    Stats: ("facets",),
}
"""By type, as in shapes.py."""
