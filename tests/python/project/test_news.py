"""NEWS lists changes by kind, each under the name of a function, class or argument."""

import re

from folders import ROOT

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
