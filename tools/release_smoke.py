"""Uses the installed package as its users do, and prints the versions that it ran with."""

import os
import sys
from importlib.metadata import version
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import prelayer
from prelayer import StringLookup

folder = Path(prelayer.__file__).parent
assert folder.is_relative_to(sys.prefix), folder
assert prelayer.__version__ == version("prelayer")

lookup = StringLookup()
lookup.adapt(["a", "b", "b"])
assert lookup.get_vocabulary() == ["[UNK]", "b", "a"]
assert lookup(["a", "b", "c"]).numpy().tolist() == [2, 1, 0]

packages = ["prelayer", "tensorflow", "keras", "numpy", "datasketches", "rich"]
found = ", ".join(f"{name} {version(name)}" for name in packages)
print(f"works: Python {sys.version.partition(' ')[0]}, {found}")
