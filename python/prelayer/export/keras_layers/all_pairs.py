"""Registers the pairs of all layers, and the layers that are composed."""

from prelayer.export.keras_layers import dates, image, missing_numbers, numeric, text_and_lookups

__all__ = ["dates", "image", "missing_numbers", "numeric", "text_and_lookups"]
