"""Prints dependencies that pyproject.toml declares, one a line.

Usage: dependencies.py r|oldest|pythons; what Python needs for R and its tests, the oldest versions,
or the oldest and the newest Python.
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
elif sys.argv[1] == "oldest":
    packages = [name.replace(">=", "==") for name in project["dependencies"] + extras["plot"]]
else:
    pythons = [name for name in project["classifiers"] if name.startswith("Programming Language")]
    packages = [pythons[place].rpartition(" ")[2] for place in (0, -1)]
print("\n".join(packages))
