"""The help: a complete map, examples that print, links that lead somewhere, words that find it."""

import doctest
import inspect
import re

import pytest
import yaml

import prelayer
from folders import ROOT

SEARCHES = yaml.safe_load((ROOT / "tests/search_words.yml").read_text(encoding="utf-8"))
SECTION = re.compile(r"^(Args|Call arguments|Returns|Raises|Example):$", re.MULTILINE)


def help_of(name):
    return inspect.getdoc(getattr(prelayer, name))


def introduction(name):
    return SECTION.split(help_of(name))[0]


def map_of_names():
    """The names of the package's docstring, by heading."""
    found = re.findall(r"^([A-Z][\w ]*):\n((?:    .*\n)+)", prelayer.__doc__, re.MULTILINE)
    return {heading: re.findall(r"\w+", names) for heading, names in found}


def test_the_map_lists_every_public_name_once():
    listed = [name for names in map_of_names().values() for name in names]
    assert sorted(listed) == sorted(prelayer.__all__)


def test_the_map_of_r_has_the_same_headings_in_the_same_order():
    page = (ROOT / "R/prelayer-package.R").read_text(encoding="utf-8")
    headings = re.findall(r"^#' \* \*\*([^*]+):\*\*", page, re.MULTILINE)
    shared = [heading for heading in headings if heading in map_of_names()]
    assert shared == [heading for heading in map_of_names() if heading != "Errors"]


@pytest.mark.parametrize("name", prelayer.__all__)
def test_examples_print_in_short_lines(name):
    examples = doctest.DocTestParser().get_examples(help_of(name))
    assert any(example.want.strip() for example in examples)
    assert re.match(r"(from|import) ", examples[0].source)
    prompts = [line for line in help_of(name).splitlines() if re.match(r" *(>>>|\.\.\.) ", line)]
    assert [line for line in prompts if len(line) > 80] == []


@pytest.mark.parametrize("name", prelayer.__all__)
def test_links_lead_to_public_names_and_to_guides(name):
    (links,) = re.findall(r"See also:\s(.*?)\.$", introduction(name), re.MULTILINE | re.DOTALL)
    names = [word.removeprefix("prelayer.") for word in re.findall(r"`([\w.]+)`", links)]
    guides = re.findall(r"docs/[\w/-]+\.(?:md|Rmd)", links)
    own = set(dir(getattr(prelayer, name))) | {"beam", "spark", "missing"}
    assert [word for word in names if word not in own | set(prelayer.__all__)] == []
    assert [guide for guide in guides if not (ROOT / guide).is_file()] == []
    assert names or guides
    assert name not in names


@pytest.mark.parametrize("words", [words for words in SEARCHES if "python" in SEARCHES[words]])
def test_searches_find_the_help(words):
    pattern = re.compile(plain(words).replace(" ", "s? ") + "s?", re.IGNORECASE)
    found = [name for name in prelayer.__all__ if pattern.search(plain(introduction(name)))]
    assert set(SEARCHES[words]["python"]) <= set(found)


def plain(text):
    return re.sub(r"[-\s]+", " ", text)


def test_the_help_names_no_internal_modules():
    paths = r"\b(_core|ops|stats|layers|data|pipeline|export|utils)/"
    assert [name for name in prelayer.__all__ if re.search(paths, help_of(name))] == []
