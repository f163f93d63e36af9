"""Pairs of layers of numbers and sounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.adapt.keras_layers import is_adaptable
from prelayer.export.keras_layers.registry import (
    NotReplaceable,
    Obstacle,
    Options,
    Pair,
    register,
)
from prelayer.layers.audio.mel_spectrogram import MelSpectrogram
from prelayer.layers.audio.stft_spectrogram import STFTSpectrogram
from prelayer.layers.numeric.discretization import Discretization
from prelayer.layers.numeric.min_max_scaling import MinMaxScaling
from prelayer.layers.numeric.normalization import Normalization
from prelayer.layers.numeric.rescaling import Rescaling
from prelayer.layers.numeric.robust_scaling import RobustScaling
from prelayer.layers.numeric.scaler import Scaler

_LARGEST = float(np.finfo(np.float32).max)


def normalization_for_theirs(layer: Normalization, inputs: Any) -> dict[str, Any]:
    """Return mean and variance."""
    learned = {name: part.numpy() for name, part in layer._learned_arrays().items()}
    return _moments(layer, inputs, learned["mean"], learned["variance"])


def min_max_for_theirs(layer: MinMaxScaling, inputs: Any) -> dict[str, Any]:
    """Return mean and variance with which Keras's Normalization scales to the range."""
    if layer.clip:
        raise NotReplaceable("Keras's Normalization has no such option", "clip")
    learned = {name: part.numpy() for name, part in layer._learned_arrays().items()}
    low, high = layer.feature_range
    spread = learned["maximum"] - learned["minimum"]
    unit = np.where(spread > 0, spread, 1.0) / (high - low)
    return _moments(layer, inputs, learned["minimum"] - low * unit, unit**2)


def robust_for_theirs(layer: RobustScaling, inputs: Any) -> dict[str, Any]:
    """Return mean and variance with which Keras's Normalization scales by quantiles."""
    learned = {name: part.numpy() for name, part in layer._learned_arrays().items()}
    return _moments(layer, inputs, learned["center"], learned["scale"] ** 2)


def _moments(layer: Scaler, inputs: Any, mean: Any, variance: Any) -> dict[str, Any]:
    arrays = np.asarray(mean), np.asarray(variance)
    if max(np.abs(array).max(initial=0) for array in arrays) > _LARGEST:
        raise NotReplaceable("its learned numbers are too large for float32")
    axis: Any = layer.axis or None
    if len(inputs.shape) < 2 and arrays[0].size == 1:
        # Keras's layer takes the rows of a vector for features.
        axis, arrays = None, (arrays[0].reshape(()), arrays[1].reshape(()))
    mean, variance = (array.tolist() for array in arrays)
    return {"axis": axis, "mean": mean, "variance": variance, "invert": layer.invert}


def normalization_for_ours(layer: Any, inputs: Any) -> dict[str, Any]:
    """Return mean and variance of Keras's layer."""
    del inputs
    axis = layer.axis or None
    if not is_adaptable(layer):
        return {"axis": axis, "mean": layer.input_mean, "variance": layer.input_variance}
    if layer.mean is None:
        raise NotReplaceable("it has not learned anything yet, so call `adapt()` first")
    arrays = (np.asarray(layer.adapt_mean), np.asarray(layer.adapt_variance))
    mean, variance = (array.tolist() for array in arrays)
    return {"axis": axis, "mean": mean, "variance": variance}


def boundaries_for_theirs(layer: Discretization, inputs: Any) -> dict[str, Any]:
    """Return the boundaries, which both layers compare as float32 with float32 numbers."""
    del inputs
    boundaries = np.asarray(layer.bin_boundaries, np.float64)
    if np.abs(boundaries).max(initial=0) > _LARGEST:
        raise NotReplaceable("its boundaries are too large for float32")
    dtype = {} if layer.output_mode == "int" else {"dtype": layer.dtype_policy}
    return {"bin_boundaries": boundaries.tolist(), **dtype}


def boundaries_for_ours(layer: Any, inputs: Any) -> dict[str, Any]:
    """Return the boundaries of Keras's layer."""
    del inputs
    if layer.bin_boundaries is None:
        raise NotReplaceable("it has not learned anything yet, so call `adapt()` first")
    boundaries = np.asarray(layer.bin_boundaries, np.float64)
    dtype = {} if layer.output_mode == "int" else {"dtype": layer.dtype_policy}
    return {"bin_boundaries": boundaries.tolist(), "num_bins": None, **dtype}


def bin_differences(options: Options, inputs: Any) -> Iterator[Obstacle]:
    """Yield what Discretization computes differently in Keras."""
    del options
    if tf.as_dtype(inputs.dtype) == tf.float64:
        reason = "float64 numbers are compared as float64 in prelayer, as float32 in Keras"
        yield Obstacle(reason, is_difference=True)


def rescaling_for_theirs(layer: Rescaling, inputs: Any) -> dict[str, Any]:
    """Return scale and offset as they were given."""
    del inputs
    given = {name: layer._arguments[name] for name in ("scale", "offset")}
    return {name: np.asarray(value, np.float64).tolist() for name, value in given.items()}


def mel_differences(options: Options, inputs: Any) -> Iterator[Obstacle]:
    """Yield what MelSpectrogram computes differently in Keras."""
    del options, inputs
    reason = "prelayer cuts off below the peak of each sound, Keras below that of the batch"
    yield Obstacle(reason, "top_db", is_difference=True)


def stft_differences(options: Options, inputs: Any) -> Iterator[Obstacle]:
    """Yield what STFTSpectrogram computes differently in Keras."""
    del inputs
    if (options["fft_length"] or 0) % 2:
        reason = "Keras uses the frequencies of the next smaller even length"
        yield Obstacle(reason, "fft_length", is_difference=True)


register(
    Pair(
        Discretization,
        "Discretization",
        boundaries_for_theirs,
        boundaries_for_ours,
        bin_differences,
        without_effect=("epsilon", "num_bins"),
        takes_dtype=False,
    ),
    Pair(
        MinMaxScaling,
        "Normalization",
        min_max_for_theirs,
        None,
        translated=("feature_range", "axis", "clip", "invert", "missing", "fill_value"),
    ),
    Pair(
        RobustScaling,
        "Normalization",
        robust_for_theirs,
        None,
        without_effect=("with_centering", "with_scaling", "quantile_range"),
        translated=("axis", "invert", "missing", "fill_value"),
    ),
    Pair(
        Normalization,
        "Normalization",
        normalization_for_theirs,
        normalization_for_ours,
        translated=("missing", "fill_value"),
    ),
    Pair(Rescaling, "Rescaling", rescaling_for_theirs),
    Pair(MelSpectrogram, "MelSpectrogram", differences=mel_differences),
    Pair(STFTSpectrogram, "STFTSpectrogram", differences=stft_differences),
)
