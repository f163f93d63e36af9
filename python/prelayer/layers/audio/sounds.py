"""Inputs of audio layers: dense sounds of numbers."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer.ops.numeric.value_checks import as_exact_numbers


def as_sounds(inputs: Any, ranks: tuple[int, ...], axes: str, remedy: str) -> Any:
    """Convert sounds to a dense tensor of numbers.

    Args:
        inputs: as for `as_tensor`, or a symbolic tensor.
        ranks: the valid numbers of axes.
        axes: the names of the axes, for errors.
        remedy: a sentence for inputs with other axes.

    Raises:
        ValueError: if the sounds are ragged or sparse, or have other axes.
    """
    sounds = as_exact_numbers(inputs)
    is_ragged = isinstance(sounds, (tf.RaggedTensor, tf.SparseTensor))
    if is_ragged or getattr(sounds, "ragged", False) or getattr(sounds, "sparse", False):
        raise errors.problem("sounds must be dense and of one length. Pad them first.")
    if tf.TensorShape(sounds.shape).rank not in ranks:
        raise errors.problem(
            "sounds must be {axes}, but the shape is {shape!s}. {remedy}",
            axes=axes,
            shape=sounds.shape,
            remedy=remedy,
        )
    return sounds


def lengths(
    names: tuple[str, str], frame_length: Any, fft_length: Any, default: int | None
) -> tuple[int, int]:
    """Return the lengths of a frame and of its transform.

    Args:
        names: the names of the two arguments.
        frame_length: number of samples in a frame.
        fft_length: number of samples of the transform; None: `default`.
        default: the transform's length where none is given; None: the next power of 2.

    Raises:
        ValueError: if a length is not a whole number, or the transform is shorter than the frame.
    """
    frame = check.whole(names[0], frame_length, minimum=1)
    if fft_length is None:
        return frame, default or 1 << (frame - 1).bit_length()
    fft = check.whole(names[1], fft_length, minimum=1)
    if fft < frame:
        rule = "at least {frame}, the length of a frame (`{name}`)"
        raise errors.invalid(names[1], rule, fft_length, frame=frame, name=names[0])
    return frame, fft
