"""The result of comparing an exported model with the model in this process."""

from __future__ import annotations

import math
from dataclasses import dataclass

from prelayer._core.message import Message
from prelayer._core.types import Structure

# The number of values of an image that are shown.
_SHOWN = 8


@dataclass(frozen=True)
class ExportReport:
    """How far the outputs of an exported model differ from those of the model.

    See also: `verify_export`, `export_model`, docs/guides/deploy.Rmd.

    Args:
        format: the format of the exported model.
        rows: the number of rows that were compared.
        different: the number of rows that differ by more than the tolerance.
        largest_difference: the largest difference of two numbers, relative as in
            `verify_export()`.
        first_different: the first row that differs, inputs by name; None if none differs.
        reason: what differs there; empty if nothing does.

    Examples:
        >>> import keras, tempfile
        >>> from prelayer import Rescaling, export_model, verify_export
        >>> size = keras.Input((1,), name="size")
        >>> model = keras.Model(size, Rescaling(2.0)(size))
        >>> other = keras.Model(size, Rescaling(3.0)(size))
        >>> path = export_model(other, tempfile.mkdtemp() + "/model")
        >>> report = verify_export(model, path, {"size": [[0.0], [1.0]]})
        >>> report.agrees, report.rows, report.different
        (False, 2, 1)
    """

    format: str
    rows: int
    different: int
    largest_difference: float
    first_different: dict[str, Structure] | None = None
    reason: str = ""

    @property
    def agrees(self) -> bool:
        """Whether no row differs."""
        return self.different == 0

    @property
    def message(self) -> Message:
        """The report as a sentence without a full stop."""
        template = "{format}: {rows} rows, {different} different, largest difference {largest}"
        template += "" if self.agrees else ". The first: {first!r}: {reason}"
        return Message(
            template,
            format=self.format,
            rows=self.rows,
            different=self.different,
            largest=_rounded(self.largest_difference),
            first=_shown(self.first_different),
            reason=self.reason,
        )

    def __str__(self) -> str:
        return str(self.message)


def _rounded(number: float) -> str | Message:
    # Languages differ in how they write infinity.
    return Message("{number!r}", number=number) if math.isinf(number) else f"{number:.2g}"


def _shown(value: Structure) -> Structure:
    """Return a value with bytes that are UTF-8 as texts, and with lists shortened."""
    if isinstance(value, dict):
        return {name: _shown(item) for name, item in value.items()}
    if isinstance(value, list):
        rest = ["..."] if len(value) > _SHOWN else []
        return [*map(_shown, value[:_SHOWN]), *rest]
    try:
        return value.decode() if isinstance(value, bytes) else value
    except UnicodeDecodeError:
        return value
