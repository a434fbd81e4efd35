"""Registers that number people, organisations, places, events and sources, and the forms of their ids.

A record has its ids in other registers under `ids`, each as one text: `viaf:12345`. That in Wikidata has a key of its
own. A corpus may declare registers beside those here (`corpus: {ids: ...}`), or another address for one of these.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

WIKIDATA = "wikidata"
ID = "{id}"
"""What stands for an id in the address of a register."""
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""The bytes that need no escape in an address (RFC 3986, section 2.3)."""
_ENDS = "/?#&;"
"""What may follow an id in an address."""


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """A register, as `viaf`."""

    name: str
    label: str
    address: str = ""
    """The address of an entry, with `{id}` where its id is; empty if it has none on the web."""
    also: tuple[str, ...] = ()
    """Other addresses of the same entry."""
    form: str = ""
    """A regular expression that ids match; empty if any text may be one."""
    example: str = ""
    adds_up: Callable[[str], bool] | None = None
    """Whether the check digit of an id fits the others."""

    def what_is_wrong(self, id_: str) -> str:
        """Return why the register cannot have an id; empty if it can."""
        from re import ASCII, fullmatch  # few look-ups need it

        if self.form and not fullmatch(self.form, id_, ASCII):
            return f"ids there are like {self.example}"
        if self.adds_up and not self.adds_up(id_):
            return "its last digit does not fit the others"
        return ""

    def address_of(self, id_: str) -> str:
        """Return the address of the entry with an id; empty without one."""
        if not self.address or self.what_is_wrong(id_):
            return ""
        plain = id_.replace(" ", "").encode()
        return self.address.replace(
            ID, "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in plain)
        )

    def id_at(self, address: str) -> str:
        """Return the id of the entry that an address leads to; empty if it leads elsewhere."""
        found = _without_scheme(address)
        for pattern in (self.address, *self.also):
            before, _, _ = _without_scheme(pattern).partition(ID)
            if before and found.casefold().startswith(before.casefold()):
                rest = found[len(before) :]
                end = next((at for at, char in enumerate(rest) if char in _ENDS), len(rest))
                return rest[:end].removesuffix(".html")
        return ""


def iso_7064_mod_11_2(id_: str) -> bool:
    """Return whether the last character fits the digits before it, as ISO 7064 MOD 11-2 computes it.

    ISNI (ISO 27729, section 4) and ORCID have such ids, of 16 characters.
    """
    digits, last = bare(id_)[:-1], bare(id_)[-1]
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return last == _MODULO_11[(12 - total % 11) % 11]


def iso_7064_mod_97_10(id_: str) -> bool:
    """Return whether the last two digits fit the rest, as ISO 7064 MOD 97-10 computes them.

    An LEI (ISO 17442, section 4) has them. Letters count from 10.
    """
    return int("".join(str(int(char, 36)) for char in id_)) % 97 == 1


def gnd_adds_up(id_: str) -> bool:
    """Return whether the last character of an id of the GND fits the digits before it.

    The German National Library weights the digits from the right with 2, 3 ... and takes the sum modulo 11, or what
    it lacks to 11; ids with a hyphen, of the files GKD and SWD, have the first. Those of works from another file,
    which begin with 3, are not computed so.
    """
    digits, last = bare(id_)[:-1], bare(id_)[-1]
    total = sum(weight * int(digit) for weight, digit in enumerate(reversed(digits), 2))
    return digits[0] == "3" or last == _MODULO_11[(total if "-" in id_ else -total) % 11]


def ror_adds_up(id_: str) -> bool:
    """Return whether the last two digits of an id of ROR fit the six characters before them.

    These are a number in base 32 as Crockford writes it; the digits are ISO 7064 MOD 97-10 of it.
    """
    number = 0
    for char in id_[:-2].upper():
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(char)
    return int(id_[-2:]) == 98 - number * 100 % 97


def noid_adds_up(id_: str) -> bool:
    """Return whether the last character of an id of the Bibliothèque nationale de France fits the others.

    It is the check character of NOID (IETF draft "The ARK Identifier Scheme", section on check characters): the sum
    of each character of `cb` and the digits times its position, modulo 29.
    """
    characters = "0123456789bcdfghjkmnpqrstvwxz"
    name, last = f"cb{id_[:-1]}", id_[-1]
    return last == characters[sum(place * characters.index(one) for place, one in enumerate(name, 1)) % 29]


_MODULO_11 = "0123456789X"
_SIXTEEN = r"(?:\d{4} ?){3}\d{3}[\dX]"

