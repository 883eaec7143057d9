"""An entry of a register: an id, names, and what little tells two of one name apart."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import EntityKind


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something in a register.

    `id` begins with the register ("geonames:2988507"). `kind` is None where the register does not
    tell; it is taken for a body then, and where `is_any` for a person or a place as well. `note` is
    a line for a person: what the entry says of itself.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: EntityKind | None
    note: str = ""
    is_any: bool = False

    @property
    def kinds(self) -> tuple[EntityKind, ...]:
        """The kinds that it may be of."""
        if self.kind is not None:
            return (self.kind,)
        body = EntityKind.ORGANIZATION
        return (body, EntityKind.PERSON, EntityKind.PLACE) if self.is_any else (body,)

    @property
    def bare(self) -> str:
        """The id as the register itself has it."""
        return self.id.partition(":")[2]
