"""Methods of Preprocessor that apply its layers in the dataset, in the model, or in both."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.cached_map import cached_map
from prelayer.pipeline.preprocessor.feature_set import FeatureSet
from prelayer.pipeline.preprocessor.feature_table import as_chain
from prelayer.pipeline.preprocessor.placement import Cut, cut_of, machine
from prelayer.pipeline.preprocessor.split import DatasetPart, ModelPart


def map_dataset(
    self: Layer, dataset: tf.data.Dataset, cache: bool | Literal["auto"] = "auto"
) -> tf.data.Dataset:
    """Apply all layers to a dataset, and cache the result in memory where it fits.

    Args:
        dataset: a dataset of features by name, (features, y) or (features, y, weights).
        cache: "auto" caches unless a layer is random, the dataset is shuffled anew in each epoch,
            or the result exceeds a quarter of the free memory; True always, which repeats the
            order of the first epoch; False never.
    """
    return cached_map(self, _set_of(self).layers, dataset, cache)


def placement(
    self: Layer, dataset: tf.data.Dataset | None = None, accelerator: bool | None = None
) -> dict[str, list[str]]:
    """Return where the layers of each feature run best: feature, dataset, model, reason.

    On an accelerator, strings and tables stay in the dataset, and numbers go into the model. On
    a CPU, all layers run in the dataset if the result fits in memory or there are more than 4
    cores, else in the model. What `feature(placement=)` says goes first.

    Args:
        dataset: the dataset to train on, to find out whether the result fits in memory.
        accelerator: whether the model runs on a GPU or TPU; None: whether there is one.
    """
    found = cuts(self, dataset, accelerator)
    layers = {name: part.layers for name, part in _set_of(self).features.items()}
    return {
        "feature": list(found),
        "dataset": [as_chain(layers[name][: cut.position]) for name, cut in found.items()],
        "model": [as_chain(layers[name][cut.position :]) for name, cut in found.items()],
        "reason": [cut.reason for cut in found.values()],
    }


def split(
    self: Layer, dataset: tf.data.Dataset | None = None, accelerator: bool | None = None
) -> tuple[DatasetPart, ModelPart]:
    """Return the part for the dataset and the part for the model, as `placement` says.

    Both share the layers of this preprocessor; one after the other, they compute what it does.
    Train `model_part.attach(model, train)` on `train = dataset_part.map(dataset)`, and deploy
    `preprocessor.attach(model)`.

    Args:
        dataset: as for `placement`.
        accelerator: as for `placement`.
    """
    _set_of(self).check_fitted("split()")
    found = cuts(self, dataset, accelerator)
    positions = {name: cut.position for name, cut in found.items()}
    return DatasetPart(self, positions), ModelPart(self, positions)


def cuts(self: Any, dataset: tf.data.Dataset | None, accelerator: bool | None) -> dict[str, Cut]:
    """Return where the chain of each feature is cut, by name; see `placement`."""
    on = machine(_set_of(self), self, dataset, accelerator)
    columns = _set_of(self).columns
    return {
        name: cut_of(part, [columns[column].dtype for column in part.columns], on)
        for name, part in _set_of(self).features.items()
    }


def _set_of(preprocessor: Any) -> FeatureSet:
    return preprocessor._set
