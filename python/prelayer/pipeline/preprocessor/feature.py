"""feature(): the columns of a feature, its chain of layers, and where it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import keras

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import ConfigValue, LayerLike
from prelayer.adapt.layer_chain import is_chain

PLACEMENTS = ("auto", "dataset", "model")


@dataclass(frozen=True)
class Feature:
    """A feature of a `Preprocessor`; see `feature()`.

    Args:
        columns: the names of its columns; none: the column with the name of the feature.
        layers: the layers, which are applied in this order; none: the column as it is.
        placement: where the layers run: "auto", "dataset" or "model".
    """

    columns: tuple[str, ...]
    layers: tuple[Any, ...] = ()
    placement: Literal["auto", "dataset", "model"] = "auto"

    @property
    def is_table(self) -> bool:
        """Whether the first layer is a preprocessor, which takes columns by name."""
        return bool(self.layers) and getattr(self.layers[0], "takes_columns", False)

    def input_of(self, columns: Mapping[str, Any]) -> Any:
        """Return the input of the first layer: a tensor; several columns as a list, or by name.

        Args:
            columns: tensors, or symbolic tensors, of columns by name.
        """
        parts = {name: columns[name] for name in self.columns}
        if self.is_table:
            return parts
        return next(iter(parts.values())) if len(parts) == 1 else list(parts.values())

    def to_config(self) -> dict[str, ConfigValue]:
        """Return the feature as plain data."""
        layers = [keras.saving.serialize_keras_object(layer) for layer in self.layers]
        return {"columns": list(self.columns), "layers": layers, "placement": self.placement}

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> Feature:
        """Return the feature described by the result of `to_config`."""
        layers = map(keras.saving.deserialize_keras_object, config["layers"])
        return cls(tuple(config["columns"]), tuple(layers), config["placement"])


@public
def feature(
    *columns: str,
    layers: LayerLike | Sequence[LayerLike] | None = None,
    placement: Literal["auto", "dataset", "model"] = "auto",
) -> Feature:
    """Specify a feature of a `Preprocessor`: its columns, its layers, and where they run.

    Use it where the feature has another name than its column, several columns, as a feature cross,
    or its own placement. Else a layer or a list of layers is enough.

    See also: `Preprocessor`, `selector`, docs/guides/coming-from-keras.Rmd, docs/guides/tables.Rmd.

    Args:
        *columns: the names of the columns that the first layer takes. Default: the column with the
            name of the feature.
        layers: a layer, or a list of layers that are applied one after the other; None: the column
            as it is.
        placement: "dataset" runs the layers in the dataset, "model" in the model, and "auto" where
            they run faster; see `Preprocessor.placement`.

    Returns:
        A feature, as a value of the argument `features` of `Preprocessor`.

    Raises:
        ValueError: if a column is not a name, or `layers` holds something else than layers.

    Examples:
        >>> from prelayer import HashedCrossing, Preprocessor, feature
        >>> crossing = HashedCrossing(4, output_mode="one_hot")
        >>> prep = Preprocessor({"group": feature("sex", "class", layers=crossing)})
        >>> prep({"sex": ["f", "m"], "class": ["1", "2"]}).numpy()
        array([[1., 0., 0., 0.],
               [0., 0., 0., 1.]], dtype=float32)
    """
    wrong = [name for name in columns if not isinstance(name, str)]
    if wrong:
        raise errors.invalid("columns", "names of columns", wrong[0])
    check.one_of("placement", placement, PLACEMENTS)
    return Feature(tuple(columns), chain_of(layers, "layers"), placement)


def chain_of(
    layers: Any, argument: str, rule: str = "a layer, a list of layers or {None}"
) -> tuple[Any, ...]:
    """Return a layer, a list of layers or None as a tuple of layers."""
    chain = () if layers is None else layers
    chain = tuple(chain) if isinstance(chain, (list, tuple)) else (chain,)
    for layer in chain:
        if not isinstance(layer, keras.layers.Layer):
            remedy = "Create it first, with `()`." if isinstance(layer, type) else ""
            raise errors.invalid(argument, rule, layer, remedy)
    return tuple(_flatten(chain))


def _flatten(layers: Sequence[Any]) -> Iterator[Any]:
    """Yield layers, those of a `Pipeline` in its place."""
    for layer in layers:
        if is_chain(layer):
            yield from _flatten(layer.layers)
        else:
            yield layer
