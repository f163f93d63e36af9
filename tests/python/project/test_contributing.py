"""CONTRIBUTING is short, and what it names exists."""

import re

import yaml

from folders import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CODE = re.findall(r"`([^`\n]+)`", TEXT)


def test_is_short():
    assert len(TEXT.splitlines()) <= 60


def test_its_files_and_links_exist():
    paths = [name for name in CODE if "/" in name and "<" not in name]
    paths += re.findall(r"\]\(([^)]+)\)", TEXT)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_its_commands_are_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = [name.split()[1] for name in CODE if name.startswith("make ")]
    assert len(commands) > 5
    assert [name for name in commands if f"\n{name}:" not in makefile] == []


def test_every_rule_names_its_check():
    rules = TEXT.partition("## Rules")[2].partition("\n## ")[0].split("\n- ")[1:]
    assert len(rules) > 5
    assert [rule for rule in rules if not re.search(r"`(tests/|make )", rule)] == []


def test_hooks_run_the_rules_of_continuous_integration():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repository,) = hooks["repos"]
    entries = {hook["entry"] for hook in repository["hooks"]}
    rules = re.search(r"set -- (.+)$", (ROOT / "tools/lint.sh").read_text(), re.MULTILINE)[1]
    assert entries == {f"tools/lint.sh {rule}" for rule in rules.split()}


def test_the_list_of_slow_tests_is_sorted_and_its_tests_exist():
    lines = (ROOT / "tests/python/slow_tests.txt").read_text(encoding="utf-8").splitlines()
    tests = [line for line in lines if not line.startswith("#")]
    assert tests == sorted(set(tests))
    for test in tests:
        path, _, name = test.partition("::")
        function = name.partition("[")[0]
        assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8"), test
