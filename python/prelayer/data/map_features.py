"""map_features: applies layers to named features of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import Tensor


@public
def map_features(
    dataset: tf.data.Dataset,
    layers: Mapping[str, Callable[[Tensor], Tensor]],
    num_parallel_calls: int | None = None,
    deterministic: bool | None = None,
) -> tf.data.Dataset:
    """Apply layers to named features of a dataset.

    Other features, targets, weights and the order of the features do not change. Each layer is
    called on the feature of one element, which is a batch if the dataset is batched.

    See also: `Preprocessor`, `augment`, docs/guides/tables.Rmd.

    Args:
        dataset: its elements are a dict of features, or (dict, y) or (dict, y, weights).
        layers: a dict from the name of a feature to the layer, or the function of one tensor, that
            is applied to it.
        num_parallel_calls: number of elements to process in parallel, `tf.data.AUTOTUNE` to let
            TensorFlow choose; None: one after the other.
        deterministic: whether parallel processing keeps the order of elements; None: yes.

    Returns:
        A `tf.data.Dataset` of the same structure.

    Raises:
        ValueError: if the elements have no dict of features, or if `layers` has the name of a
            feature that does not exist, or a value that is not callable.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import Rescaling, map_features
        >>> data = {"price": [2.0, 4.0], "rooms": [3, 5]}
        >>> houses = tf.data.Dataset.from_tensors(data)
        >>> scaled = map_features(houses, {"price": Rescaling(0.5)})
        >>> next(iter(scaled))["price"].numpy()
        array([1., 2.], dtype=float32)
    """
    if not isinstance(dataset, tf.data.Dataset):
        raise errors.invalid("dataset", "a tf.data.Dataset", dataset)
    spec = dataset.element_spec
    features = _features(spec)
    if not isinstance(layers, Mapping) or not layers:
        raise errors.invalid("layers", "a {dict} from names of features to layers", layers)
    for name, layer in layers.items():
        check.known("layers", name, features, "feature")
        if not callable(layer):
            raise errors.invalid("layers", "a {dict} of layers or functions", dict(layers))

    def each(*element: Any) -> Any:
        first, *others = element
        mapped = {
            name: layers[name](value) if name in layers else value for name, value in first.items()
        }
        return (mapped, *others) if isinstance(spec, tuple) else mapped

    result = dataset.map(each, num_parallel_calls, deterministic)
    found = _features(result.element_spec)
    nothing = next((name for name in layers if _is_none(found[name])), None)
    if nothing is not None:
        raise errors.problem(
            "what `layers` applies to {nothing!r} must return a tensor, not {None}.",
            nothing=nothing,
        )
    return result


def _is_none(spec: Any) -> bool:
    return type(spec).__name__ == "NoneTensorSpec"  # TensorFlow does not export this class.


def _features(spec: Any) -> Mapping[str, Any]:
    first = spec[0] if isinstance(spec, tuple) and spec else spec
    if not isinstance(first, Mapping):
        raise errors.problem(
            "the elements of `dataset` must be a {dict} of features, or ({dict}, y) or "
            "({dict}, y, weights), but an element is {spec!r}.",
            spec=spec,
        )
    return first
