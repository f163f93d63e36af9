"""Base class of layers that learn from tokens."""

from __future__ import annotations

from typing import Any

from prelayer._core.arrays import Missing
from prelayer._core.tensors import as_tensor
from prelayer.layers.base.adaptable import AdaptableLayer
from prelayer.layers.categorical.token_kinds import Strings, Tokens


class TokenLayer(AdaptableLayer):
    """A layer that takes tokens of a kind; those that are missing are its mask."""

    kind: Tokens = Strings()
    mask_token: Any = None

    @property
    def rule_for_missing(self) -> Missing:
        """What becomes of None, NaN and NA: the mask, where there is one."""
        mask = None if self.mask_token is None else self.kind.key(self.mask_token)
        return Missing(mask, "Set `mask_token`, which stands for them, or drop them first.")

    def to_learn(self, data: Any) -> Any:
        rule, kind = self.rule_for_missing, self.kind
        return as_tensor(data, kind.dtype, self.title, kind.encoding, rule)
