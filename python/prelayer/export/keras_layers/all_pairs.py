"""Registers the pairs of all layers."""

from prelayer.export.keras_layers import image, numeric, text_and_lookups

__all__ = ["image", "numeric", "text_and_lookups"]
