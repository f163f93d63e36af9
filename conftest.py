"""Examples of docstrings run in an empty namespace, as they do where a reader pastes them."""


def pytest_collection_modifyitems(items):
    for item in items:
        if hasattr(item, "dtest"):
            item.dtest.globs = {"__name__": "__main__"}
