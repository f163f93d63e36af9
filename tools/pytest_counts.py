"""Prints the counts of a pytest run from its JUnit report, the file named."""

import sys
from xml.etree import ElementTree as ET

suites = list(ET.parse(sys.argv[1]).iter("testsuite"))


def total(*outcomes: str) -> int:
    return sum(int(suite.get(outcome, 0)) for suite in suites for outcome in outcomes)


failed, skipped = total("failures", "errors"), total("skipped")
passed = total("tests") - failed - skipped
print(f"pytest: {passed} passed, {failed} failed, {skipped} skipped")
