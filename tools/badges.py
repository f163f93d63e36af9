"""Draws the badges of the README from the metadata of both packages into man/figures.

They are files of the repository, so that readers need no service on the network to see them.
"""

import re
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "man/figures"
_CHARACTER = 6.2  # the width of an average character in pixels
_MARGIN = 6


def texts() -> dict[str, tuple[str, str]]:
    """Return the label and the value of each badge by its name."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    description = (ROOT / "DESCRIPTION").read_text(encoding="utf-8")
    pythons = re.findall(r'"Programming Language :: Python :: ([\d.]+)"', project)
    oldest_r = re.search(r"^Depends: R \(>= (.+)\)$", description, re.MULTILINE)
    license_name = re.search(r'^license = "(.+)"$', project, re.MULTILINE)
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    assert oldest_r is not None
    assert license_name is not None
    assert version is not None
    return {
        "version": ("version", version[1]),
        "python": ("Python", f"{pythons[0]} to {pythons[-1]}"),
        "r": ("R", f"{oldest_r[1]} or newer"),
        "license": ("license", license_name[1]),
    }


def draw(label: str, value: str) -> str:
    """Return the SVG of a badge."""
    left, right = (round(_CHARACTER * len(text)) + 2 * _MARGIN for text in (label, value))
    name = escape(f"{label}: {value}")
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}"
  width="{left + right}" height="20">
  <title>{name}</title>
  <path d="M3 0H{left}V20H3A3 3 0 0 1 0 17V3A3 3 0 0 1 3 0Z" fill="#444"/>
  <path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}Z" fill="#1f6feb"/>
  <g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">
    <text x="{_MARGIN}" y="14" textLength="{left - 2 * _MARGIN}">{escape(label)}</text>
    <text x="{left + _MARGIN}" y="14" textLength="{right - 2 * _MARGIN}">{escape(value)}</text>
  </g>
</svg>
"""


def main(folder: Path) -> None:
    """Write the files."""
    for name, (label, value) in texts().items():
        (folder / f"badge-{name}.svg").write_text(draw(label, value), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
