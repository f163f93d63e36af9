"""Ten thousand random texts against a vocabulary of 20,000 words, in each runtime."""

import pytest

from many_texts import TEXTS, vocabulary
from portable import FORMATS, SUFFIXES, model_of
from prelayer import TextVectorization, export_model, verify_export


@pytest.mark.slow(reason="Each runtime reads ten thousand texts, in a batch.")
@pytest.mark.parametrize(("target", "text"), FORMATS)
def test_all_indices_are_equal(tmp_path, target, text):
    model = model_of(TextVectorization(vocabulary=vocabulary()))
    path = export_model(model, tmp_path / f"m{SUFFIXES[target]}", format=target, text=text)
    assert path.stat().st_size < 1_500_000
    report = verify_export(model, path, rows=TEXTS)
    assert report.agrees, str(report)
    assert report.rows == TEXTS
