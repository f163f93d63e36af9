"""The page of an exported model: one that loads its files, or one that has all of them in it."""

from __future__ import annotations

import base64
import contextlib
import gzip
import html
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from prelayer.export.web_files import (
    COPIED,
    LICENSES,
    MODEL,
    MODULES,
    PAGE,
    RUNTIME,
    STYLES,
    TEMPLATES,
    template,
)

_MODULE_LINK = '<script type="module" src="page.js"></script>'
_EXTERNAL = re.compile(r"(?m)^(?:import|export) \{[^}]*\} from \"[^\"]+\";\n")
_EMBEDDED = re.compile(r'<script type="text/plain" data-file="([^"]+)">([^<]*)</script>')


def page(title: str) -> str:
    """Return the page of a folder."""
    return template(PAGE).replace("{{title}}", html.escape(title))


def single_page(title: str, contents: Mapping[str, bytes]) -> str:
    """Return a page that needs no other file.

    Args:
        title: the title of the page.
        contents: the files of the model by name.
    """
    scripts = [_EXTERNAL.sub("", template(name)) for name in ("embedded.js", *MODULES)]
    module = re.sub(r"(?m)^export (?=(?:async |const |function |class ))", "", "\n".join(scripts))
    embedded = "\n".join(_embedded(*pair) for pair in contents.items())
    text = page(title)
    for name in STYLES:
        link = f'<link rel="stylesheet" href="{name}" />'
        text = text.replace(link, f"<style>\n{template(name)}</style>")
    licenses = f"<!--\n{template(LICENSES)}-->"
    inline = f'{licenses}\n{embedded}\n<script type="module">\n{module}</script>'
    return text.replace(_MODULE_LINK, inline)


def is_single_page(path: Path) -> bool:
    """Return whether a file is a page with a model in it."""
    if not path.is_file() or path.suffix != ".html":
        return False
    return f'data-file="{MODEL}"' in path.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def as_folder(path: Path) -> Iterator[Path]:
    """Yield the folder of an exported model: the given one, or one with the content of a page."""
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "runtime").mkdir()
        for file in COPIED:
            (folder / file).write_text(template(file), encoding="utf-8")
        for file, content in _EMBEDDED.findall(path.read_text(encoding="utf-8")):
            (folder / file).write_bytes(gzip.decompress(base64.b64decode(content)))
        yield folder


def runtime() -> dict[str, bytes]:
    """Return the files of the runtime by name."""
    return {name: (TEMPLATES / name).read_bytes() for name in RUNTIME}


def _embedded(name: str, content: bytes) -> str:
    packed = base64.b64encode(gzip.compress(content, mtime=0)).decode()
    return f'<script type="text/plain" data-file="{name}">{packed}</script>'
