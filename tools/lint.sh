#!/usr/bin/env bash
# The rules of style: ruff and mypy for Python, lintr for R. All run, then the first failure counts.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/r-environment.sh newest

status=0
rule() {
  echo "== lint: $*"
  "$@" || status=1
}
rule .venv/bin/ruff check .
rule .venv/bin/ruff format --check .
rule .venv/bin/mypy
rule Rscript --vanilla tools/lint.R
exit $status