REGISTERS: dict[str, Register] = {
    one.name: one
    for one in (
        Register(
            name=WIKIDATA,
            label="Wikidata",
            address="https://www.wikidata.org/wiki/{id}",
            also=("https://www.wikidata.org/entity/{id}", "https://m.wikidata.org/wiki/{id}"),
            form=r"Q[1-9]\d{0,11}",
            example="Q42",
        ),
        Register(
            name="viaf",
            label="VIAF",
            address="https://viaf.org/viaf/{id}",
            also=("https://viaf.org/en/viaf/{id}",),
            form=r"[1-9]\d{0,21}",
            example="75121530",
        ),
        Register(
            name="isni",
            label="ISNI",
            address="https://isni.org/isni/{id}",
            form=_SIXTEEN,
            example="0000 0001 2103 2683",
            adds_up=iso_7064_mod_11_2,
        ),
        Register(
            name="orcid",
            label="ORCID",
            address="https://orcid.org/{id}",
            form=r"(?:\d{4}-){3}\d{3}[\dX]",
            example="0000-0002-1825-0097",
            adds_up=iso_7064_mod_11_2,
        ),
        Register(
            name="gnd",
            label="GND",
            address="https://d-nb.info/gnd/{id}",
            also=("https://explore.gnd.network/gnd/{id}",),
            form=r"1[0-3]?\d{7}[\dX]|3\d{7}[\dX]|[1-9]\d{0,7}-[\dX]",
            example="118540238",
            adds_up=gnd_adds_up,
        ),
        Register(
            name="lccn",
            label="Library of Congress",
            address="https://id.loc.gov/authorities/names/{id}",
            also=("https://lccn.loc.gov/{id}",),
            form=r"[a-z]{1,2}(?:\d{8}|20\d{8})",
            example="n79021400",
        ),
        Register(
            name="bnf",
            label="BnF",
            address="https://data.bnf.fr/ark:/12148/cb{id}",
            also=("https://catalogue.bnf.fr/ark:/12148/cb{id}",),
            form=r"\d{8}[0-9bcdfghjkmnpqrstvwxz]",
            example="11907966z",
            adds_up=noid_adds_up,
        ),
        Register(
            name="ndl",
            label="National Diet Library",
            address="https://id.ndl.go.jp/auth/ndlna/{id}",
            also=("https://id.ndl.go.jp/auth/entity/{id}",),
            form=r"0?\d{8}",
            example="00271051",
        ),
        Register(
            name="ulan",
            label="ULAN",
            address="https://vocab.getty.edu/page/ulan/{id}",
            also=("https://vocab.getty.edu/ulan/{id}",),
            form=r"500\d{6}",
            example="500115588",
        ),
        Register(
            name="tgn",
            label="TGN",
            address="https://vocab.getty.edu/page/tgn/{id}",
            also=("https://vocab.getty.edu/tgn/{id}",),
            form=r"[1-9]\d{6,7}",
            example="7013062",
        ),
        Register(
            name="geonames",
            label="GeoNames",
            address="https://www.geonames.org/{id}",
            also=("https://sws.geonames.org/{id}",),
            form=r"[1-9]\d{0,8}",
            example="524901",
        ),
        Register(
            name="pleiades",
            label="Pleiades",
            address="https://pleiades.stoa.org/places/{id}",
            form=r"[1-9]\d{3,11}",
            example="423025",
        ),
        Register(
            name="imdb",
            label="IMDb",
            address="https://www.imdb.com/name/{id}/",
            form=r"nm\d{7,8}",
            example="nm0000122",
        ),
        Register(
            name="ror",
            label="ROR",
            address="https://ror.org/{id}",
            form=r"0[a-hj-km-np-tv-z0-9]{6}\d\d",
            example="03yrm5c26",
            adds_up=ror_adds_up,
        ),
        Register(
            name="lei",
            label="LEI",
            address="https://search.gleif.org/#/record/{id}",
            form=r"[0-9A-Z]{18}\d\d",
            example="5493001KJTIIGC8Y1R12",
            adds_up=iso_7064_mod_97_10,
        ),
        Register(
            name="snac",
            label="SNAC",
            address="https://snaccooperative.org/view/{id}",
            form=r"[1-9]\d{0,8}",
            example="54678902",
        ),
    )
}
"""The registers that every corpus knows, in the order in which people read them."""


