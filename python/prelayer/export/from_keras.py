"""from_keras: replaces Keras's preprocessing layers in a model by those of this package."""

from __future__ import annotations

from typing import Any

import keras

from prelayer._core import check
from prelayer._core.owner import public
from prelayer.adapt.layer_chain import LayerChain, is_chain
from prelayer.export.keras_layers import all_pairs
from prelayer.export.keras_layers.convert import to_ours
from prelayer.export.keras_layers.obstacles import check_obstacles
from prelayer.export.keras_layers.rebuilt import Rebuilt
from prelayer.export.keras_layers.registry import pair_of_theirs
from prelayer.export.to_keras import checked_graph
from prelayer.layers.base.pipeline import Pipeline

__all__ = ["all_pairs", "from_keras"]


@public
def from_keras(model: keras.Model, allow_differences: bool = False) -> keras.Model:
    """Return a model with layers of this package instead of Keras's preprocessing layers.

    Each preprocessing layer of Keras becomes the layer of the same name, with its options and its
    learned state, and returns the same. Names are kept. All other layers are shared with `model`,
    and so are their weights. The result is not compiled. It can be exported by `export_model()`
    where Keras's layers cannot.

    Where a layer computes other results for some inputs, such as texts beyond ASCII, the error
    lists layer, option and difference, unless `allow_differences` accepts it. See also
    `to_keras()`.

    See also: `to_keras`, `export_model`, docs/guides/differences-from-keras.Rmd.

    Args:
        model: a functional or Sequential Keras model.
        allow_differences: whether to accept other results for some inputs; they are in a warning.

    Returns:
        A Keras model.

    Raises:
        ValueError: if `model` is neither functional nor Sequential, or a layer cannot be replaced.

    Examples:
        >>> import keras
        >>> from prelayer import from_keras
        >>> word = keras.Input((1,), dtype="string", name="word")
        >>> lookup = keras.layers.StringLookup(vocabulary=["a", "b"], name="ids")
        >>> model = from_keras(keras.Model(word, lookup(word)))
        >>> model.get_layer("ids").get_vocabulary()
        ['[UNK]', 'a', 'b']
    """
    check.flag("allow_differences", allow_differences)
    rebuilt = Rebuilt(_is_replaced, to_ours, _expanded)
    result = rebuilt.model(checked_graph(model))
    check_obstacles(rebuilt.obstacles, "prelayer", allow_differences)
    return result


def _is_replaced(layer: Any) -> bool:
    return pair_of_theirs(layer) is not None


def _expanded(layer: Any, inputs: Any, rebuilt: Rebuilt) -> Any:
    """Return the pipeline of this package that replaces one of Keras."""
    if not is_chain(layer) or isinstance(layer, LayerChain):
        return None
    layers, _ = rebuilt.chain(layer.layers, inputs)
    return Pipeline(layers, name=layer.name)
