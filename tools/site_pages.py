"""Copies the pages of docs/ for the site. Links that leave docs/ become text.

Usage: site_pages.py GUIDES FOLDER; GUIDES is the folder of the guides that were run.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#:]+)(#[^)]*)?\)")


def without_sources(text: str, folder: Path) -> str:
    """Return the text of a page in a folder, with links to pages of the site only."""

    def kept(match: re.Match[str]) -> str:
        target = (folder / match[2]).resolve()
        inside = target.is_relative_to(DOCS) or not target.exists()
        return match[0] if inside else match[1]

    return _LINK.sub(kept, text)


def main(guides: Path, folder: Path) -> None:
    """Copy pages, guides, figures and styles, and the changes of each version."""
    shutil.copytree(guides, folder / "guides", dirs_exist_ok=True)
    copied = [(page, DOCS, folder) for page in DOCS.glob("*.md")]
    copied += [(page, DOCS / "guides", folder / "guides") for page in guides.glob("*.md")]
    for page, source, target in copied:
        text = without_sources(page.read_text(encoding="utf-8"), source)
        text = text.replace("](../vignettes/web-page.png)", "](figures/web-page.png)")
        (target / page.name).write_text(text, encoding="utf-8")
    changes = without_sources((ROOT / "NEWS.md").read_text(encoding="utf-8"), ROOT)
    (folder / "changes.md").write_text(f"# Changes\n\n{changes}", encoding="utf-8")
    for name in ("styles.css", "specification.schema.json"):
        shutil.copy(DOCS / name, folder)
    shutil.copytree(ROOT / "man/figures", folder / "figures")
    shutil.copy(ROOT / "vignettes/web-page.png", folder / "figures")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
