"""Specifications for given inputs, and what the reader in Python says of them."""

import json
import subprocess
import sys

import numpy as np
import tensorflow as tf

from folders import ROOT
from prelayer import to_json
from prelayer.export.specification.conformance import in_json

READER = ROOT / "examples/specification/reader.py"


def specification_of(layer, inputs=None, conformance=16):
    """Return the parsed specification of a layer.

    Args:
        layer: a layer with one input.
        inputs: values for the conformance section, whose outputs are those of the layer.
        conformance: the number of sample rows, if no inputs are given.
    """
    document = json.loads(to_json(layer, conformance=conformance))
    if inputs is not None:
        array = np.array(inputs, object if isinstance(np.ravel(inputs)[0], (str, bytes)) else None)
        tensor = tf.constant(array, document["inputs"][0]["dtype"])
        document["conformance"]["inputs"]["input"] = in_json(tensor)
        document["conformance"]["outputs"]["output"] = in_json(layer(tensor))
    return document


def read_by_python(document, folder):
    """Return what reader.py prints, in a process that has the standard library alone."""
    path = folder / "specification.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    code = (
        "import runpy, sys; "
        "sys.path.insert(0, sys.argv[1]); "
        "sys.argv = sys.argv[1:]; "
        "runpy.run_path(sys.argv[0] + '/reader.py', run_name='__main__')"
    )
    # -I and -S: without site packages, and so without NumPy, TensorFlow and prelayer.
    command = [sys.executable, "-I", "-S", "-c", code, str(READER.parent), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.strip() or done.stderr.strip()


def assert_read(document, folder):
    """Check that the reader computes the outputs in a specification."""
    answer = read_by_python(document, folder)
    assert answer.startswith("0 of "), answer
    assert not answer.startswith("0 of 0 "), answer
