"""Registers the descriptions of all layers."""

from prelayer.export.specification import categories, numbers, texts

__all__ = ["categories", "numbers", "texts"]
