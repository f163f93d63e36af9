"""The coder of partials between the workers of a pipeline."""

from __future__ import annotations

import apache_beam as beam

from prelayer.stats.partial import AdaptPartial


class PartialCoder(beam.coders.Coder):
    """Encodes partials as their bytes, which do not depend on the Python of the worker."""

    def encode(self, value: AdaptPartial) -> bytes:
        """Return a partial as bytes."""
        return value.to_bytes()

    def decode(self, encoded: bytes) -> AdaptPartial:
        """Return the partial that was encoded."""
        return AdaptPartial.from_bytes(encoded)

    def is_deterministic(self) -> bool:
        """Return that equal partials have equal bytes."""
        return True

    def to_type_hint(self) -> type[AdaptPartial]:
        """Return the type of the values."""
        return AdaptPartial


beam.coders.registry.register_coder(AdaptPartial, PartialCoder)
