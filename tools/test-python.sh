#!/usr/bin/env bash
# Runs pytest and appends its counts to the file named: tools/test-python.sh CLOSING
# A process runs whole files, so that what their tests share is made once.
set -uo pipefail

report=$(mktemp)
trap 'rm -f "$report"' EXIT
.venv/bin/python -m pytest -q --numprocesses auto --maxprocesses 8 --dist loadfile --junit-xml "$report"
status=$?
.venv/bin/python tools/pytest_counts.py "$report" >>"$1" || echo "pytest: stopped before its end" >>"$1"
exit $status
