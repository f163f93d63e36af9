"""The tables of the guides that translate from other packages: every name in them exists.

`tests/testthat/test-translations.R` does the same for the columns in R.
"""

import ast
import builtins
import importlib
import inspect
import re

import keras
import numpy as np
import pytest
import tensorflow as tf

import prelayer
from folders import ROOT

GUIDES = sorted(path.stem for path in ROOT.glob("docs/guides/coming-from-*.Rmd"))
# The columns in R are checked in R.
R_COLUMNS = {"R", "keras3", "tfdatasets", "recipes"}
OTHER_COLUMNS = {"What", "What differs", "Converted"}
# What the variables of the tables are.
VARIABLES = {
    "keras": keras,
    "tf": tf,
    "np": np,
    "prep": prelayer.Preprocessor,
    "space": keras.utils.FeatureSpace,
    "layer": prelayer.StringLookup,
    "model": keras.Model,
    "dataset": tf.data.Dataset,
    "pipeline": prelayer.AugmentationPipeline,
    "datagen": prelayer.ImageDataGenerator,
}


def tables(name):
    """Return the header and the rows of each table of a guide, outside of code."""
    text = (ROOT / f"docs/guides/{name}.Rmd").read_text(encoding="utf-8")
    text = re.sub(r"^( *)```.*?^\1```", "", text, flags=re.DOTALL | re.MULTILINE)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        header, _, *rows = [cells(line) for line in table.splitlines()]
        assert {len(row) for row in rows} == {len(header)}, header
        yield header, rows


def cells(line):
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split(" | ")]


def codes(column):
    """Return the pieces of code in all columns of a name, with the guides that they are in."""
    return [
        (guide, code)
        for guide in GUIDES
        for header, rows in tables(guide)
        for row in rows
        for title, cell in zip(header, row, strict=True)
        for code in re.findall(r"`([^`]+)`", cell)
        if title == column
    ]


def parsed(code):
    """Return the syntax tree of an expression, or of an argument such as `seed=1`."""
    try:
        return ast.parse(code, mode="eval").body
    except SyntaxError:
        return ast.parse(f"dict({code})", mode="eval").body


def unknown_names(code, scopes):
    """Return the names and arguments of a piece of code that do not exist.

    Args:
        code: an expression.
        scopes: the modules and classes that have the names of a package as attributes.
    """
    found = []
    nodes = list(ast.walk(parsed(code)))
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    for node in nodes:
        is_name = isinstance(node, ast.Name) and (node in called or node.id[0].isupper())
        is_member = isinstance(node, ast.Attribute) and not isinstance(node.value, ast.Call)
        if (is_name or is_member) and resolved(node, scopes) is None:
            found.append(ast.unparse(node))
        if isinstance(node, ast.Call):
            found += unknown_arguments(resolved(node.func, scopes), node)
    return found


def resolved(node, scopes):
    """Return the object that a name, or a member of it, refers to; None if there is none."""
    if isinstance(node, ast.Attribute):
        return getattr(resolved(node.value, scopes), node.attr, None)
    if not isinstance(node, ast.Name):
        return None
    for scope in scopes:
        if hasattr(scope, node.id):
            return getattr(scope, node.id)
    return VARIABLES.get(node.id, getattr(builtins, node.id, None))


def unknown_arguments(function, call):
    if function in (None, dict) or not call.keywords:
        return []
    parameters = inspect.signature(function).parameters
    is_layer = isinstance(function, type) and issubclass(function, keras.layers.Layer)
    known = {*parameters, *(["name", "dtype"] if is_layer else [])}
    if not is_layer and any(
        parameter.kind == parameter.VAR_KEYWORD for parameter in parameters.values()
    ):
        return []
    return [
        f"{ast.unparse(call.func)}({keyword.arg}=)"
        for keyword in call.keywords
        if keyword.arg not in known
    ]


def of_keras():
    utils = keras.utils
    old = importlib.import_module("keras.src.legacy.preprocessing.image")
    return [keras.layers, utils, utils.bounding_boxes, old]


def of_sklearn():
    sklearn = pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    parts = ["base", "preprocessing", "impute", "compose", "pipeline", "decomposition"]
    parts += ["feature_extraction.text", "model_selection"]
    return [importlib.import_module(f"sklearn.{part}") for part in parts] + [sklearn]


def of_albumentations():
    return [pytest.importorskip("albumentations", reason="albumentations is not installed")]


def of_torchvision():
    return [pytest.importorskip("torchvision.transforms.v2", reason="torchvision is not installed")]


PEERS = {
    "Python": lambda: [prelayer],
    "Keras": of_keras,
    "TensorFlow": lambda: [tf.feature_column],
    "scikit-learn": of_sklearn,
    "albumentations": of_albumentations,
    "torchvision": of_torchvision,
}


@pytest.mark.parametrize("name", GUIDES)
def test_columns_of_tables_are_known(name):
    headers = {title for header, _ in tables(name) for title in header}
    assert headers <= {*PEERS, *R_COLUMNS, *OTHER_COLUMNS}
    assert headers & {"Python", "R"}


@pytest.mark.parametrize("column", PEERS)
def test_names_in_tables_exist(column):
    scopes = PEERS[column]()
    found = {code: unknown_names(code, scopes) for _, code in codes(column)}
    assert len(found) > 0
    assert {code: unknown for code, unknown in found.items() if unknown} == {}


@pytest.mark.parametrize(
    ("code", "unknown"),
    [
        ("Rescaling(1 / 255)", []),
        ("Rescalling(1 / 255)", ["Rescalling"]),
        ("Normalization(mising='mean')", ["Normalization(mising=)"]),
        ("prep.atach(model)", ["prep.atach"]),
        ("{('a', 'b'): HashedCross(8)}", ["HashedCross"]),
        ("missing='mean'", []),
    ],
)
def test_unknown_names_are_found(code, unknown):
    assert unknown_names(code, [prelayer]) == unknown
