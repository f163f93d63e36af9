"""Makes the pages of pkgdown load scripts and fonts from the site itself, not from other hosts.

Usage: local_scripts.py SCRIPTS SITE
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

# Elements that load something from another host, or from the machine that built the pages.
_ELEMENT = re.compile(
    r"<(?P<tag>script|link)\b[^>]*?\b(?:src|href)=\"(?:https?://|file:///)[^\"]*?(?P<file>[^/\"]+)\"[^>]*>"
    r"(?:\s*</script>)?"
)


def localized(page: str, scripts: dict[str, str], root: str) -> str:
    """Return a page with local scripts; what is not among them is left out."""

    def local(match: re.Match[str]) -> str:
        path = scripts.get(match["file"])
        if path is None:
            return ""
        if match["tag"] == "link":
            return f'<link rel="stylesheet" href="{root}/{path}">'
        return f'<script src="{root}/{path}"></script>'

    return _ELEMENT.sub(local, page)


def main(source: Path, site: Path) -> None:
    """Copy the scripts into the site, and change its pages."""
    shutil.copytree(source, site / "scripts", dirs_exist_ok=True)
    files = [path for path in source.rglob("*.*") if path.suffix in {".js", ".css"}]
    scripts = {path.name: path.relative_to(source).as_posix() for path in files}
    for page in site.rglob("*.html"):
        root = os.path.relpath(site / "scripts", page.parent)
        text = localized(page.read_text(encoding="utf-8"), scripts, root)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
