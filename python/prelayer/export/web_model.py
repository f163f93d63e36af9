"""Writes a model for browsers: a folder with a page and a module, or a single page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import keras

from prelayer.export.portable_file import PortableOptions, to_bytes
from prelayer.export.web_conformance import conformance
from prelayer.export.web_description import describe_inputs, describe_outputs
from prelayer.export.web_files import (
    CONFORMANCE,
    COPIED,
    DESCRIPTION,
    MODEL,
    PAGE,
    template,
)
from prelayer.export.web_page import page, runtime, single_page


def write_web_model(model: keras.Model, path: Path, single_file: bool) -> None:
    """Write a model to a new folder, or to one page whose title is the name of the file.

    The model is one of ONNX that takes texts as bytes: the runtime of JavaScript cuts strings at
    NUL.

    Raises:
        ValueError: if a layer has no portable form.
        OSError: if the files cannot be written.
    """
    contents = _contents(model)
    if single_file:
        path.write_text(single_page(path.stem, {**contents, **runtime()}), encoding="utf-8")
        return
    path.mkdir()
    texts = {PAGE: page(path.name), **{name: template(name) for name in COPIED}}
    contents |= {name: text.encode() for name, text in texts.items()}
    for name, content in {**contents, **runtime()}.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(content)


def _contents(model: keras.Model) -> dict[str, bytes]:
    description = {"inputs": describe_inputs(model), "outputs": describe_outputs(model)}
    return {
        MODEL: to_bytes(model, "web", PortableOptions("bytes")),
        DESCRIPTION: _json(description),
        CONFORMANCE: _json(conformance(model)),
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
