"""Prints dependencies that pyproject.toml declares, one a line.

Usage: dependencies.py r|oldest; what Python needs for R and its tests, or the oldest versions.
"""

import sys

if sys.version_info >= (3, 11):
    import tomllib
else:
    from pip._vendor import tomli as tomllib

with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
extras = project["optional-dependencies"]
if sys.argv[1] == "r":
    packages = project["dependencies"] + extras["test-r"] + extras["litert"] + extras["onnx"]
else:
    packages = [name.replace(">=", "==") for name in project["dependencies"] + extras["plot"]]
print("\n".join(packages))
