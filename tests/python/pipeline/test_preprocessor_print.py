"""What a preprocessor prints: a table of its features, and HTML for notebooks."""

import os
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from prelayer import Imputation, Normalization, Preprocessor, StringLookup, TextVectorization

DATA = {"size": [1.0, 3.0, np.nan], "color": ["red", "<i>", "red"]}


def made():
    lookup = StringLookup(output_mode="one_hot")
    return Preprocessor({"size": [Imputation(), Normalization()], "color": lookup, "plain": None})


def fitted():
    preprocessor = made()
    preprocessor.adapt({**DATA, "plain": [1.0, 2.0, 3.0]})
    return preprocessor


def test_text_has_at_most_80_columns_without_a_terminal(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((0, 0)))
    assert repr(made()).splitlines() == [
        "Preprocessor of 3 features",
        "feature  type     layers                               output         learned",
        "size     float32  Imputation() > Normalization()       (None, 1)",
        "color    string   StringLookup(output_mode='one_hot')  after adapt()",
        "plain    float32  as is                                (None, 1)",
    ]
    long = TextVectorization(standardize=["casefold", "strip_accents"], output_mode="multi_hot")
    preprocessor = Preprocessor({"text": long, "size": Normalization()})
    lines = repr(preprocessor).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[2].startswith("text     string   TextVectorization(standardize=")

    assert lines[-1] == "Cut to the width of the terminal; summary() prints all."


@pytest.mark.parametrize("width", [50, 80, 120, 300])
def test_text_has_the_width_of_the_terminal(monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    names = ["number_of_previous_admissions_to_hospital", "number_of_previous_visits"]
    lookup = StringLookup(vocabulary=list("abc"), mask_token="", output_mode="multi_hot")
    preprocessor = Preprocessor({names[0]: lookup, names[1]: Normalization()})
    lines = repr(preprocessor).splitlines()
    assert max(map(len, lines)) <= max(width, 55)  # the width of the note
    assert lines[-1].startswith("Cut to the width") == (width < 300)
    for line, name in zip(lines[2:4], names):
        assert line.startswith(name if width > 120 else name[:5])


def test_the_summary_is_not_cut(capsys):
    fitted().summary()
    lines = capsys.readouterr().out.splitlines()
    # The mean of 1, 3 and their mean 2, and the variance of these.
    assert lines[2].endswith("statistics 2; mean 2, variance 0.6667")
    assert lines[3].endswith("2 tokens: red, <i>")
    assert "StringLookup(output_mode='one_hot')" in lines[3]


def test_html_has_a_table_and_a_diagram():
    html = fitted()._repr_html_()
    tree = ET.fromstring(html)
    cells = ["".join(cell.itertext()) for cell in tree.iter("td")]
    assert cells[:5] == [
        "size", "float32", "Imputation() > Normalization()", "(None, 1)",
        "statistics 2; mean 2, variance 0.6667",
    ]  # fmt: skip
    assert cells[9] == "2 tokens: red, <i>"
    texts = [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[:4] == ["size", "Imputation()", "Normalization()", "size (None, 1)"]
    assert "<script" not in html
    many = Preprocessor({f"x{number}": None for number in range(30)})
    assert "<svg" not in many._repr_html_()


def test_the_texts_of_the_plot_fit_into_its_boxes():
    pytest.importorskip("matplotlib").use("Agg")
    names = ["free_text_comment_of_the_attending_physician", "x" * 70, "a"]
    lookup = StringLookup(vocabulary=["a"], mask_token="", output_mode="one_hot")
    figure = Preprocessor({names[0]: lookup, names[1]: None, names[2]: None}).plot()
    (axes,) = figure.axes
    figure.draw_without_rendering()
    boxes = [patch.get_window_extent() for patch in axes.patches]
    texts = [text for text in axes.texts if text.get_text()]
    assert len(texts) == len(boxes)
    for text, box in zip(texts, boxes):
        extent = text.get_window_extent()
        assert min(extent.x0 - box.x0, box.x1 - extent.x1) >= 0
        assert min(extent.y0 - box.y0, box.y1 - extent.y1) >= 0
    assert texts[0].get_text().splitlines()[:2] == [
        "free_text_comment_of_the_", "attending_physician",
    ]  # fmt: skip
