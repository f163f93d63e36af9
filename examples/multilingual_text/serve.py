"""A server's side: classifies the lines of a text file with ONNX Runtime alone.

Usage: python serve.py MODEL LINES
"""

import sys
from pathlib import Path

import numpy as np
import onnxruntime

session = onnxruntime.InferenceSession(sys.argv[1])
lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
topics, probabilities = session.run(["class", "topic"], {"text": np.array(lines, object)})
for line, topic, row in zip(lines, topics.ravel(), probabilities):
    print(f"served: {line} -> {topic} ({row.max():.2f})")
assert not {"prelayer", "tensorflow"} & set(sys.modules)
