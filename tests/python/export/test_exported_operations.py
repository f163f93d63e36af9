"""Each operation that exports may have is named with a test that exports it, and no other is.

The fixture in `conftest.py` fails a test that does not export the operations it is named for.
"""

import pytest
import yaml

from folders import ROOT
from prelayer.export.allowed_operations import ALLOWED

TESTS = yaml.safe_load((ROOT / "tests/exported_operations.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("target", "runtime"), [(one, one) for one in TESTS] + [("web", "onnx")])
def test_every_allowed_operation_has_a_test(target, runtime):
    assert sorted(ALLOWED[target]) == sorted(TESTS[runtime])


@pytest.mark.parametrize(
    "test", sorted({name for names in TESTS.values() for name in names.values()})
)
def test_the_tests_exist(test):
    path, _, name = test.partition("::")
    source = (ROOT / "tests/python/export" / path).read_text(encoding="utf-8")
    assert f"def {name.partition('[')[0]}(" in source
