"""Runs a SavedModel without prelayer: `python saved_model_runner.py MODEL REQUESTS RESULTS`.

See `serve.py` beside it for the files.
"""

import sys
from typing import Any

import tensorflow as tf
from serve import serve


def main(path: str) -> None:
    """Serve the requests for a model."""
    signature = tf.saved_model.load(path).signatures["serving_default"]

    def predict(inputs: dict[str, Any]) -> dict[str, Any]:
        outputs = signature(**{name: tf.constant(value) for name, value in inputs.items()})
        return {name: value.numpy() for name, value in outputs.items()}

    serve(predict)


if __name__ == "__main__":
    main(sys.argv[1])
