"""The signature "serving_default" of an exported model, whose inputs may have any names.

TensorFlow uses the argument names of a signature as arguments of Python functions and as names of
graph nodes, and fails for names that are invalid there, such as "class" or "petal length (cm)".
Such a signature is saved with substitute names, which are replaced in the saved file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

from prelayer.export.serve import input_specs
from prelayer.export.signature_names import input_names, output_names, parameter_names

NAME = "serving_default"


def signature_function(model: keras.Model, run: Callable[..., Any]) -> Any:
    """Return the traced function of the signature.

    Args:
        model: the model.
        run: function that runs the model on inputs in the order of `model.inputs`.
    """

    def serving_default(*inputs: tf.Tensor) -> dict[str, tf.Tensor]:
        outputs = run(*inputs)
        return dict(zip(output_names(model, outputs), keras.tree.flatten(outputs)))

    specs = input_specs(model, _saved_names(model))
    return tf.function(
        serving_default, input_signature=specs, autograph=False
    ).get_concrete_function()


def name_inputs(model: keras.Model, folder: Path) -> None:
    """Replace the substitute names of inputs in a saved signature by the original names.

    The definition of the signature, which servers read, has the original names of the inputs. In
    Python, `structured_input_signature` has their names as arguments of Python functions.
    """
    names = input_names(model)
    saved = _saved_names(model)
    if saved == names:
        return
    path = folder / "saved_model.pb"
    content = saved_model_pb2.SavedModel.FromString(path.read_bytes())
    (graph,) = content.meta_graphs
    to_name = dict(zip(saved, names))
    _rename(graph.signature_def[NAME].inputs, to_name)
    _rename_arguments(graph.object_graph_def, to_name, dict(zip(saved, parameter_names(names))))
    path.write_bytes(content.SerializeToString(deterministic=True))
    # The fingerprint is an optional hash of the file, which has changed.
    (folder / "fingerprint.pb").unlink(missing_ok=True)


def _rename_arguments(
    objects: Any, to_name: Mapping[str, str], to_parameter: Mapping[str, str]
) -> None:
    """Rename the arguments of the function that Python loads for the signature."""
    signatures = _child(objects, objects.nodes[0], "signatures")
    function = _child(objects, signatures, NAME).bare_concrete_function
    function.argument_keywords[:] = [to_name[keyword] for keyword in function.argument_keywords]
    for field in function.function_spec.fullargspec.named_tuple_value.values:
        if field.key == "kwonlyargs":
            for argument in field.value.list_value.values:
                argument.string_value = to_parameter[argument.string_value]
    concrete = objects.concrete_functions[function.concrete_function_name]
    arguments = concrete.canonicalized_input_signature.tuple_value.values[1].dict_value.fields
    for keyword, argument in arguments.items():
        argument.tensor_spec_value.name = to_name[keyword]
    _rename(arguments, to_parameter)


def _saved_names(model: keras.Model) -> list[str]:
    """Return names that TensorFlow can save, and that sort in the same order as the final names."""
    names = input_names(model)
    parameters = parameter_names(names)
    # Names of graph nodes are unique without regard to case.
    differ = len({name.lower() for name in names}) == len(names)
    if (
        parameters == names
        and differ
        and all(re.fullmatch("[A-Za-z]\\w*", name, re.ASCII) for name in names)
    ):
        return names
    width = len(str(len(names)))
    return [f"input_{sorted(parameters).index(name):0{width}}" for name in parameters]


def _rename(entries: Any, names: Mapping[str, str]) -> None:
    """Rename the entries of a map in a protocol buffer."""
    copies = {}
    for old, new in names.items():
        copies[new] = type(entries[old])()
        copies[new].CopyFrom(entries[old])
    entries.clear()
    for new, entry in copies.items():
        entries[new].CopyFrom(entry)


def _child(objects: Any, node: Any, name: str) -> Any:
    return next(objects.nodes[child.node_id] for child in node.children if child.local_name == name)
