#!/usr/bin/env bash
# Runs both suites with their slow tests and prints the share of lines that they run, by language. What is not run is
# listed in build/coverage.
set -uo pipefail
cd "$(dirname "$0")/.."
export SLOW_TESTS=true
mkdir -p build/coverage
closing=$(mktemp)
trap 'rm -f "$closing"' EXIT
status=0

tools/test-python.sh "$closing" --cov --cov-report= || status=1
.venv/bin/python -m coverage report --skip-covered --show-missing >build/coverage/python.txt
echo "Python: $(.venv/bin/python -m coverage report --format=total --precision=1) % of lines" >>"$closing"

. tools/r-environment.sh newest
Rscript --vanilla tools/coverage.R "$closing" || status=1

echo
cat "$closing"
exit $status
