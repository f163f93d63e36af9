#!/usr/bin/env bash
# Runs pytest and appends its counts to the file named: tools/test-python.sh CLOSING [OPTION OF PYTEST]...
# A process runs whole files, so that what their tests share is made once; in their order, in which small ones come last,
# so that all processes end at about the same time.
set -uo pipefail

closing=$1
shift
report=$(mktemp)
trap 'rm -f "$report"' EXIT
.venv/bin/python -m pytest -q --numprocesses auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder \
  --junit-xml "$report" "$@"
status=$?
.venv/bin/python tools/pytest_counts.py "$report" >>"$closing" || echo "pytest: stopped before its end" >>"$closing"
exit $status
