"""The argument `features` of a Preprocessor, as features by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from prelayer._core import errors
from prelayer._core.message import Message
from prelayer._core.owner import place
from prelayer.adapt.learner import learner_of
from prelayer.pipeline.preprocessor.feature import Feature, chain_of


def features_by_name(features: Any) -> dict[str, Feature]:
    """Return the features by name; a tuple of columns, as a key, gives "first_x_second".

    Args:
        features: a dict from names, or tuples of columns, to a layer, a list of layers, None, or
            the result of `feature()`.

    Raises:
        ValueError: if `features` is not such a dict, names are repeated, or features share a layer
            that learns.
    """
    if not isinstance(features, Mapping) or not features:
        rule = "a {dict} from the names of features, at least one, to layers"
        raise errors.invalid("features", rule, features)
    found: dict[str, Feature] = {}
    for key, value in features.items():
        columns = _columns(key)
        name = "_x_".join(columns)
        if name in found:
            raise errors.invalid("features", "without repeated names", name)
        with place(Message("feature {name!r}", name=name)):
            found[name] = _feature(key, value)
    _check_layers(found)
    return found


def _columns(key: Any) -> tuple[str, ...]:
    columns = key if isinstance(key, tuple) else (key,)
    if not columns or not all(isinstance(column, str) and column for column in columns):
        raise errors.invalid("features", "a {dict} whose keys are names of columns", key)
    return columns


def _feature(key: Any, value: Any) -> Feature:
    if isinstance(value, Mapping):
        return Feature.from_config(value)
    feature = value if isinstance(value, Feature) else Feature((), chain_of(value, "features"))
    if feature.columns:
        return feature
    # The name of a preprocessor of other columns is only that of the feature.
    is_named = feature.is_table and not isinstance(key, tuple)
    return replace(feature, columns=tuple(feature.layers[0].columns) if is_named else _columns(key))


def _check_layers(features: Mapping[str, Feature]) -> None:
    owners: dict[int, str] = {}
    for name, feature in features.items():
        missing = set(feature.layers[0].columns if feature.is_table else ()) - {*feature.columns}
        if missing:
            raise errors.problem(
                "the feature {name!r} has the columns {columns!r}, but its preprocessor also takes "
                "{missing!r}. Leave the columns out: they are those of the preprocessor.",
                name=name,
                columns=list(feature.columns),
                missing=sorted(missing),
            )
        if not feature.layers and len(feature.columns) > 1:
            raise errors.problem(
                "the feature {name!r} has {count} columns and no layer, but only a layer can join "
                "them.",
                name=name,
                count=len(feature.columns),
            )
        for layer in feature.layers:
            first = owners.setdefault(id(layer), name)
            if learner_of(layer) is not None and first != name:
                raise errors.problem(
                    "the features {first!r} and {name!r} share the layer {layer!r}, which learns. "
                    "Create one for each.",
                    first=first,
                    name=name,
                    layer=layer,
                )
