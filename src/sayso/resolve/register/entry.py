"""An entry of a register: an id, names, and what little tells two of one name apart."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import EntityKind


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something in a register.

    `id` begins with the register ("geonames:2988507"). `kind` is None where the register does not
    tell. `note` is a line for a person: what the entry says of itself.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: EntityKind | None
    note: str = ""

    @property
    def bare(self) -> str:
        """The id as the register itself has it."""
        return self.id.partition(":")[2]
