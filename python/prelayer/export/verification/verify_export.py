"""verify_export: compares an exported model with the model it was made from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import Data
from prelayer.export.checked_model import checked_model
from prelayer.export.formats import PORTABLE, SUFFIXES
from prelayer.export.portable.text import encode
from prelayer.export.portable_file import check_installed
from prelayer.export.portable_model import PortableInput, portable_inputs
from prelayer.export.verification.differences import Differences
from prelayer.export.verification.fixed_sizes import fixed_sizes, with_text_length
from prelayer.export.verification.given_inputs import given_inputs
from prelayer.export.verification.live_model import LiveModel, rows_of
from prelayer.export.verification.report import ExportReport
from prelayer.export.verification.run import run_exported
from prelayer.export.verification.samples import sample_inputs
from prelayer.export.verification.tolerance import TOLERANCE
from prelayer.export.verification.valid_texts import valid_texts
from prelayer.export.verification.web_run import run_web
from prelayer.export.web_files import is_web_folder
from prelayer.export.web_page import is_single_page

_SAMPLE, _SAMPLE_WHILE_EXPORTING = 256, 32
# The number of rows that are also run one by one.
_ALONE = 256


@public
def verify_export(
    model: keras.Model,
    path: str | Path,
    data: Data = None,
    *,
    rows: int = _SAMPLE,
    tolerance: float = TOLERANCE,
) -> ExportReport:
    """Compare an exported model with the model: run both on the same inputs, in two processes.

    The exported model runs in its own runtime, without prelayer and, except for SavedModel and
    `.keras`, without TensorFlow: on all rows as a batch, and on each of the first 256 alone. The
    runtime of web pages is Node.js, which must be installed. Rows that the model rejects, such as
    integers out of range, are left out. A model with a fixed number of rows takes its batches and
    copies of each row; texts are cut off at its fixed number of bytes.

    See also: `export_model`, `ExportReport`, docs/guides/deploy.Rmd.

    Args:
        model: the model that was exported.
        path: the exported file or folder; its format follows from its name.
        data: inputs by name, as a dict of arrays or a data frame. Default: random inputs with the
            declared dtypes and shapes: words of the vocabularies, other scripts, emoji, combining
            marks, NUL, bytes that are not UTF-8, empty and long texts, unknown categories, limits
            of integers.
        rows: the number of random rows, if `data` is not given.
        tolerance: the allowed difference of floats, relative to max(1, |number|); in outputs with
            more than two axes, such as images, relative to the largest number of the row.
            Integers and texts must be equal.

    Returns:
        A report with `agrees`, `rows`, `different`, `largest_difference` and `first_different`.

    Raises:
        ValueError: if there is no exported model at `path`, or it cannot be loaded, or if `data`
            does not fit the inputs of the model.

    Examples:
        >>> import keras, tempfile
        >>> from prelayer import Discretization, export_model, verify_export
        >>> size = keras.Input((1,), name="size")
        >>> model = keras.Model(size, Discretization([1.0, 2.0])(size))
        >>> folder = tempfile.mkdtemp()
        >>> path = export_model(model, f"{folder}/model.onnx", format="onnx")
        >>> report = verify_export(model, path, {"size": [[0.5], [1.0], [2.5]]})
        >>> report.agrees, report.rows
        (True, 3)
    """
    model = checked_model(model)
    check.whole("rows", rows, minimum=1)
    tolerance = check.number("tolerance", tolerance, 0)
    place = Path(path).expanduser()
    found = _format_of(place)
    if found in PORTABLE:
        check_installed(found)
    inputs = portable_inputs(model)
    if data is None:
        given = sample_inputs(model, inputs, rows)
    else:
        given = given_inputs(model, data, inputs)
    return _compare(model, place, found, given, tolerance)


def refuse_difference(model: keras.Model, path: Path, target: str, text: str) -> None:
    """Raise if an exported model differs from the model on a sample.

    Args:
        model: the model.
        path: the exported model.
        target: its format.
        text: whether it takes texts as "string" or "bytes".
    """
    given = sample_inputs(model, portable_inputs(model), _SAMPLE_WHILE_EXPORTING)
    report = _compare(model, path, target, given, TOLERANCE, text)
    if not report.agrees:
        raise errors.problem(
            "the exported model differs from the model and was deleted: {report}.",
            report=report.message,
        )


def _compare(
    model: keras.Model,
    path: Path,
    target: str,
    given: dict[str, Any],
    tolerance: float,
    text: str | None = None,
) -> ExportReport:
    live, inputs = LiveModel(model), portable_inputs(model)
    takes_bytes = text == "bytes" if text else target == "litert" or _takes_bytes(path, target)
    if not takes_bytes and target in ("onnx", "web"):
        given = valid_texts(given, inputs)
    sizes = fixed_sizes(path, target, inputs)
    given = live.accepted(with_text_length(given, inputs, sizes.text_length))
    rows = len(next(iter(given.values())))
    if rows == 0:
        raise errors.problem(
            "the model rejects all rows, so that nothing was compared. Pass `data` that it takes."
        )
    # A row may be accepted among others and rejected alone, as an empty text before a layer that
    # needs at least one word.
    ran = [
        (group, live.run_accepted(rows_of(given, group))) for group in sizes.groups(rows, _ALONE)
    ]
    outputs = [(group, output) for group, output in ran if output is not None]
    batches = [rows_of(given, group) for group, _ in outputs]
    if target == "web":
        results = run_web(path, batches)
    else:
        feeds = [_feed(batch, inputs, target, takes_bytes, sizes.text_length) for batch in batches]
        results = run_exported(path, target, feeds)
    largest, reasons = np.zeros(rows), [""] * rows
    for (group, output), found in zip(outputs, results):
        compared = Differences(output, found, len(group), tolerance)
        for row, here, reason in zip(group, compared.largest, compared.reasons):
            largest[row] = max(largest[row], here)
            reasons[row] = reasons[row] or reason
    different = [row for row in range(rows) if reasons[row]]
    first = _plain(rows_of(given, different[:1])) if different else None
    reason = reasons[different[0]] if different else ""
    return ExportReport(target, rows, len(different), float(largest.max(initial=0)), first, reason)


def _feed(
    given: dict[str, Any],
    inputs: list[PortableInput],
    target: str,
    takes_bytes: bool,
    text_length: int | None,
) -> dict[str, Any]:
    feed = {}
    for one in inputs:
        value = given[one.name]
        if one.is_text and target in ("litert", "onnx"):
            if takes_bytes:
                symbols = encode(value.ravel().tolist(), text_length)
                value = symbols.reshape(*value.shape, symbols.shape[1])
            else:
                texts = [text.decode() for text in value.flat]
                value = np.array(texts, object).reshape(value.shape)
        feed[one.name] = value
    return feed


def _takes_bytes(path: Path, target: str) -> bool:
    if target != "onnx":
        return False
    import onnx

    try:
        graph = onnx.load(str(path), load_external_data=False).graph
    except Exception:  # The runtime reports what is wrong with a damaged file.
        return False
    return not any(one.type.tensor_type.elem_type == onnx.TensorProto.STRING for one in graph.input)


def _format_of(path: Path) -> str:
    if (path / "saved_model.pb").is_file():
        return "saved_model"
    if is_web_folder(path) or is_single_page(path):
        return "web"
    for name, suffix in SUFFIXES.items():
        if path.is_file() and path.suffix == suffix:
            return name
    if not path.exists():
        raise errors.invalid("path", "a file or folder that exists", str(path))
    rule = (
        "the path of an exported model: a folder with a SavedModel or a web page, or a file "
        "{suffixes!o}"
    )
    raise errors.invalid("path", rule, str(path), suffixes=[*SUFFIXES.values(), ".html"])


def _plain(batch: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value[0].tolist() if hasattr(value[0], "tolist") else value[0]
        for name, value in batch.items()
    }
