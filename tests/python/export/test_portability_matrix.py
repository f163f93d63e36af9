"""docs/portability.md: what it says of each layer is what `portability()` returns."""

import importlib.util

import pytest

from folders import ROOT


@pytest.mark.slow(reason="A model of each set of options of each layer is traced twice.")
def test_the_page_is_up_to_date():
    spec = importlib.util.spec_from_file_location("matrix", ROOT / "tools/portability_matrix.py")
    matrix = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(matrix)
    written = matrix.PAGE.read_text(encoding="utf-8")
    assert written == matrix.page(), "run tools/portability_matrix.py"
