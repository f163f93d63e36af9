"""A phone's side: finds the signs in frames of a camera with LiteRT and NumPy alone.

Usage: python serve.py MODEL FRAMES
"""

import sys

import numpy as np
from ai_edge_litert.interpreter import Interpreter

find = Interpreter(sys.argv[1]).get_signature_runner("serving_default")
frames = np.load(sys.argv[2])
height, width = frames["images"].shape[1:3]
for image, truth in zip(frames["images"], frames["boxes"]):
    box = find(frame=image[np.newaxis])["box"][0] * [width, height, width, height]
    print(f"served: {box.round().astype(int)}, drawn at {truth}")
assert not {"prelayer", "tensorflow"} & set(sys.modules)