def known_registers(addresses: Mapping[str, str]) -> Mapping[str, Register]:
    """Return the registers of a corpus: those above and its own, with the addresses that it declares."""
    if not addresses:
        return REGISTERS
    declared = {
        name: msgspec.structs.replace(REGISTERS.get(name) or Register(name=name, label=name), address=address)
        for name, address in addresses.items()
    }
    return REGISTERS | declared


def id_in(register: str, id_: str) -> str:
    """Return an id with its register, as records have it: `viaf:12345`."""
    return f"{register}:{id_}"


def parts_of(one: str) -> tuple[str, str]:
    """Return the register of such a text, and the id."""
    register, _, id_ = one.partition(":")
    return register, id_


def ids_of(record: Any) -> tuple[str, ...]:
    """Return all ids of a record in other registers, that of Wikidata first."""
    item = getattr(record, WIKIDATA, "")
    ids: tuple[str, ...] = getattr(record, "ids", ())
    return (id_in(WIKIDATA, item), *ids) if item else ids


def located_ids(record: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the ids of a record in other registers, each after the keys and list position that lead to it."""
    if item := getattr(record, WIKIDATA, ""):
        yield (WIKIDATA,), id_in(WIKIDATA, item)
    for register, ids in by_register(getattr(record, "ids", ())).items():
        for number, id_ in enumerate(ids):
            yield ("ids", register, *([number] if len(ids) > 1 else [])), id_in(register, id_)


class OtherEntry(msgspec.Struct, frozen=True):
    """The entry of a record in another register."""

    register: str
    label: str
    """What people call the register."""
    id: str
    address: str = ""
    """The address of the entry; empty without one, or if the register cannot have this id."""


def entries_of(record: Any, addresses: Mapping[str, str]) -> tuple[OtherEntry, ...]:
    """Return the entries of a record in other registers, those that its corpus declares among them."""
    ids = ids_of(record)
    known = known_registers(addresses) if ids else {}
    registers = (
        (known.get(name) or Register(name=name, label=name), id_) for name, id_ in map(parts_of, ids)
    )
    return tuple(OtherEntry(one.name, one.label, id_, one.address_of(id_)) for one, id_ in registers)


def bare(id_: str) -> str:
    """Return an id without the spaces and hyphens that only make it easier to read."""
    return id_.replace(" ", "").replace("-", "")


def same_as(one: str) -> tuple[str, str]:
    """Return what two ids with their registers have in common if they are the same, however they are spaced."""
    register, id_ = parts_of(one)
    return register, bare(id_).casefold() if register in REGISTERS else id_


def united_ids(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of two records, each once, by register."""
    found: dict[tuple[str, str], str] = {}
    for one in (*ours, *theirs):
        found.setdefault(same_as(one), one)
    return as_texts(by_register(found.values()))


def differing_registers(one: Any, other: Any) -> tuple[str, ...]:
    """Return the registers in which each of two records has ids, and not one of them in common."""
    ours, theirs = (set(map(same_as, ids_of(record))) for record in (one, other))
    both = {register for register, _ in ours} & {register for register, _ in theirs}
    return tuple(sorted(both - {register for register, _ in ours & theirs}))


def read_id(text: str, registers: Mapping[str, Register]) -> str:
    """Return the id that a text is or leads to: `viaf:12345`, or the address of an entry; empty for other text."""
    if "://" in text:
        return id_at(text.strip(), registers)
    register, id_ = (part.strip() for part in parts_of(text))
    return id_in(register.casefold(), id_) if id_ and register.casefold() in registers else ""


def by_register(ids: Iterable[str]) -> dict[str, list[str]]:
    """Return the ids in each register."""
    found: dict[str, list[str]] = {}
    for register, id_ in map(parts_of, ids):
        found.setdefault(register, []).append(id_)
    return found


def as_mapping(ids: Iterable[str]) -> dict[str, Any]:
    """Return ids as corpus files have them: a text by its register, or a list of several."""
    return {register: one if len(one) > 1 else one[0] for register, one in by_register(ids).items()}


def as_texts(mapping: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of such a mapping as records have them, those of Wikidata first."""
    return tuple(
        id_in(register, id_)
        for register in sorted(mapping, key=lambda one: one != WIKIDATA)
        for id_ in ([mapping[register]] if isinstance(mapping[register], str) else mapping[register])
        if id_
    )


def id_at(address: str, registers: Mapping[str, Register]) -> str:
    """Return the id that an address of the web leads to, with its register; empty if it leads to none."""
    if "://" not in address:
        return ""
    found = ((name, register.id_at(address)) for name, register in registers.items())
    return next((id_in(name, id_) for name, id_ in found if id_), "")


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.")
