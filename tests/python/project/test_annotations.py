"""Public signatures state types by name, as `prelayer/_core/types.py` defines them."""

import inspect
import re
from pathlib import Path

import pytest

import prelayer
from prelayer._core import types

PACKAGE = Path(prelayer.__file__).parent


def public_functions(name):
    """Yield a public name's functions: itself, or the class's own and inherited public methods."""
    value = getattr(prelayer, name)
    if not inspect.isclass(value):
        yield name, value
        return
    for cls in value.__mro__:
        # Published classes have the module `prelayer`, their bases that of their file.
        if cls.__module__.partition(".")[0] != "prelayer":
            continue
        for key, member in vars(cls).items():
            if not key.startswith("_") or key in ("__init__", "__call__"):
                function = member.fget if isinstance(member, property) else member
                function = getattr(function, "__func__", function)
                if inspect.isfunction(function):
                    yield f"{name}.{key}", inspect.unwrap(function)


@pytest.mark.parametrize("name", prelayer.__all__)
def test_public_signatures_have_no_any(name):
    functions = dict(public_functions(name))
    assert functions
    for path, function in functions.items():
        for argument, annotation in function.__annotations__.items():
            assert "Any" not in str(annotation), f"{path}: {argument}"


def test_every_type_is_used():
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    for name in vars(types):
        if name[0].isupper() and name not in ("Any", "TypeAlias"):
            pattern = rf"from prelayer._core.types import [^\n]*\b{name}\b|^    {name},$"
            assert any(re.search(pattern, text, re.MULTILINE) for text in texts), name
