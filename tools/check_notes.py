"""Reports what R CMD check found, and fails unless it is only notes that are explained.

Usage: check_notes.py LOG; the explanations are the items of cran-comments.md, each of which begins
with the name of a check.
"""

import re
import sys
from pathlib import Path

COMMENTS = Path(__file__).resolve().parent.parent / "cran-comments.md"


# At the end of the line that names the check, or after what it printed, on a line of its own.
_OUTCOME = re.compile(r"(?:\A.*\.\.\.(?: ?\[.*\])? |^ ?)(ERROR|WARNING|NOTE)$", re.MULTILINE)


def findings(log: str) -> list[tuple[str, str, str]]:
    """Return the name, the outcome and the whole text of each check that found something."""
    checks = re.findall(r"^\* (checking (.+?) \.\.\..*?)(?=^\* )", log, re.MULTILINE | re.DOTALL)
    outcomes = [(name, _OUTCOME.search(text), text) for text, name in checks]
    return [(name, outcome[1], text) for name, outcome, text in outcomes if outcome]


def explained(comments: str) -> set[str]:
    """Return the names of the checks whose notes are explained."""
    return set(re.findall(r"^\* checking (.+?):", comments, re.MULTILINE))


def main(path: str) -> int:
    """Print the findings, and return the exit status."""
    log = Path(path).read_text(encoding="utf-8")
    known = explained(COMMENTS.read_text(encoding="utf-8"))
    found = findings(log)
    accepted = [outcome == "NOTE" and name in known for name, outcome, _ in found]
    for (_, _, text), explanation in zip(found, accepted):
        print(f"{text.rstrip()}{' (explained in cran-comments.md)' if explanation else ''}")
    status = re.search(r"^Status: (.+)$", log, re.MULTILINE)
    print(status[0] if status else "R CMD check stopped before its end.")
    counted = sum(map(int, re.findall(r"\d+", status[1]))) if status else -1
    return 0 if all(accepted) and counted == len(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
