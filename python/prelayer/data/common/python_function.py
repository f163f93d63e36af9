"""Python functions in graphs.

TensorFlow adds a Python traceback to an exception of a Python function. An error of the package is
therefore returned as text, and raised by an op of the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core.errors import PrelayerError
from prelayer._core.owner import keep_owner, keep_owner_of_items

# Text that `tf.strings.to_number` converts. Its error states other text as it is, whereas
# `tf.debugging.Assert` escapes quotes.
_NO_ERROR = b"0"


def call_python(
    function: Callable[..., Sequence[Any]], inputs: Sequence[tf.Tensor], specs: Sequence[Any]
) -> list[tf.Tensor]:
    """Call a Python function in a graph.

    Args:
        function: function of arrays that returns a list of arrays.
        inputs: its arguments.
        specs: the specs of its results.
    """
    owned = keep_owner(function)

    @tf.autograph.experimental.do_not_convert
    def guarded(*given: np.ndarray) -> list[Any]:
        try:
            return [_NO_ERROR, *owned(*given)]
        except PrelayerError as error:
            return [str(error).encode(), *map(_empty, specs)]

    dtypes = [tf.string, *(spec.dtype for spec in specs)]
    error, first, *others = tf.numpy_function(guarded, inputs, dtypes)
    results = [_checked(error, first), *others]
    return [tf.ensure_shape(part, spec.shape) for part, spec in zip(results, specs)]


@tf.autograph.experimental.do_not_convert
def dataset_of_generator(
    function: Callable[..., Iterable[Any]], specs: Sequence[Any], arguments: tuple[Any, ...] = ()
) -> tf.data.Dataset:
    """Return a dataset of the tuples that a Python function yields.

    Args:
        function: the function, called for each epoch.
        specs: the specs of a tuple.
        arguments: tensors that are passed to the function as arrays.
    """
    owned = keep_owner_of_items(function)

    @tf.autograph.experimental.do_not_convert
    def guarded(*given: Any) -> Iterator[Any]:
        try:
            for item in owned(*given):
                yield (_NO_ERROR, *item)
        except PrelayerError as error:
            yield (str(error).encode(), *map(_empty, specs))

    def passed(error: tf.Tensor, first: tf.Tensor, *others: tf.Tensor) -> tuple[tf.Tensor, ...]:
        return _checked(error, first), *others

    signature = (tf.TensorSpec((), tf.string), *specs)
    items = tf.data.Dataset.from_generator(guarded, args=arguments, output_signature=signature)
    return items.map(passed)


def _checked(error: tf.Tensor, result: tf.Tensor) -> tf.Tensor:
    # A mere dependency on the conversion, which has no effect, would be dropped by TensorFlow.
    return result[tf.strings.to_number(error, tf.int32) :]


def _empty(spec: tf.TensorSpec) -> np.ndarray:
    shape = [size or 0 for size in spec.shape]
    return np.zeros(shape, object if spec.dtype == tf.string else spec.dtype.as_numpy_dtype)
