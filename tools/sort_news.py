"""Sorts the items of each list in NEWS.md by the function, class or module that they begin with.

Items of one name keep their order.
"""

import re
from pathlib import Path

NEWS = Path(__file__).resolve().parent.parent / "NEWS.md"
# Lines that begin with an asterisk, and the indented ones that follow each.
_LIST = re.compile(r"(?:^\* .*\n(?:  .*\n)*)+", re.MULTILINE)


def name_of(item: str) -> str:
    """Return the name of an item: `Preprocessor` for "* `Preprocessor.attach()` returns ..."."""
    code = re.match(r"\* `([^`]+)`", item)
    assert code is not None, item
    name = re.match(r"(?:(?:library|help)\((?=\w))?([\w.]+|.+)", code[1])
    assert name is not None
    return name[1].partition(".")[0].lower()


def sorted_news(text: str) -> str:
    """Return the text with sorted lists."""
    return _LIST.sub(_sorted_list, text)


def _sorted_list(matched: re.Match[str]) -> str:
    items = re.split(r"^(?=\* )", matched[0], flags=re.MULTILINE)[1:]
    return "".join(sorted(items, key=name_of))


if __name__ == "__main__":
    NEWS.write_text(sorted_news(NEWS.read_text(encoding="utf-8")), encoding="utf-8")
