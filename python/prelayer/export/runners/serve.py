"""Answers requests to a model.

The file of requests is a pickled list of dicts from the names of inputs to arrays. The file of
results is a pickled list of as many dicts from the names of outputs to arrays, or texts of errors.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def serve(predict: Callable[..., Any], by_name: bool = False) -> None:
    """Write the results of a function for the requests in a file.

    Args:
        predict: function of inputs by name, as one dict.
        by_name: whether the function takes the inputs as keyword arguments.
    """
    requests = pickle.loads(Path(sys.argv[2]).read_bytes())
    results = [_result(predict, inputs, by_name) for inputs in requests]
    Path(sys.argv[3]).write_bytes(pickle.dumps(results))


def _result(
    predict: Callable[..., Any], inputs: dict[str, Any], by_name: bool
) -> dict[str, Any] | str:
    try:
        outputs = predict(**inputs) if by_name else predict(inputs)
    except Exception as error:  # a runtime can raise anything
        return f"{type(error).__name__}: {error}"
    return dict(outputs)
