"""The description of the public API that the R package reads."""

import importlib.util
import json
from collections.abc import Sequence
from typing import Any, Literal

import pytest

import prelayer
from folders import ROOT


def load_tool():
    spec = importlib.util.spec_from_file_location("public_api", ROOT / "tools/public_api.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


public_api = load_tool()
FILE = ROOT / "inst/api.json"


def test_the_file_describes_the_live_api():
    written = FILE.read_text(encoding="utf-8")
    assert written == public_api.to_json(public_api.describe()), "run tools/docs.sh"


def test_every_public_name_is_described():
    described = json.loads(FILE.read_text(encoding="utf-8"))
    names = {f"prelayer.{name}" for name in prelayer.__all__}
    assert names | set(public_api.CALLED_BY_R) == set(described)


def test_every_public_parameter_has_a_text():
    for name, entry in json.loads(FILE.read_text(encoding="utf-8")).items():
        without = [each["name"] for each in entry["parameters"] if "doc" not in each]
        assert not without or name in public_api.CALLED_BY_R, name


def test_arguments_are_read_from_a_python_docstring():
    docstring = (
        "Resizes images.\n\nArgs:\n    height: the height: a whole number,\n        or None.\n"
        "    **kwargs: `name` and `dtype`.\n\nReturns:\n    size: an image."
    )
    assert public_api.arguments_of(docstring) == {
        "height": "the height: a whole number, or None.",
        "kwargs": "`name` and `dtype`.",
    }
    assert public_api.arguments_of("Resizes images.") == {}


@pytest.mark.parametrize(
    ("hint", "types", "whole"),
    [
        (int, ["int"], True),
        (int | None, ["int", "None"], True),
        (int | tuple[int, ...], ["int", {"tuple": [["int"], "..."]}], True),
        (Sequence[str | int] | None, [{"Sequence": [["str", "int"]]}, "None"], True),
        (float, ["float"], False),
        (int | float, ["int", "float"], False),
        (bool, ["bool"], False),
        (Literal["int", "float"], [{"Literal": ["int", "float"]}], False),
        (Any, ["Any"], False),
    ],
)
def test_types_are_structured(hint, types, whole):
    def function(x):
        """Does nothing."""

    function.__annotations__["x"] = hint
    (parameter,) = public_api.description_of(function)["parameters"]
    assert parameter["type"] == types
    assert parameter["whole"] is whole
