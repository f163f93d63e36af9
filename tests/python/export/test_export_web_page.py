"""Exported web pages in a browser: served from a folder, and as one file from disk."""

import base64
import json

import numpy as np
import pytest
import tensorflow as tf

import chromium
from prelayer import export_model
from served import served
from web_models import CLASS_NAMES, HAS_RUNTIME, example, mixed_model, scores

pytestmark = [
    pytest.mark.skipif(
        not (HAS_RUNTIME and chromium.PROGRAM), reason="Chromium or the runtime is not installed"
    ),
    pytest.mark.slow(reason="Starts a browser and exports two pages."),
]


@pytest.fixture(scope="module")
def model():
    return mixed_model()


@pytest.fixture(scope="module")
def exported(model, tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")
    options = {"format": "web", "class_names": CLASS_NAMES}
    export_model(model, folder / "mixed", **options)
    export_model(model, folder / "mixed.html", single_file=True, **options)
    return folder


@pytest.fixture(scope="module")
def addresses(exported):
    """The address of each page, and of the folder from disk."""
    with served(exported) as address:
        yield {
            "folder": f"{address}/mixed/index.html",
            "single": (exported / "mixed.html").as_uri(),
            "folder from disk": (exported / "mixed" / "index.html").as_uri(),
        }


@pytest.fixture
def browser():
    with chromium.Chromium() as page:
        yield page


def photo_file(folder):
    pixels = np.random.default_rng(0).integers(0, 256, (4, 4, 3)).astype("uint8")
    (folder / "photo.png").write_bytes(tf.io.encode_png(pixels).numpy())
    return folder / "photo.png", pixels


def fill(browser, **values):
    for label, value in values.items():
        browser.evaluate(f"""(() => {{
            const labels = [...document.querySelectorAll("label")];
            const label = labels.find(({{ textContent }}) => textContent === {json.dumps(label)});
            const {{ control }} = label;
            if (control.type === "checkbox") control.checked = {json.dumps(value)};
            else control.value = {json.dumps(value)};
            for (const type of ["input", "change"]) {{
                control.dispatchEvent(new Event(type, {{ bubbles: true }}));
            }}
        }})()""")


def shown(browser):
    """Return the class and the probabilities that the page shows."""
    return browser.evaluate("""({
        class: document.querySelector(".answer").textContent,
        bars: Object.fromEntries([...document.querySelectorAll(".bars li")].map((row) =>
            [row.children[0].textContent, parseFloat(row.children[1].textContent)])),
    })""")


@pytest.mark.parametrize("kind", ["folder", "single"])
def test_agrees_with_the_model(browser, addresses, kind):
    browser.open(addresses[kind])
    browser.wait_for("!document.querySelector('#conformance').hidden")
    browser.evaluate("document.querySelector('#run-conformance').click()")
    text = browser.wait_for("document.querySelector('#conformance-result').textContent")
    assert text.startswith("64 of 64 agree. The largest difference is ")
    loaded = "performance.getEntriesByType('resource').map(({ name }) => new URL(name).host)"
    assert set(browser.evaluate(loaded)) <= {browser.evaluate("location.host")}


@pytest.mark.parametrize("kind", ["folder", "single"])
def test_predicts_what_is_entered(browser, addresses, model, tmp_path, kind):
    path, pixels = photo_file(tmp_path)
    browser.open(addresses[kind])
    browser.wait_for("document.querySelector('#message').textContent === 'Choose an image.'")
    values = {"text": "Bad, bad film", "color": "größe", "year": 1999, "price": 11.5}
    fill(browser, **{**values, "color": "=größe", "year": "=1999", "price": "11.5", "sold": True})
    browser.choose_file("input[type=file]", path)
    browser.wait_for("document.querySelector('.answer')")
    expected = scores(model, **values, sold=True, photo=pixels)
    page = shown(browser)
    assert page["class"] == CLASS_NAMES[int(np.argmax(expected))]
    found = [page["bars"][name] for name in CLASS_NAMES]
    np.testing.assert_allclose(found, 100 * expected, atol=0.051)


def test_asks_for_what_is_missing(browser, addresses, tmp_path):
    browser.open(addresses["folder"])
    message = "document.querySelector('#message').textContent"
    browser.wait_for(f"{message} === 'Choose an image.'")
    (tmp_path / "text.png").write_text("no image")
    browser.choose_file("input[type=file]", tmp_path / "text.png")
    browser.wait_for(f"{message} === '“text.png” is not an image that this browser reads.'")
    fill(browser, year="other")
    browser.wait_for(f"{message} === 'Enter a whole number for year.'")


def test_the_module_takes_images_of_the_browser(browser, addresses, model, tmp_path):
    path, pixels = photo_file(tmp_path)
    browser.open(addresses["folder"])
    found = browser.evaluate(f"""(async () => {{
        const {{ load, resized }} = await import("./predict.js");
        const predict = await load();
        const image = new Image();
        image.src = "data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()}";
        await image.decode();
        const input = predict.inputs.find(({{ name }}) => name === "photo");
        const example = {json.dumps(example())};
        const results = [];
        for (const photo of [image, await createImageBitmap(image), resized(input, image)]) {{
            results.push((await predict({{ ...example, photo }})).scores);
        }}
        const small = new ImageData(1, 2);
        results.push(await predict({{ ...example, photo: small }}).catch(String));
        results.push(await predict({{ ...example, text: small }}).catch(String));
        return results;
    }})()""")
    for one in found[:3]:
        np.testing.assert_allclose(one, scores(model, photo=pixels), atol=1e-6)
    assert found[3:] == [
        'TypeError: predict: the input "photo" must be an image of 4 x 4 pixels, not 1 x 2. '
        "resized() changes its size.",
        'TypeError: predict: the input "text" does not take images.',
    ]


def test_a_folder_from_disk_says_that_it_must_be_served(browser, addresses):
    browser.open(addresses["folder from disk"])
    text = browser.wait_for("document.querySelector('#status.error')?.textContent")
    assert text.startswith("Browsers do not load modules from disk. Serve this folder")


def test_every_field_has_a_label(browser, addresses):
    browser.open(addresses["single"])
    browser.wait_for("document.querySelector('#field-5')")
    named = """[...document.querySelectorAll("input, select, textarea, progress")].filter(
        (control) => !control.labels?.length && !control.ariaLabel).length"""
    assert browser.evaluate(named) == 0
    assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
