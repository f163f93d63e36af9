"""The matrix of layers that are saved and read again, one row a layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from saved_layers import KINDS, Kind


@dataclass(frozen=True, eq=False)
class Row:
    """A layer that is saved and read again.

    Args:
        name: the layer's name.
        layer: the name of its class.
        kind: what it is called on and learns from.
        args: its arguments.
        origin: how it came to know what it knows: "adapted", "given" as arguments, "set" later,
            from a "file"; or "not adapted", which knows nothing; or "plain".
    """

    name: str
    layer: str
    kind: Kind
    args: dict[str, Any]
    origin: str

    @property
    def twin(self) -> str:
        """The name of the row that is adapted where this one is not yet."""
        return self.name.replace("not_adapted", "adapted")

    @property
    def needs_size(self) -> bool:
        """Whether its output has a size that it does not know before it has learned."""
        is_lookup = self.layer in ("IntegerLookup", "StringLookup", "TextVectorization")
        dense = self.args.get("output_mode", "int") != "int" and "max_tokens" not in self.args
        return is_lookup and dense and self.origin == "not adapted"


def rows() -> list[Row]:
    """Return the whole matrix."""
    return [
        Row(_name(layer, origin, place, number), layer, kind, args, origin)
        for layer, kinds in KINDS.items()
        for place, kind in enumerate(kinds)
        for origin in kind.origins
        for number, args in enumerate(kind.options)
    ]


def _name(layer: str, origin: str, place: int, number: int) -> str:
    return f"{layer.lower()}_{origin.replace(' ', '_')}_{place}_{number}"
