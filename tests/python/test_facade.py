"""The public face: what is public, in which order, at what cost."""

import ast
import inspect
from pathlib import Path

import keras
import pytest

import prelayer

PACKAGE = Path(prelayer.__file__).parent
LAYERS = [
    name
    for name in prelayer.__all__
    if inspect.isclass(getattr(prelayer, name))
    and issubclass(getattr(prelayer, name), keras.layers.Layer)
]


def test_lists_its_names_in_order():
    assert prelayer.__all__ == sorted(prelayer.__all__)
    imported = {name for name, value in vars(prelayer).items() if not inspect.ismodule(value)}
    public = {name for name in imported if not name.startswith("_")} - {
        "import_tensorflow",
        "import_keras",
    }
    assert public == set(prelayer.__all__)


@pytest.mark.parametrize("name", [name for name in LAYERS if hasattr(keras.layers, name)])
def test_layers_have_the_signature_of_their_keras_namesake(name):
    ours, theirs = [
        [
            (parameter.name, parameter.default)
            for parameter in inspect.signature(getattr(module, name)).parameters.values()
            if parameter.kind is not parameter.VAR_KEYWORD
        ]
        for module in (prelayer, keras.layers)
    ]
    # What Keras lacks comes after what it has.
    assert ours[: len(theirs)] == theirs


@pytest.mark.parametrize("name", prelayer.__all__)
def test_documents_every_public_name(name):
    text = inspect.getdoc(getattr(prelayer, name)) or ""
    signature = inspect.signature(getattr(prelayer, name))
    first, _, rest = text.partition("\n")
    assert first.endswith(".")
    for argument in signature.parameters:
        assert f"{argument}:" in rest, f"{name} does not document `{argument}`"
    if name in LAYERS:
        assert len(text.splitlines()) <= 35


def test_files_hold_one_concept():
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path


FLOORS = {"startup": 0, "check": 0, "atomic_write": 0, "marked": 0, "untuned": 0}
FLOORS |= {"arrays": 1, "whole_numbers": 1, "tensors": 2}
FLOORS |= {"ops": 3, "stats": 3, "adapt": 4, "layers": 5, "data": 5}
FLOORS |= {"pipeline": 6, "plot": 6, "export": 7, "__init__": 8}


def test_imports_only_go_down():
    for path in PACKAGE.rglob("*.py"):
        floor = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for module in _imported(node):
                other = module.split(".")[1]
                assert FLOORS[other] < FLOORS[floor] or other == floor, f"{path}: {module}"


def _imported(node):
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        names = [node.module]
        if node.module == "prelayer":
            names = [f"prelayer.{alias.name}" for alias in node.names]
        return [name for name in names if name.startswith("prelayer.")]
    if isinstance(node, ast.Import):
        return [a.name for a in node.names if a.name.startswith("prelayer.")]
    return []


_KERAS_CORNER = "keras.src"
_KNOWS_KERAS = ("layers/base.py", "layers/keras_backend.py")


def test_only_two_files_know_the_private_corners_of_keras():
    for path in PACKAGE.rglob("*.py"):
        if _KERAS_CORNER in path.read_text(encoding="utf-8"):
            assert path.relative_to(PACKAGE).as_posix() in _KNOWS_KERAS
