"""Base class of layers with an inverse."""

from __future__ import annotations

from typing import Any

from prelayer._core.tensors import is_symbolic
from prelayer.layers.base.adaptable import AdaptableLayer


class InvertibleLayer(AdaptableLayer):
    """Base class of layers with an argument `invert`, and a method `inverse` that undoes a call."""

    invert: bool

    def change(self, inputs: Any, invert: bool) -> Any:
        """Return, as graph operations, the numbers transformed in one of the two directions."""
        raise NotImplementedError

    def inverse(self, inputs: Any) -> Any:
        """Return the numbers that this layer maps to `inputs`.

        Args:
            inputs: an output of this layer; or an output of a model, in which case the result uses
                the current learned state.

        Example:
            >>> from prelayer import Normalization
            >>> Normalization(mean=10, variance=4).inverse([0, 1]).numpy()
            array([10., 12.], dtype=float32)
        """
        inputs = self.prepare(inputs)
        if not self._knows():
            self.refuse_unknown()
        return self._twin()(inputs) if is_symbolic(inputs) else self.change(inputs, not self.invert)

    def _twin(self) -> Any:
        config = {**self.get_config(), "invert": not self.invert, "name": f"{self.name}_inverse"}
        return type(self).from_config(config)
