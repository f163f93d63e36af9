"""The origin of elapsed time: given as a date or time, or learned as the earliest one."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.times import MICROSECONDS
from prelayer.layers.numeric.number_learner import NumberLearner
from prelayer.layers.numeric.time_inputs import as_time_tensor, read_times
from prelayer.ops.datetime import units
from prelayer.ops.datetime.features import ELAPSED

# The years 0 to 9999, which text in ISO 8601 has.
_FIRST, _END = (int(np.datetime64(day, "us").astype(np.int64)) for day in ("0000", "10000"))
_RULE = 'a date or time, as "2024-02-29"'


class OriginLearner(NumberLearner):
    """Learns the earliest time."""

    learns = "origin"

    def check_adaptable(self) -> None:
        if ELAPSED not in self.layer.components:
            raise errors.problem(
                'a layer without the component "elapsed" has nothing to learn. Call it as it is.'
            )
        super().check_adaptable()

    def set_state(self, state: Any, accumulator: Any = None) -> None:
        super().set_state(state, accumulator)
        if accumulator is not None:
            self.layer._warn_of_unit(accumulator.furthest)


def given_origin(origin: Any, unit: str) -> int:
    """Return an origin in microseconds since the epoch; raise if it is none.

    Args:
        origin: one date or time, in any form that the layer is called on.
        unit: the unit of a number.
    """
    with tf.init_scope():  # a layer may be created inside a traced function
        value = as_time_tensor(origin, unit)
        if len(value.shape) > 0:
            raise errors.invalid("origin", _RULE, origin)
        microseconds = int(read_times(tf.reshape(value, [1]), unit).microseconds[0])
    if not _FIRST <= microseconds < _END:
        raise errors.invalid("origin", _RULE, origin)
    return microseconds


def iso_text(microseconds: int) -> str:
    """Return a time as text: a date if it is midnight, and seconds if they are not 0."""
    return str(np.datetime_as_string(np.array(microseconds).view(MICROSECONDS), unit="auto"))


def split(microseconds: int) -> np.ndarray:
    """Return a time as days and microseconds of the day, both of which float64 represents."""
    return np.array(divmod(microseconds, units.MICROSECONDS["D"]), np.float64)


def joined(parts: np.ndarray) -> int:
    """Return the microseconds since the epoch of the result of `split`."""
    days, of_day = map(int, parts.tolist())
    return days * units.MICROSECONDS["D"] + of_day
