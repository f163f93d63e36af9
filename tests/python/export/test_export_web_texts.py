"""Ten thousand random texts against a vocabulary of 20,000 words, in Node.js and in a browser."""

import json

import numpy as np
import pytest
import tensorflow as tf

import chromium
from many_texts import TEXTS, strings_of, vocabulary
from portable import model_of
from prelayer import TextVectorization, export_model, verify_export
from served import served
from web_models import HAS_RUNTIME, needs_node

MOST_BYTES = 600  # of which 2 % of the texts have more, up to 30,000
pytestmark = pytest.mark.slow(reason="JavaScript reads ten thousand texts.")


@pytest.fixture(scope="module")
def model():
    return model_of(TextVectorization(vocabulary=vocabulary()))


@pytest.fixture(scope="module")
def folder(model, tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "texts"
    return export_model(model, path, format="web", verify=False)


@pytest.fixture(scope="module")
def texts(model):
    return strings_of(model, TEXTS, MOST_BYTES)


@needs_node
def test_all_indices_are_equal_in_node(model, folder, texts):
    report = verify_export(model, folder, {"x": texts})
    assert report.agrees, str(report)
    assert report.rows == TEXTS


@needs_node
def test_long_texts_are_equal_in_node(model, folder):
    report = verify_export(model, folder, rows=256)
    assert report.agrees, str(report)


@pytest.mark.skipif(not (HAS_RUNTIME and chromium.PROGRAM), reason="Chromium is not installed")
def test_all_indices_are_equal_in_a_browser(model, folder, texts):
    (folder / "texts.json").write_text(json.dumps(texts))
    with served(folder) as address, chromium.Chromium() as browser:
        browser.open(f"{address}/index.html")
        found = browser.evaluate("""(async () => {
            const { load } = await import("./predict.js");
            const predict = await load();
            const texts = await (await fetch("texts.json")).json();
            const outputs = await predict.batch(texts.map((x) => ({ x })));
            return JSON.stringify(outputs.map((output) => Object.values(output)[0]));
        })()""")
    wanted = model(tf.constant(texts)).numpy()
    different = np.flatnonzero((np.array(json.loads(found)) != wanted).any(axis=1))
    assert different.tolist() == []
    assert wanted.shape[0] == TEXTS
    assert (wanted > 1).sum() > 3 * TEXTS
