"""Registers the lowerings of all layers."""

from prelayer.export.lowering import (
    as_is,
    audio,
    color,
    datetime_features,
    decode_image,
    discretization,
    hashing,
    image_layer,
    image_size,
    lookup,
    powers,
    quantile_transform,
    recurrent,
    scaling,
    text,
    whitening,
)

__all__ = [
    "as_is",
    "audio",
    "color",
    "datetime_features",
    "decode_image",
    "discretization",
    "hashing",
    "image_layer",
    "image_size",
    "lookup",
    "powers",
    "quantile_transform",
    "recurrent",
    "scaling",
    "text",
    "whitening",
]
