"""Runs a LiteRT model without TensorFlow: `python litert_runner.py MODEL REQUESTS RESULTS`.

See `serve.py` beside it for the files.
"""

import sys

from ai_edge_litert.interpreter import Interpreter
from serve import serve


def main(path: str) -> None:
    """Serve the requests for a model."""
    serve(Interpreter(model_path=path).get_signature_runner("serving_default"), by_name=True)


if __name__ == "__main__":
    main(sys.argv[1])
