"""Authors as CSL names: "Family, Given", "Family, Given, Suffix", or an institution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sinoru.cite.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Container

_FIRST_CJK = "\u2e80"


class Name(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, rename="kebab"):
    """A name variable of CSL-JSON."""

    family: str = ""
    given: str = ""
    non_dropping_particle: str = ""
    """`van den`: belongs to the family name, and is written in small letters."""
    dropping_particle: str = ""
    """`van`, where the name is listed without it: Beethoven, Ludwig van."""
    suffix: str = ""
    static_ordering: bool = False
    """The family name always comes first: Yu Bin."""
    literal: str = ""
    """An institution, or a name that has one part."""

    @property
    def whole_family(self) -> str:
        """The family name with the particle that belongs to it."""
        return " ".join(filter(None, (self.non_dropping_particle, self.family))) or self.literal

    @property
    def whole_given(self) -> str:
        """The given names with the particle that follows them."""
        return " ".join(filter(None, (self.given, self.dropping_particle)))

    @property
    def in_order(self) -> str:
        """The name as it is spoken: `Jan van den Berg`, `Yu Bin`, `王明`."""
        if self.family >= _FIRST_CJK:
            return self.family + self.given
        parts = (self.whole_given, self.whole_family)
        spoken = " ".join(filter(None, reversed(parts) if self.static_ordering else parts))
        return " ".join(filter(None, (spoken, self.suffix)))

    @property
    def inverted(self) -> str:
        """The name as it is listed: `van den Berg, Jan`, but `Yu Bin`."""
        if self.static_ordering or not self.given or self.family >= _FIRST_CJK:
            return self.in_order
        return ", ".join(filter(None, (self.whole_family, self.whole_given, self.suffix)))


def read_name(text: str, family_first: Container[str] = ()) -> Name:
    """Read an author; `family_first` holds those, as written, whose family name comes first in speech, too."""
    family, *rest = (part.strip() for part in one_line(text).split(",", 2))
    if not rest or not family or not rest[0]:
        return Name(literal=one_line(text).strip(" ,"))
    particles, family = _leading_particles(family)
    given, dropped = _trailing_particles(rest[0])
    return Name(
        family=family,
        given=given,
        non_dropping_particle=particles,
        dropping_particle=dropped,
        suffix=rest[1] if len(rest) > 1 else "",
        static_ordering=text in family_first,
    )


def _leading_particles(family: str) -> tuple[str, str]:
    words = family.split(" ")
    count = next((place for place, word in enumerate(words) if not word[:1].islower()), 0)
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing_particles(given: str) -> tuple[str, str]:
    words = given.split(" ")
    kept = len(words)
    while kept > 1 and words[kept - 1][:1].islower():
        kept -= 1
    return " ".join(words[:kept]), " ".join(words[kept:])
