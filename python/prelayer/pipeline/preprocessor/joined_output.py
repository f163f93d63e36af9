"""The argument `output` of a Preprocessor: one matrix, a dict by feature, or matrices of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import check, errors
from prelayer.layers.base.layer import symbolic

_RULE = '"concat", "dict", or a {dict} from the names of groups to lists of features'


class JoinedOutput:
    """Joins the outputs of features.

    Args:
        output: "concat", "dict", or a dict from the names of groups to lists of features.
        features: the names of all features.

    Raises:
        ValueError: if `output` is neither, a group names an unknown feature, or a feature is in no
            group.
    """

    def __init__(self, output: Any, features: Sequence[str]) -> None:
        self.groups = _groups(output, features)
        self.is_dict = output == "dict"
        self.is_matrix = output == "concat"

    def to_config(self) -> Any:
        """Return the argument `output`."""
        return "dict" if self.is_dict else "concat" if self.is_matrix else dict(self.groups)

    def text(self) -> str:
        """Return a few words about the output, for a diagram."""
        if self.is_dict:
            return "a dict by feature"
        if self.is_matrix:
            return "one matrix"
        return "matrices: " + ", ".join(self.groups)

    def names(self, names: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Return the names of columns by part of the output, for those by feature."""
        if self.is_dict:
            return dict(names)
        return {
            group: [name for feature in features for name in names[feature]]
            for group, features in self.groups.items()
        }

    def join(self, values: Mapping[str, Any], dtype: str) -> Any:
        """Return the outputs of features by name, joined; matrices have the dtype `dtype`."""
        if self.is_dict:
            return dict(values)
        joined = {
            group: tf.concat([_dense(values[name], dtype) for name in names], -1)
            for group, names in self.groups.items()
        }
        return joined["concat"] if self.is_matrix else joined

    def spec(self, specs: Mapping[str, Any], dtype: str) -> Any:
        """Return the symbolic output, for the symbolic outputs of features by name."""
        if self.is_dict:
            return dict(specs)
        joined = {
            group: symbolic(_joined_shape({name: specs[name] for name in names}), dtype)
            for group, names in self.groups.items()
        }
        return joined["concat"] if self.is_matrix else joined


def _groups(output: Any, features: Sequence[str]) -> dict[str, list[str]]:
    if isinstance(output, str) and output in ("concat", "dict"):
        return {"concat": list(features)}
    if not isinstance(output, Mapping) or not output:
        raise errors.invalid("output", _RULE, output)
    for group, names in output.items():
        is_list = isinstance(names, (list, tuple)) and len(names) > 0
        if not isinstance(group, str) or not is_list:
            raise errors.invalid("output", _RULE, {group: names})
        for name in names:
            check.known("output", name, list(features), "feature")
    held = {name for names in output.values() for name in names}
    left = [name for name in features if name not in held]
    if left:
        raise errors.problem(
            "`output` must have every feature in a group, but {name!r} is in none. Add it, or "
            "leave it out of `features`.",
            name=left[0],
        )
    return {group: list(names) for group, names in output.items()}


def _dense(value: Any, dtype: str) -> Any:
    value = tf.sparse.to_dense(value) if isinstance(value, tf.SparseTensor) else value
    return tf.cast(value, dtype)


def _joined_shape(specs: Mapping[str, keras.KerasTensor]) -> tuple[int | None, ...]:
    """Return the shape of the matrix of several outputs; raise if one is not a vector per row."""
    for name, spec in specs.items():
        if spec.ragged or len(spec.shape) != 2 or spec.shape[-1] is None:
            raise errors.problem(
                'the feature {name!r} has the shape {shape!s}, but `{output="concat"}` and groups '
                "take vectors of a known size. Encode it as a vector, or use "
                '`{output="dict"}`.',
                name=name,
                shape=tuple(spec.shape),
            )
    widths = [spec.shape[-1] for spec in specs.values()]
    return (next(iter(specs.values())).shape[0], sum(widths))
