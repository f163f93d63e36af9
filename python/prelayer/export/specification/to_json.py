"""to_json: describes fitted preprocessing as JSON, for readers in any language."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Any

import keras

from prelayer._core import atomic_write, check, errors
from prelayer._core.owner import public
from prelayer.export.lowering.registry import NotPortable
from prelayer.export.specification.conformance import conformance as sampled
from prelayer.export.specification.description import DTYPES, Value
from prelayer.export.specification.node_graph import NodeGraph
from prelayer.export.specification.plain_json import layout
from prelayer.export.specification.source import Source
from prelayer.export.way_out import way_out

FORMAT, VERSION = "prelayer-specification", 1


@public
def to_json(
    preprocessing: keras.layers.Layer,
    path: str | Path | None = None,
    conformance: int = 64,
    overwrite: bool = False,
) -> str:
    """Describe fitted preprocessing as JSON, to run it in a language without this package.

    The text has the inputs, the layers with all options and learned state, the outputs, and
    samples of inputs with the outputs of the layers, by which a reader is tested.
    `docs/specification.md` describes the format, and `examples/specification/` has readers in plain
    Python and R.

    The format covers texts and tables: `TextVectorization`, `StringLookup`, `IntegerLookup`,
    `CategoryEncoding`, `Discretization`, `Normalization`, `MinMaxScaling`, `RobustScaling`,
    `Rescaling`, `Log`, `Imputation`, and concatenation.

    See also: `export_model`, `to_keras`, docs/specification.md.

    Args:
        preprocessing: a fitted layer or `Preprocessor`, or a functional or Sequential model that
            has only such layers.
        path: a file to write the text to as well, in UTF-8; None: no file.
        conformance: the number of sample rows; 0: none. Rows that the layers reject are left out.
        overwrite: whether to replace an existing file.

    Returns:
        The JSON text.

    Raises:
        ValueError: if layers are not part of the format, which are listed with the reasons, or if
            the file exists or cannot be written.

    Examples:
        >>> import json
        >>> from prelayer import StringLookup, to_json
        >>> specification = json.loads(to_json(StringLookup(vocabulary=["a", "b"])))
        >>> specification["nodes"][0]["state"]["vocabulary"]
        ['a', 'b']
    """
    rows = check.whole("conformance", conformance, minimum=0)
    check.flag("overwrite", overwrite)
    place = None if path is None else _place(path, overwrite)
    text = layout(_specification(Source(preprocessing), rows)) + "\n"
    if place is not None:
        try:
            with atomic_write.new_parents(place):
                atomic_write.write_file(place, text.encode())
        except OSError as error:
            rule = "a file that can be written"
            raise errors.invalid(
                "path", rule, str(path), "{strerror}.", strerror=error.strerror
            ) from error
    return text


def _specification(source: Source, rows: int) -> dict[str, Any]:
    graph = NodeGraph([Value(one.name) for one in source.inputs])
    outputs = source.follow(graph)
    failures = list(graph.failures.values())
    if failures:
        lacking = [feature for _, error, feature in failures if not error.remedy]
        remedy = f" {way_out(any(lacking))}" if lacking else ""
        raise errors.problem(
            "the format cannot describe every layer. {reasons}{remedy}",
            reasons=" ".join(_sentence(*failure) for failure in failures),
            remedy=remedy,
        )
    for one in source.inputs:
        if one.dtype not in DTYPES:
            raise errors.problem(
                "the format has no inputs of the dtype {dtype}, as that of the input {name!r}.",
                dtype=one.dtype,
                name=one.name,
            )
    return {
        "format": FORMAT,
        "version": VERSION,
        "unicode_version": unicodedata.unidata_version,
        "inputs": [
            {"name": one.name, "dtype": one.dtype, "shape": list(one.shape)}
            for one in source.inputs
        ],
        "nodes": graph.nodes,
        "outputs": [_output(name, value) for name, value in outputs.items()],
        "tables": graph.tables.content,
        "conformance": sampled(source, graph.samples, rows),
    }


def _output(name: str, value: Value) -> dict[str, Any]:
    return {
        "name": name,
        "value": value.name,
        "dtype": value.dtype,
        "shape": list(value.shape),
        "ragged": value.ragged,
    }


def _sentence(layer: Any, error: NotPortable, feature: str) -> str:
    of_feature = f" of the feature '{feature}'" if feature else ""
    option = f", `{error.option}`" if error.option else ""
    remedy = f" {error.remedy}" if error.remedy else ""
    who = f"Layer '{layer.name}' ({type(layer).__name__}){of_feature}{option}"
    return f"{who}: {error.reason}.{remedy}"


def _place(path: Any, overwrite: bool) -> Path:
    """Return the path of the file to write; raise if that would replace something."""
    if not isinstance(path, (str, Path)):
        raise errors.invalid("path", "the path of a file", path)
    place = Path(os.path.realpath(os.path.expanduser(path)))
    if place.is_dir():
        raise errors.invalid("path", "a file", str(path), "There is a folder of this name.")
    if os.path.lexists(place) and not overwrite:
        remedy = "Pass `{overwrite=True}` to replace it."
        raise errors.invalid("path", "a file that does not exist yet", str(path), remedy)
    return place
