"""Makes the layers of `saved_layers.py`, and models of them."""

import keras
import tensorflow as tf

import prelayer
from saved_layers import BATCHES, LESSONS

INPUTS = {name: tf.constant(batch) for name, batch in BATCHES.items()}


def made(row, folder):
    """Return a row's layer, which knows what it knows by the row's origin."""
    args, given = dict(row.args), dict(row.kind.given)
    if row.args.get("output_mode") == "tf_idf":
        given["idf_weights"] = [0.5, 1.25, 2]
    if row.origin == "file":
        path = folder / f"{row.name}.txt"
        lines = [f"{token}\n" for token in given["vocabulary"]]
        path.write_text("".join(lines), encoding=args.get("encoding", "utf-8"))
        given["vocabulary"] = str(path)
    if row.origin in ("given", "file"):
        args |= given
    if row.origin in ("adapted", "not adapted"):
        args |= row.kind.learning
    layer = getattr(prelayer, row.layer)(**args, name=row.name)
    if row.origin == "set":
        layer.set_vocabulary(**given)
    if row.origin == "adapted":
        layer.adapt(LESSONS[row.kind.lesson])
    return layer


def called(row, layer, batches=INPUTS):
    inputs = [batches[name] for name in row.kind.inputs]
    return layer(inputs if len(inputs) > 1 else inputs[0])


def model_of(matrix, layers):
    """Return a model with an output for each row."""
    inputs = {
        name: keras.Input(batch.shape[1:], dtype=batch.dtype.name, name=name)
        for name, batch in INPUTS.items()
    }
    return keras.Model(inputs, {row.name: called(row, layers[row], inputs) for row in matrix})
