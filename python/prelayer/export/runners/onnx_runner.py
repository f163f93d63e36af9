"""Runs an ONNX model without TensorFlow: `python onnx_runner.py MODEL REQUESTS RESULTS`.

See `serve.py` beside it for the files.
"""

import sys

import onnxruntime
from serve import serve


def main(path: str) -> None:
    """Serve the requests for a model."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    serve(lambda inputs: dict(zip(names, session.run(None, inputs))))


if __name__ == "__main__":
    main(sys.argv[1])
