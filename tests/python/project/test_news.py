"""NEWS lists changes by kind, each under the name of a function, class or argument."""

import re
import sys

from folders import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import sort_news

NEWS = (ROOT / "NEWS.md").read_text(encoding="utf-8")
KINDS = ["New features", "Improvements", "Fixes", "Breaking"]


def test_changes_are_listed_by_kind():
    for version in NEWS.split("# prelayer ")[1:]:
        kinds = re.findall(r"^## (.+)$", version, re.MULTILINE)
        assert kinds == [kind for kind in KINDS if kind in kinds]


def test_every_change_begins_with_a_name():
    bullets = re.findall(r"^\* .*$", NEWS, re.MULTILINE)
    assert len(bullets) > 100
    assert [bullet for bullet in bullets if not re.match(r"\* `[^`]+`", bullet)] == []


def test_changes_are_sorted_by_name():
    assert sort_news.sorted_news(NEWS) == NEWS, "run python3 tools/sort_news.py"


def test_every_change_is_listed_once_in_a_version():
    for version in NEWS.split("# prelayer ")[1:]:
        items = re.split(r"^\* ", version, flags=re.MULTILINE)[1:]
        items = [item.partition("\n\n")[0].strip() for item in items]
        assert [item for item in items if items.count(item) > 1] == []


def test_items_are_sorted_by_the_name_that_they_begin_with():
    heading = "# prelayer 1\n\n"
    logarithm, fitting = "* `Log()` b\n  c.\n", "* `adapt()` d.\n"
    fixes = "\n## Fixes\n\n* `log(x=)` a.\n* `Log` e.\n"
    unsorted = heading + logarithm + fitting + fixes
    assert sort_news.sorted_news(unsorted) == heading + fitting + logarithm + fixes
    starts = ["`Layer.attach()`", "`help(pkg)`", "`import pkg.cli`", "`[`, `$`", "`pkg.layers`"]
    names = [sort_news.name_of(f"* {start} does.") for start in starts]
    assert names == ["layer", "pkg", "import", "[", "pkg"]
