"""Run in a process of its own: reads what `test_saved_state.py` wrote, and tells what differs.

Usage: python fresh_process.py FOLDER PACKAGE, the latter the folder that holds the package.

Writes FOLDER/failures.json: by the way of saving, a sentence for each layer that does not compute
what the one computes that was saved.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tensorflow as tf

from assert_bitwise_equal import arrays, difference
from saved_layer_rows import Row, rows
from saved_layers import BATCHES, LESSONS

ROWS = {row.name: row for row in rows()}
INPUTS = {name: tf.constant(batch) for name, batch in BATCHES.items()}
FAILURES: dict[str, list[str]] = defaultdict(list)


def fail(way: str, row: Row, sentence: str) -> None:
    """Note that a layer is not what it was."""
    FAILURES[way].append(f"{row.layer}({row.args}), {row.origin}: {sentence}")


def compare(way: str, name: str, output: Any, expected: dict[str, Any]) -> None:
    """Note where an output is not to the bit what was expected."""
    differs = difference(arrays(output), expected[name])
    if differs:
        fail(way, ROWS[name], differs)


def call(layer: Any) -> Any:
    """Return what a layer gives for its batch."""
    inputs = [INPUTS[name] for name in ROWS[layer.name].kind.inputs]
    return layer(inputs if len(inputs) > 1 else inputs[0])


def check_unknowing(way: str, layer: Any) -> None:
    """Note where a layer that has learned nothing does not say so."""
    row = ROWS[layer.name]
    try:
        call(layer)
        fail(way, row, "computes, though it has learned nothing")
    except ValueError as error:
        if not str(error).startswith(f"{row.layer}: the layer '{row.name}' has not learned any"):
            fail(way, row, f"refuses in other words: {error}")


def check_layers(way: str, layers: list[Any], expected: dict[str, Any]) -> None:
    """Check configs and outputs of layers, all that there are."""
    for layer in layers:
        if json.loads(json.dumps(layer.get_config())) != expected["config"][layer.name]:
            fail(way, ROWS[layer.name], f"has the config {layer.get_config()}")
        if ROWS[layer.name].origin == "not adapted":
            check_unknowing(way, layer)
        else:
            compare(way, layer.name, call(layer), expected["layer"])


def check_knowing(way: str, model: Any, expected: dict[str, Any]) -> None:
    """Check the outputs of a model of layers that know what they need."""
    for name, output in model(INPUTS).items():
        compare(way, name, output, expected["model"])


def check_unknowing_all(way: str, model: Any, expected: dict[str, Any]) -> None:
    """Check the layers of a model that know nothing."""
    del expected
    for name in model.output:
        check_unknowing(way, model.get_layer(name))


def check_learning(way: str, layers: list[Any], expected: dict[str, Any]) -> None:
    """Note where layers that know nothing do not learn what the others have learned."""
    unknowing = [layer for layer in layers if ROWS[layer.name].origin == "not adapted"]
    for layer in unknowing:
        row = ROWS[layer.name]
        layer.adapt(LESSONS[row.kind.lesson])
        compare(way, row.name, call(layer), {row.name: expected["layer"][row.twin]})


def check_ways(
    folder: Path, ways: dict[str, Any], check: Callable[..., None], expected: Any
) -> Any:
    """Check what was written in each way, and what that writes; return what was read last."""
    for way, (write, read) in ways.items():
        once = read(folder / way)
        second = folder / way / "second"
        second.mkdir()
        write(once, second)
        check(way, once, expected)
        again = read(second)
        check(f"{way}, saved again", again, expected)
    return again


def main(folder: Path, package: str) -> None:
    """Check what lies in the folder."""
    expected = pickle.loads((folder / "expected").read_bytes())
    sys.modules["prelayer"] = None  # nothing but TensorFlow is there to serve
    served = tf.saved_model.load(str(folder / "served"))
    for name, output in served.serve(*[INPUTS[name] for name in sorted(INPUTS)]).items():
        compare("a SavedModel", name, output, expected["model"])
    del sys.modules["prelayer"]

    sys.path.insert(0, package)
    import prelayer  # noqa: F401  Keras reads no file with layers that it has not heard of
    from saving import WAYS_OF_LAYERS, WAYS_OF_MODELS

    check_ways(folder / "knowing", WAYS_OF_MODELS, check_knowing, expected)
    model = check_ways(folder / "unknowing", WAYS_OF_MODELS, check_unknowing_all, expected)
    check_learning(
        "learning in a model", [model.get_layer(name) for name in model.output], expected
    )
    layers = check_ways(folder / "layers", WAYS_OF_LAYERS, check_layers, expected)
    check_learning("learning", layers, expected)
    (folder / "failures.json").write_text(json.dumps(FAILURES))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
