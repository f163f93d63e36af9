"""Base class of layers that learn from tokens."""

from __future__ import annotations

from typing import Any

from prelayer._core.arrays import Missing
from prelayer._core.tensors import as_tensor
from prelayer.layers.base.adaptable import AdaptableLayer
from prelayer.layers.categorical.token_kinds import Strings, Tokens


class TokenLayer(AdaptableLayer):
    """Base class of layers for tokens of one kind; missing values become the mask token."""

    kind: Tokens = Strings()
    mask_token: Any = None

    @property
    def rule_for_missing(self) -> Missing:
        """The rule for None, NaN and NA: they become the mask token, if one is set."""
        mask = None if self.mask_token is None else self.kind.key(self.mask_token)
        return Missing(mask, "Set `mask_token`, which stands for them, or drop them first.")

    def to_learn(self, data: Any) -> Any:
        rule, kind = self.rule_for_missing, self.kind
        return as_tensor(data, kind.dtype, self.title, kind.encoding, rule)
