"""Lowering of DecodeImage, which has none."""

from __future__ import annotations

from typing import NoReturn

from prelayer.export.lowering.registry import Context, NotPortable, lowers
from prelayer.layers.image.decode_image import DecodeImage


@lowers(DecodeImage)
def decode_image(layer: DecodeImage, context: Context) -> NoReturn:
    """Raise, because no runtime decodes files of images."""
    del layer, context
    raise NotPortable(
        "runtimes have no decoder of images",
        remedy="Take pixels as the input, and decode files before the model.",
    )
