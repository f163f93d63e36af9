#!/usr/bin/env bash
# The rules of style: all of them, or those named: tools/lint.sh [ruff] [format] [mypy] [lintr]
# All run, then the first failure counts.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/r-environment.sh newest

ruff() { .venv/bin/ruff check .; }
format() { .venv/bin/ruff format --check .; }
mypy() { .venv/bin/mypy; }
lintr() { Rscript --vanilla tools/lint.R; }

[[ $# -gt 0 ]] || set -- ruff format mypy lintr
status=0
for rule in "$@"; do
  echo "== lint: $rule"
  "$rule" || status=1
done
exit $status
