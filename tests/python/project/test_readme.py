"""The examples of the README run as they stand, each in an empty namespace."""

import re

import pytest

from folders import ROOT

README = ROOT / "README.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


# Keras says this of every dataset whose length is not known, as where bad files are skipped.
@pytest.mark.filterwarnings("ignore:Your input ran out of data:UserWarning")
@pytest.mark.parametrize("code", EXAMPLES)
def test_its_examples_run(tmp_path, monkeypatch, code):
    monkeypatch.chdir(tmp_path)
    exec(code, {"__name__": "__main__"})
