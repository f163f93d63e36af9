"""Runs of geometric layers: grouping of layers, and the fused resampling of each run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_batch import ImageBatch, with_places_moved
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import geometry
from prelayer.ops.image.sizes import height_and_width


def in_runs(layers: Sequence[Any]) -> list[list[Any]]:
    """Return layers in groups: consecutive geometric layers together, each other layer alone."""
    runs: list[list[Any]] = []
    for layer in layers:
        if runs and _continues(runs[-1], layer):
            runs[-1].append(layer)
        else:
            runs.append([layer])
    return [part for run in runs for part in ([run] if _interpolates(run) else [[x] for x in run])]


def transform_run(
    layers: Sequence[GeometricLayer], parameters: Sequence[Parameters], examples: ImageBatch
) -> ImageBatch:
    """Return a batch transformed by a run of geometric layers, with a single resampling."""
    matrices, size = [], height_and_width(examples.images)
    for layer, sampled in zip(layers, parameters, strict=True):
        matrices.append(layer.matrices(sampled, *size))
        size = layer.output_size(*size)
    product = reduce(geometry.after_each_other, matrices)
    reader = next(layer for layer in layers if not layer.exact)
    result = examples._replace(images=reader.read(examples.images, product, size))
    if examples.masks is not None:
        result = result._replace(masks=reader.read_masks(examples.masks, product, size))
    return with_places_moved(result, lambda points: geometry.move(points, product), size)


def _continues(run: list[Any], layer: Any) -> bool:
    if not isinstance(layer, GeometricLayer) or not isinstance(run[0], GeometricLayer):
        return False
    if layer.compute_dtype != run[0].compute_dtype:
        return False  # a run has one dtype, even if its last layer does not interpolate
    reading = {_how_it_reads(member) for member in [*run, layer] if not member.exact}
    return len(reading) <= 1


def _how_it_reads(layer: GeometricLayer) -> tuple[Any, ...]:
    return layer.interpolation, layer.fill_mode, layer.fill_value


def _interpolates(run: list[Any]) -> bool:
    return len(run) > 1 and not all(layer.exact for layer in run)
