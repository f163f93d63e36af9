"""The indices of mask, OOV buckets and tokens in a lookup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from prelayer.layers.categorical.token_kinds import Tokens


@dataclass(frozen=True)
class IndexLayout:
    """Which indices come before those of the tokens.

    In the mode "int", index 0 is the mask, if there is one, followed by the OOV indices and then
    the tokens. In the other modes the mask has no index, and a masked token adds nothing to a
    vector: OOV indices come first, then the tokens. An inverted lookup maps indices to tokens in
    the order of "int".

    Args:
        kind: the kind of the tokens.
        mask_token: the token for missing values, or None.
        oov_token: the token of an OOV index.
        num_oov_indices: the number of OOV indices.
        output_mode: the output mode of the layer.
        invert: whether indices are mapped to tokens.
    """

    kind: Tokens
    mask_token: Any
    oov_token: Any
    num_oov_indices: int
    output_mode: str
    invert: bool

    @property
    def mask_has_index(self) -> bool:
        """Whether the mask has an index, which is 0."""
        return self.mask_token is not None and self.output_mode == "int"

    @property
    def special(self) -> tuple[Any, ...]:
        """The keys before the tokens: the mask, if it has an index, and the OOV tokens."""
        mask = [self.mask_token] if self.mask_has_index else []
        oov = [self.oov_token] * self.num_oov_indices
        return tuple(self.kind.key(token) for token in mask + oov)

    @property
    def reserved(self) -> list[Any]:
        """The keys that tokens must not have."""
        reserved = [self.mask_token] + ([self.oov_token] if self.invert else [])
        return [self.kind.key(token) for token in reserved if token is not None]

    @property
    def not_counted(self) -> list[Any]:
        """The keys that are never learned as tokens."""
        special = [token for token in (self.mask_token, self.oov_token) if token is not None]
        return [self.kind.key(token) for token in special]

    @property
    def weighs_rows(self) -> bool:
        """Whether tokens are weighted by the number of rows that contain them."""
        return self.output_mode == "tf_idf"
