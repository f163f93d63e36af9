"""The formats of exported models."""

PORTABLE = ("litert", "onnx", "web")  # of operations that are proved to be portable
SUFFIXES = {"keras": ".keras", "litert": ".tflite", "onnx": ".onnx"}
RUNTIMES = {"litert": "ai_edge_litert", "onnx": "onnxruntime", "web": "onnxruntime-web"}
