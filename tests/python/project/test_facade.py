"""The public face: what is public, in which order, at what cost."""

import ast
import inspect
import pickle
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import keras
import pytest

import prelayer
from folders import ROOT

PACKAGE = Path(prelayer.__file__).parent
LAYERS = [
    name
    for name in prelayer.__all__
    if inspect.isclass(getattr(prelayer, name))
    and issubclass(getattr(prelayer, name), keras.layers.Layer)
]


def test_lists_its_names():
    imported = {name for name, value in vars(prelayer).items() if not inspect.ismodule(value)}
    public = {name for name in imported if not name.startswith("_")} - {
        "import_tensorflow",
        "import_keras",
    }
    assert public == set(prelayer.__all__)


def test_layers_replaces_the_preprocessing_layers_of_keras():
    theirs = {
        name
        for name, value in vars(keras.layers).items()
        if inspect.isclass(value) and value.__module__.startswith("keras.src.layers.preprocessing")
    }
    assert theirs <= set(prelayer.layers.__all__)


def test_data_holds_the_loaders():
    for name in prelayer.data.__all__:
        assert getattr(prelayer.data, name) is getattr(prelayer, name)


@pytest.mark.parametrize("name", prelayer.__all__)
def test_public_names_have_the_public_module(name):
    value = getattr(prelayer, name)
    assert value.__module__ == "prelayer"
    assert pickle.loads(pickle.dumps(value)) is value


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
    if name == "IntegerLookup" and "oov_method" not in dict(theirs):
        pytest.skip("older versions of Keras lack `oov_method` and `salt`")
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
    tests = [*ROOT.glob("tests/python/**/*.py"), *ROOT.glob("tests/testthat/*.R")]
    assert tests
    for path in [*PACKAGE.rglob("*.py"), *tests]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, path


# The parts of a folder by level, from the bottom; parts of one level do not import each other.
LEVELS = {
    "": [
        "_core",
        "ops stats",
        "adapt data",
        "layers r utils",
        "plot",
        "pipeline",
        "cluster export",
        "beam spark",
        "cli",
        "__init__",
        "__main__",
    ],
    "export": ["portable", "lowering", "verification", "export_model"],
    "ops": ["audio xla", "numeric", "image text"],
    "layers": ["base", "audio categorical image numeric", "text"],
    "data": ["common decode_labels map_features", "schema", "files tabular", "frame"],
}
FOLDERS = sorted({path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")})


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_point_downwards(folder):
    arrows = _arrows(folder)
    # Raises where parts of the folder import each other in a circle.
    TopologicalSorter(arrows).prepare()
    levels = [level.split() for level in LEVELS.get("" if folder == "." else folder, ())]
    above = {part: number for number, parts in enumerate(levels) for part in parts}
    for part, imported in arrows.items():
        for other in imported:
            assert above.get(other, -1) < above.get(part, len(levels)), f"{part} imports {other}"
    assert above.keys() <= arrows.keys()


def _arrows(folder):
    """Return which modules and folders inside a folder each of them imports."""
    inside = (PACKAGE / folder).relative_to(PACKAGE).parts
    arrows = defaultdict(set)
    for path in (PACKAGE / folder).rglob("*.py"):
        part = path.relative_to(PACKAGE / folder).parts[0].removesuffix(".py")
        arrows[part] |= set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for module in _imported(node):
                names = tuple(module.split(".")[1:])
                if names[: len(inside)] == inside and names[len(inside)] != part:
                    arrows[part].add(names[len(inside)])
    return arrows


def _imported(node):
    """Return the modules of the package that a statement imports."""
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        names = [f"{node.module}.{alias.name}" for alias in node.names]
        return [name for name in names if name.startswith("prelayer.")]
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name.startswith("prelayer.")]
    return []


_KERAS_CORNER = "keras.src"
_KNOWS_KERAS = ("layers/base/layer.py", "layers/base/keras_backend.py")


def test_only_two_files_know_the_private_corners_of_keras():
    for path in PACKAGE.rglob("*.py"):
        if _KERAS_CORNER in path.read_text(encoding="utf-8"):
            assert path.relative_to(PACKAGE).as_posix() in _KNOWS_KERAS
