"""The README: examples run as they stand, links lead to files, this code draws the picture."""

import re
import sys

import numpy as np
import pytest
from PIL import Image

from folders import ROOT
from web_models import needs_runtime

sys.path.insert(0, str(ROOT / "demo"))

import readme_picture

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
LINKS = re.findall(r"\]\(([^)]+)\)", README)


@needs_runtime
@pytest.mark.parametrize("code", EXAMPLES)
def test_its_examples_run(tmp_path, monkeypatch, code):
    monkeypatch.chdir(tmp_path)
    exec(code, {"__name__": "__main__"})


def test_its_links_lead_to_files():
    assert [link for link in LINKS if not (ROOT / link).is_file()] == []


def test_every_row_of_the_comparison_links_to_a_test_or_a_benchmark():
    section = README.partition("## What the others do not do")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 10
    for row in rows:
        assert re.search(r"\[\w+\]\(docs/\S+\) \|", row), row
        assert re.search(r"\[(test|benchmark)\]\((tests|benchmarks)/\S+\)", row), row


def test_its_picture_is_what_the_code_draws(tmp_path):
    readme_picture.draw(tmp_path / "drawn.png")
    assert readme_picture.PATH.stat().st_size < 200_000
    drawn, committed = [
        np.asarray(Image.open(path).convert("RGB")).astype(float)
        for path in (tmp_path / "drawn.png", readme_picture.PATH)
    ]
    assert drawn.shape == committed.shape
    # Other versions of matplotlib and of fonts place letters differently.
    assert abs(drawn - committed).mean() < 5
