"""What an event says of two who took part in it: they met, they spoke, or they only appear together.

The kind of the event is asked first: in a call people speak, in a visit, meeting or treaty they meet, if their
role is one of presence. A target was not there, and a sale or an attack brings no one together.
"""

from collections.abc import Iterable
from typing import Literal

Contact = Literal["met", "spoke", "together"]
"""How two who took part in an event were in touch; `together`: it names both, not that both were there."""
CONTACTS: tuple[Contact, ...] = ("met", "spoke", "together")
"""The closest first."""

CALLS = frozenset(["call", "phone call", "telephone call"])
MEETINGS = frozenset(
    ["visit", "meeting", "talks", "agreement", "treaty", "conference", "exercise", "summit", "negotiation"]
)
"""Kinds of event at which those who are present meet."""

# Every role is in one of these three.
CALLING = frozenset(["caller", "called"])
"""Roles of those who are on the telephone: they speak in a call, and are not present elsewhere."""
PRESENT = frozenset(
    "visitor host participant speaker signatory envoy mediator negotiator chair guest delegate attendee".split()
)
"""Roles of those who are present at a meeting."""
ELSEWHERE = frozenset(
    ["target", "absent", "refused", "mentioned", "attacker", "buyer", "seller", "organiser", ""]
)
"""Roles that do not say of anyone that they were there, as all other words; nor does a missing role."""

SPEAKING = CALLING | {"speaker", "participant"}
"""Roles of those who speak in a call."""


def part_taken(kind: str, roles: Iterable[str]) -> Contact:
    """Return how close the roles of one participant let an event of a kind come: the closest of them.

    `met`: present at a meeting; `spoke`: on the line of a call; `together`: named.
    """
    parts = {_part(kind.strip().casefold(), role.strip().casefold()) for role in roles}
    return next((contact for contact in CONTACTS if contact in parts), "together")


def _part(kind: str, role: str) -> Contact:
    if kind in CALLS and role in SPEAKING:
        return "spoke"
    return "met" if kind in MEETINGS and role in PRESENT else "together"


def contact(kind: str, role: str, other_role: str) -> Contact:
    """Return how two participants of an event of a kind were in touch, by their roles."""
    return between(part_taken(kind, (role,)), part_taken(kind, (other_role,)))


def between(one: Contact, other: Contact) -> Contact:
    """Return how two participants of an event were in touch, by the part that each took."""
    return one if one == other else "together"
