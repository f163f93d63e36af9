"""Tests that are named for an operation in `exported_operations.yml` must export it."""

import importlib
from collections import defaultdict
from unittest import mock

import pytest
import yaml

from folders import ROOT

_TESTS = yaml.safe_load((ROOT / "tests/exported_operations.yml").read_text(encoding="utf-8"))
# The operations of each test by runtime.
_OPERATIONS = defaultdict(lambda: defaultdict(set))
for _target, _names in _TESTS.items():
    for _name, _test in _names.items():
        _OPERATIONS[_test][_target].add(_name)


@pytest.fixture(autouse=True)
def exports_its_operations(request):
    """Check that the test exports models with the operations that it is named for."""
    wanted = _OPERATIONS.get(request.node.nodeid.removeprefix("tests/python/export/"), {})
    found = {target: set() for target in wanted}
    patches = [_recorded(target, found[target]) for target in wanted]
    yield
    for patch in patches:
        patch.stop()
    assert {target: names - found[target] for target, names in wanted.items()} == {
        target: set() for target in wanted
    }


def _recorded(target, found):
    """Start to add the operations of exported models to a set."""
    converter = importlib.import_module(f"prelayer.export.{target}_model")
    operations = converter.operations

    def record(model):
        names = operations(model)
        found.update(names)
        return names

    patch = mock.patch.object(converter, "operations", record)
    patch.start()
    return patch
