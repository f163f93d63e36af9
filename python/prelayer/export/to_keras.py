"""to_keras: replaces the layers of a model by layers of Keras."""

from __future__ import annotations

from typing import Any

import keras

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer.adapt.layer_chain import is_chain
from prelayer.export.checked_model import checked_model
from prelayer.export.keras_layers import all_pairs, preprocessor_model
from prelayer.export.keras_layers.convert import to_theirs
from prelayer.export.keras_layers.input_like import input_like
from prelayer.export.keras_layers.obstacles import check_obstacles
from prelayer.export.keras_layers.rebuilt import Rebuilt, is_graph
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.preprocessor import Preprocessor

__all__ = ["all_pairs", "to_keras"]


@public
def to_keras(model: keras.Model, allow_differences: bool = False) -> keras.Model:
    """Return a model with layers of Keras instead of those of this package.

    The result needs this package neither to run nor to load. Each layer of this package becomes the
    one of `keras.layers` that computes the same, with its learned state: lookups and
    `TextVectorization` are given their vocabulary, `Normalization` mean and variance,
    `Discretization` its boundaries; `MinMaxScaling` and `RobustScaling` become `Normalization`. A
    `Pipeline` and a `Preprocessor` become models within the model, as do `DatetimeFeatures` of
    numbers, `Imputation`, and scaling layers that replace missing numbers: models of `keras.ops`.
    Names are kept. All other layers, and their weights, are shared with `model`. The result is not
    compiled.

    Where Keras has no equivalent, the error lists each layer with option and reason. Where it
    computes other results for some inputs, such as texts beyond ASCII, the same error names the
    difference, unless `allow_differences` accepts it.

    Random layers draw other random numbers, and those of Keras are active in a plain call
    `model(x)`; `predict()` and `model(x, training=False)` return the same. For inputs that layers
    of this package reject, such as indices out of range, Keras's layers may return something. The
    vectors of Keras's lookups have the values of ours as int64.

    See also: `from_keras`, `export_model`, docs/guides/deploy.Rmd.

    Args:
        model: a functional or Sequential Keras model.
        allow_differences: whether to accept other results for some inputs; they are in a warning.

    Returns:
        A Keras model.

    Raises:
        ValueError: if `model` is neither functional nor Sequential, or a layer cannot be replaced.

    Examples:
        >>> import keras
        >>> from prelayer import StringLookup, to_keras
        >>> word = keras.Input((1,), dtype="string", name="word")
        >>> lookup = StringLookup(vocabulary=["a", "b"], name="ids")
        >>> model = keras.Model(word, lookup(word))
        >>> layer = to_keras(model).get_layer("ids")
        >>> isinstance(layer, keras.layers.StringLookup), layer.vocabulary_size()
        (True, 3)
    """
    check.flag("allow_differences", allow_differences)
    rebuilt = Rebuilt(lambda layer: isinstance(layer, Layer), to_theirs, _expanded)
    result = rebuilt.model(checked_graph(model))
    check_obstacles(rebuilt.obstacles, "Keras", allow_differences)
    return result


def checked_graph(model: Any) -> keras.Model:
    """Return a functional or Sequential model; raise if it is neither."""
    model = checked_model(model)
    if not is_graph(model):
        raise errors.invalid("model", "a functional or Sequential model", model)
    return model


def _expanded(layer: Any, inputs: Any, rebuilt: Rebuilt) -> Any:
    """Return the model that replaces a preprocessor or pipeline."""
    if isinstance(layer, Preprocessor):
        return preprocessor_model.preprocessor_model(layer, inputs, rebuilt)
    if not is_chain(layer):
        return None
    given = keras.tree.map_structure(input_like, inputs)
    if isinstance(given, keras.KerasTensor):
        given = input_like(inputs, f"{layer.name}_input")
    _, outputs = rebuilt.chain(layer.layers, given, {f"{layer.name}_input": None})
    return keras.Model(given, outputs, name=layer.name)
