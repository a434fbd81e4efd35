"""What an event says of two who took part in it: they met, they spoke, or they only appear together.

The kind of the event is asked first: in a call people speak, in a visit, meeting or treaty they meet, if their
role is one of presence. A target was not there, and a sale or an attack brings no one together. All that says who met
whom is made of it: cards, links, the page and the graphs of exports. Whom another field of an event involves is only
named in it.
"""

from collections.abc import Callable, Iterable
from typing import Literal, Self

import msgspec

from sinoru.model.fields import Fields
from sinoru.model.records import Event, Participant

Contact = Literal["met", "spoke", "together"]
"""How two who took part in an event were in touch; `together`: it names both, not that both were there."""
CONTACTS: tuple[Contact, ...] = ("met", "spoke", "together")
"""The closest first."""

Roles = dict[str, list[str]]
"""The roles of the participants of an event, by id."""

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
NO_PART = frozenset(["absent", "refused", "mentioned"])
"""Roles of those who took no part in an event, which only names them."""

_KINDS = ("person", "organisation")
SPEAKING = CALLING | {"speaker", "participant"}
"""Roles of those who speak in a call."""


class Named(msgspec.Struct, frozen=True):
    """Someone whom an event involves without taking part in it."""

    id: str
    relation: str
    is_organisation: bool


class Attendance(msgspec.Struct, frozen=True):
    """Those who took part in an event, and so who was in touch with whom: all that is decoded of an event for it."""

    kind: str = ""
    participants: tuple[Participant, ...] = ()
    named: tuple[Named, ...] = msgspec.field(default=(), name="")  # no key of an event
    """Those whom its other fields involve."""

    @classmethod
    def of(cls, event: Event, fields: Fields) -> Self:
        """Return who took part in an event, and who else is named in it."""
        named = tuple(
            Named(id_, field.relation, is_organisation="person" not in field.kinds)
            for _, field, id_ in fields.involved(event, *_KINDS, without="participants")
        )
        return cls(event.kind, event.participants, named)

    def organisations(self) -> set[str]:
        """Return the ids of the organisations."""
        took_part = {one.org for one in self.participants if not one.person}
        return took_part | {one.id for one in self.named if one.is_organisation}

    def roles(self) -> Roles:
        """Return the roles of each participant, and how others are named, by id."""
        roles = self._roles()
        for one in self.named:
            roles.setdefault(one.id, []).append(one.relation)
        return roles

    def _roles(self) -> Roles:
        roles: Roles = {}
        for part in self.participants:
            if id_ := part.person or part.org:
                roles.setdefault(id_, []).append(part.role)
        return roles

    def parts(self) -> dict[str, Contact]:
        """Return how close each one lets the event come, by id: participants by their roles."""
        named: dict[str, Contact] = {one.id: "together" for one in self.named}
        return named | {id_: _closest(self.kind, roles) for id_, roles in self._roles().items()}

    def contact(self, one: str, other: str) -> Contact:
        """Return how two participants were in touch, by id."""
        parts = self.parts()
        return between(parts.get(one, "together"), parts.get(other, "together"))

    def contacts(self, id_: str) -> dict[str, Contact]:
        """Return how each other participant was in touch with this one, by id."""
        parts = self.parts()
        own = parts.pop(id_, "together")
        return {other: between(own, part) for other, part in parts.items()}

    def met(self) -> list[str]:
        """Return the ids of those who met each other, in order."""
        return sorted(id_ for id_, part in self.parts().items() if part == "met")


def took_part(event: Event) -> set[str]:
    """Return the ids of those who took part in an event, and of the organisations that they stood for."""
    present = (one for one in event.participants if one.role.strip().casefold() not in NO_PART)
    return {id_ for one in present for id_ in (one.person, one.org)}


def reader_of(fields: Fields) -> Callable[[bytes], Attendance]:
    """Return what reads the attendance from an event in JSON, and of it no more than is needed."""
    took_part = fields.involving("person", Participant), fields.involving("organisation", Participant)
    if tuple(fields.involving(kind, Event) for kind in _KINDS) == took_part:
        return msgspec.json.Decoder(Attendance).decode
    event = msgspec.json.Decoder(Event)
    return lambda body: Attendance.of(event.decode(body), fields)


def between(one: Contact, other: Contact) -> Contact:
    """Return how two participants of an event were in touch, by the part that each took."""
    return one if one == other else "together"


def _closest(kind: str, roles: Iterable[str]) -> Contact:
    """Return how close the roles of one participant let an event of a kind come: the closest of them.

    `met`: present at a meeting; `spoke`: on the line of a call; `together`: named.
    """
    parts = {_part(kind.strip().casefold(), role.strip().casefold()) for role in roles}
    return next((contact for contact in CONTACTS if contact in parts), "together")


def _part(kind: str, role: str) -> Contact:
    if kind in CALLS and role in SPEAKING:
        return "spoke"
    return "met" if kind in MEETINGS and role in PRESENT else "together"
