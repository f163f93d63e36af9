"""Writes tests/python/slow_tests.txt: the tests that took long, which `make test` leaves to CI.

Usage: slow_tests.py REPORT; REPORT is the JUnit file of a run of pytest on a machine that does
nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

PAGE = Path(__file__).resolve().parent.parent / "tests/python/slow_tests.txt"
SECONDS = 1.0
_HEAD = f"""# Tests that took {SECONDS:g} s or more on two cores: CI runs them.
# tools/slow_tests.py adds to this list; remove the line of a test that became faster.
"""


def slow_tests(report: str) -> set[str]:
    """Return the tests of a report that took long, without those of docstrings."""
    cases = ET.parse(report).getroot().iter("testcase")
    return {
        f"{case.attrib['classname'].replace('.', '/')}.py::{case.attrib['name']}"
        for case in cases
        if case.attrib["classname"].startswith("tests.") and float(case.attrib["time"]) >= SECONDS
    }


if __name__ == "__main__":
    listed = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []
    tests = {line for line in listed if not line.startswith("#")} | slow_tests(sys.argv[1])
    PAGE.write_text(_HEAD + "\n".join(sorted(tests)) + "\n", encoding="utf-8")
