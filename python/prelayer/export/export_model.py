"""export_model: writes a model with its preprocessing for a runtime."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import keras

from prelayer._core import atomic_write, check, errors
from prelayer._core.owner import public
from prelayer.export.artifact_path import artifact_kind, checked_path
from prelayer.export.checked_model import checked_model
from prelayer.export.class_names import with_class_names
from prelayer.export.formats import PORTABLE
from prelayer.export.portable_file import PortableOptions, check_installed, to_bytes
from prelayer.export.saved_model import write_saved_model
from prelayer.export.verification.verify_export import refuse_difference
from prelayer.export.web_files import MODEL, check_runtime
from prelayer.export.web_model import write_web_model
from prelayer.export.web_page import as_folder

FORMATS = ("saved_model", "keras", "litert", "onnx", "web")
_OTHER_NAMES = {
    "h5": "keras",
    "html": "web",
    "lite": "litert",
    "savedmodel": "saved_model",
    "tf": "saved_model",
    "tfjs": "web",
    "tflite": "litert",
}
# The arguments that only some formats have.
_OPTIONS = {
    "text": ("litert", "onnx"),
    "batch_size": ("litert", "onnx"),
    "text_length": ("litert", "onnx"),
    "single_file": ("web",),
}


@public
def export_model(
    model: keras.Model,
    path: str | Path,
    overwrite: bool = False,
    *,
    format: Literal["saved_model", "keras", "litert", "onnx", "web"] = "saved_model",  # noqa: A002
    text: Literal["string", "bytes"] | None = None,
    batch_size: int | None = None,
    text_length: int | None = None,
    class_names: Sequence[str] | None = None,
    single_file: bool = False,
    verify: bool | None = None,
) -> Path:
    """Export a model with its preprocessing to a file or folder that runs without prelayer.

    Deploy the artifact as it is: it includes the preprocessing. The model runs in inference mode,
    as in `predict`: random layers are inactive. The artifact takes the inputs of the model by name
    and returns its outputs by name: those that the model returns as a dict by their keys, others by
    the names of their layers, made unique by "_1", "_2" ... if a layer is shared.

    - "saved_model": a folder that TensorFlow loads. Strings stay strings, uint8 pixels stay uint8.
      The signature "serving_default" takes the inputs by name. The function `serve` takes them by
      position, in the structure of the inputs of the model, as a dict by name or as keyword
      arguments. Dicts and the signature accept any name, as in `serve({"petal length (cm)": x})`;
      in keyword arguments, each character that is neither letter nor digit is replaced by an
      underscore, and Python keywords end in one, as in `class_`.
    - "keras": a `.keras` file, which Keras loads if prelayer is imported.
    - "litert": a file of LiteRT (TensorFlow Lite) with builtin operations only. Texts are the bytes
      of UTF-8 as int32, padded with -1, in one more dimension; see the guide "Deploy".
    - "onnx": a file for ONNX Runtime without extensions. Texts are strings, or bytes as above.
    - "web": a folder for browsers, to be served by any web server, with a page that has a field for
      each input, and a JavaScript module: `import {load} from "./predict.js"`, then
      `const predict = await load()` and `await predict({name: value})`. With `single_file=True` a
      page that browsers open from disk. The page compares itself with the model on sample inputs;
      see `docs/web.md`.

    Inputs of dates are numbers in the `unit` of `DatetimeFeatures`, by default int64 microseconds
    since 1970-01-01 UTC, or texts in ISO 8601, as `assets.extra/inputs.json` of a SavedModel, the
    inputs of ONNX and `model.json` of a web page say; a page has a field for dates and times.

    In the last three, each layer is replaced by operations that the runtime has, made from the same
    learned state. `portability()` lists what cannot be exported. The artifact is run and compared
    with the model before it replaces an existing one, see `verify_export()`.

    See also: `portability`, `verify_export`, `to_keras`, docs/guides/deploy.Rmd.

    Args:
        model: a Keras model whose inputs are defined.
        path: the folder or file to write; a leading "~" is the home folder.
        overwrite: whether to replace an exported model, after the new one is complete. A folder
            with any other content is never replaced.
        format: "saved_model", "keras", "litert", "onnx" or "web".
        text: "string" or "bytes", how ONNX takes texts. Default: "string".
        batch_size: for LiteRT and ONNX, the number of rows; None: any number.
        text_length: for texts as bytes, the number of bytes of each text; None: any number.
        class_names: names of the classes, for a model with one output of a number per class, or of
            one probability for two classes. The artifact has an additional output "class".
        single_file: for "web", whether to write one page instead of a folder.
        verify: whether to run the artifact on a sample, a web page in ONNX Runtime instead of a
            browser. Default: for LiteRT, ONNX and web pages.

    Returns:
        The path, with the home folder instead of "~".

    Raises:
        ValueError: if `model` is not a Keras model or has no defined inputs, if a layer or option
            has no form in the format, if a package is not installed, or if `path` exists or cannot
            be written. An existing file or folder then stays unchanged, and no new one is created.

    Examples:
        >>> import keras, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import TextVectorization, export_model
        >>> text = keras.Input((), dtype="string", name="text")
        >>> model = keras.Model(text, TextVectorization(vocabulary=["hello"])(text))
        >>> path = export_model(model, tempfile.mkdtemp() + "/model")
        >>> served = tf.saved_model.load(path)
        >>> served.serve(tf.constant(["hello world"])).numpy()
        array([[2, 1]])
    """
    _check_format(format)
    options = _checked_options(format, text, batch_size, text_length, single_file)
    if format in PORTABLE:
        check_installed(format)
    if format == "web":
        check_runtime()
    model = checked_model(model)
    if class_names is not None:
        model = with_class_names(model, class_names)
    place = checked_path(path, check.flag("overwrite", overwrite), format, single_file)
    is_verified = format in PORTABLE if verify is None else check.flag("verify", verify)

    def write_and_verify(unfinished: Path) -> None:
        _write(model, format, options, unfinished, single_file)
        if is_verified:
            _verify(model, format, options, unfinished)

    try:
        with atomic_write.new_parents(place):
            atomic_write.replace(place, write_and_verify)
    except OSError as error:
        rule = f"a {artifact_kind(format, single_file)} that can be written"
        raise errors.invalid(
            "path", rule, str(path), "{strerror}.", strerror=error.strerror
        ) from error
    return Path(path).expanduser()


def _check_format(format: Any) -> None:  # noqa: A002
    if isinstance(format, str) and format not in FORMATS:
        name = format.lower().lstrip(".")
        near = check.near(_OTHER_NAMES.get(name, name), FORMATS)
        raise errors.invalid("format", "{options!o}", format, near, options=FORMATS)
    check.one_of("format", format, FORMATS)


def _checked_options(
    format: str,  # noqa: A002
    text: Any,
    batch_size: Any,
    text_length: Any,
    single_file: Any,
) -> PortableOptions:
    if text is not None:
        check.one_of("text", text, ("string", "bytes"))
    given = {"text": text, "batch_size": batch_size, "text_length": text_length}
    for name in ("batch_size", "text_length"):
        if given[name] is not None:
            check.whole(name, given[name], minimum=1)
    is_single = check.flag("single_file", single_file) or None
    for name, value in {**given, "single_file": is_single}.items():
        if value is not None and format not in _OPTIONS[name]:
            raise errors.problem(
                '`{name}` goes with the format {formats!o}, not with "{target}".',
                name=name,
                formats=_OPTIONS[name],
                target=format,
            )
    if format == "litert" and text == "string":
        raise errors.invalid("text", '"bytes" where `format` is "litert"', text)
    form: Any = text or ("string" if format == "onnx" else "bytes")
    if text_length is not None and form == "string":
        raise errors.problem('`text_length` goes with `{text="bytes"}` only.')
    return PortableOptions(form, batch_size, text_length)


def _write(
    model: keras.Model,
    format: str,  # noqa: A002
    options: PortableOptions,
    path: Path,
    single_file: bool,
) -> None:
    if format == "saved_model":
        write_saved_model(model, path)
    elif format == "keras":
        model.save(str(path))
    elif format == "web":
        write_web_model(model, path, single_file)
    else:
        path.write_bytes(to_bytes(model, format, options))


def _verify(model: keras.Model, format: str, options: PortableOptions, path: Path) -> None:  # noqa: A002
    if format != "web":
        refuse_difference(model, path, format, options.text)
        return
    with as_folder(path) as folder:
        refuse_difference(model, folder / MODEL, "onnx", options.text)
