"""The files of an exported web page: templates, and a runtime that npm provides."""

from __future__ import annotations

from pathlib import Path

from prelayer._core import errors

TEMPLATES = Path(__file__).parent / "web"
MODEL, DESCRIPTION, CONFORMANCE = "model.onnx", "model.json", "conformance.json"
# The modules of `page.js`, each after those that it imports.
MODULES = (
    "times.js",
    "values.js",
    "images.js",
    "tensors.js",
    "predict.js",
    "fields.js",
    "results.js",
    "conformance.js",
    "page.js",
)
PAGE, STYLES, LICENSES = "index.html", ("page.css", "results.css"), "licenses.txt"
COPIED = ("files.js", *MODULES, "predict.d.ts", "package.json", *STYLES, LICENSES)
RUNTIME = ("runtime/ort.wasm.bundle.min.mjs", "runtime/ort-wasm-simd-threaded.wasm")
RUNTIME_VERSION = "1.30.0"


def template(name: str) -> str:
    """Return the content of a template."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def check_runtime() -> None:
    """Raise if the runtime is not installed."""
    missing = [name for name in RUNTIME if not (TEMPLATES / name).is_file()]
    if missing:
        raise errors.problem(
            "web pages need the runtime onnxruntime-web, but this installation has none. Run "
            "`tools/web-runtime.sh` in a checkout of prelayer, or copy {files} from the folder "
            "dist of the npm package onnxruntime-web {version} to '{folder}'.",
            files=" and ".join(Path(name).name for name in missing),
            version=RUNTIME_VERSION,
            folder=str(TEMPLATES / "runtime"),
        )


def is_web_folder(folder: Path) -> bool:
    """Return whether a folder has an exported web page."""
    return all((folder / name).is_file() for name in (MODEL, DESCRIPTION, PAGE))


def other_files(folder: Path) -> list[str]:
    """Return the names in a folder that are not part of an exported web page, in order."""
    content = {path.name for path in folder.iterdir()}
    own = {MODEL, DESCRIPTION, CONFORMANCE, PAGE, *COPIED, "runtime"}
    return sorted(content - own if is_web_folder(folder) else content)
