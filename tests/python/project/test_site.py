"""The site: every public name on one page of each reference, and guides in both languages."""

import re
import sys
from collections import Counter

import pytest
import yaml

from folders import ROOT

sys.path.insert(0, str(ROOT / "tools"))

from layer_examples import EXAMPLES
from local_scripts import localized
from public_map import public_map
from reference_pages import page
from site_pages import without_sources

import prelayer
from image_layers import is_image_layer

GUIDES = sorted((ROOT / "docs/guides").glob("*.Rmd"))
MKDOCS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
CHUNK = re.compile(r"^```\{(python|r)([^}]*)\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_every_public_name_is_on_one_page_of_the_python_reference():
    pages = "".join(map(page, public_map()))
    named = Counter(re.findall(r"^::: prelayer\.[\w.]+\.(\w+)$", pages, re.M))
    assert named == Counter(prelayer.__all__)


def test_every_page_of_the_python_reference_is_in_the_navigation():
    listed = re.findall(r"python/([\w-]+)\.md$", MKDOCS, re.M)
    assert listed == ["index", *(kind.stem for kind in public_map())]


def test_every_help_page_is_on_one_place_of_the_r_reference():
    page_of = {}
    for path in (ROOT / "man").glob("*.Rd"):
        text = path.read_text(encoding="utf-8")
        for name in [path.stem, *re.findall(r"\\(?:name|alias)\{([^}]+)\}", text)]:
            page_of.setdefault(name, path.stem)
    index = yaml.safe_load((ROOT / "pkgdown/_pkgdown.yml").read_text(encoding="utf-8"))
    placed = Counter(page_of[name] for part in index["reference"] for name in part["contents"])
    assert placed == Counter(set(page_of.values()))


def test_every_layer_has_an_example_in_the_index():
    names = {name for kind in public_map() if kind.is_of_layers for name in kind.names}
    assert {getattr(prelayer, name) for name in names} == {
        getattr(prelayer.layers, name) for name in prelayer.layers.__all__
    }
    drawn = {name for name in names if is_image_layer(name)}
    assert drawn | set(EXAMPLES) | {"Pipeline", "DecodeImage"} == names


def test_every_guide_is_in_the_navigation():
    listed = set(re.findall(r"guides/([\w-]+)\.md$", MKDOCS, re.M))
    assert listed == {path.stem for path in GUIDES}


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_code_of_guides_comes_in_both_languages(path):
    chunks = [
        (language, options)
        for language, options, _ in CHUNK.findall(path.read_text(encoding="utf-8"))
        if not re.search(r"\b(?:include|echo) = FALSE|\bonly = TRUE", options)
    ]
    languages = [language for language, _ in chunks]
    assert languages == ["python", "r"] * (len(languages) // 2)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_code_of_guides_has_lines_of_at_most_80_characters(path):
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```([^\n]*)\n(.*?)^ *```$", text, re.S | re.M)
    shown = [code for options, code in blocks if not re.search(r"(echo|include) = FALSE", options)]
    assert [line for code in shown for line in code.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_links_of_guides_lead_to_pages(path):
    guides = {f"{guide.stem}.md" for guide in GUIDES}
    for link in LINK.findall(CHUNK.sub("", path.read_text(encoding="utf-8"))):
        r_page = re.fullmatch(r"\.\./r/reference/([\w.-]+)\.html", link)
        if r_page:
            assert (ROOT / f"man/{r_page[1]}.Rd").is_file(), link
        elif not link.startswith(("../r/", "../python/", "../figures/", "../layers.md")):
            assert link in guides or (ROOT / "docs/guides" / link).is_file(), link


def test_links_to_sources_become_text():
    text = (
        "[NumPy](https://numpy.org), [test](../tests/parity.yml), [web](web.md#open), [a](b/c.md)"
    )
    expected = "[NumPy](https://numpy.org), test, [web](web.md#open), [a](b/c.md)"
    assert without_sources(text, ROOT / "docs") == expected


def test_pages_of_pkgdown_load_nothing_from_other_hosts():
    page = (
        '<script src="https://cdn.example/fuse/6.4/fuse.js" integrity="x"></script>'
        '<link rel="stylesheet" href="https://cdn.example/all.min.css" />'
        '<script src="file:///usr/share/MathJax.js"></script>'
        '<script src="pkgdown.js"></script><a href="https://numpy.org">NumPy</a>'
    )
    scripts = {"fuse.js": "dist/fuse.js", "all.min.css": "css/all.min.css"}
    assert localized(page, scripts, "../scripts") == (
        '<script src="../scripts/dist/fuse.js"></script>'
        '<link rel="stylesheet" href="../scripts/css/all.min.css">'
        '<script src="pkgdown.js"></script><a href="https://numpy.org">NumPy</a>'
    )
