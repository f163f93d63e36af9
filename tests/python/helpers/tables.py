"""Tables as files and as columns, for the loaders' tests."""

import numpy as np
import pytest
import tensorflow as tf

from prelayer import csv_dataset

SHOPS = "shop,size,sold,town\nA,1.5,7,Ulm\nB,,9,\nC,-2e3,11,Bonn\n"


def write(path, text, encoding="utf-8"):
    """Writes text to a file as it stands, and returns the path as a string."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return str(path)


def late(tmp_path, last):
    """Writes a table whose last row, line 5002, is `last`, and returns the path."""
    return write(tmp_path / "late.csv", "shop,sold\n" + "A,1\n" * 5000 + last + "\n")


def columns(dataset):
    """All values of a dataset of features (and a label, as "label"), as lists or arrays by name."""
    found = {}
    for element in dataset:
        features, *label = element if isinstance(element, tuple) else (element,)
        for name, values in {**features, **({"label": label[0]} if label else {})}.items():
            found.setdefault(name, []).append(values.numpy())
    joined = {name: np.concatenate(parts) for name, parts in found.items()}
    return {
        name: [value.decode() for value in values] if values.dtype == object else values
        for name, values in joined.items()
    }


def assert_equals_frame(dataset, frame):
    """Compares a dataset of features with a frame that pandas read."""
    found = columns(dataset)
    assert list(found) == list(frame)
    for name, values in found.items():
        expected = frame[name]
        if isinstance(values, list):
            assert values == ["" if value != value else str(value) for value in expected], name
        else:
            np.testing.assert_array_equal(values, expected.to_numpy().astype(values.dtype), name)


def error_message(*arguments, **options):
    """Returns the message of the error that `csv_dataset`, or reading its dataset, raises."""
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)) as error:
        list(csv_dataset(*arguments, **options))
    return str(error.value)
