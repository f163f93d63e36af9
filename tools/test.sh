#!/usr/bin/env bash
# Runs the suites named, all of them even if the first fails, and ends in one line for each: tools/test.sh [python] [r]
set -uo pipefail
cd "$(dirname "$0")/.."

closing=$(mktemp)
trap 'rm -f "$closing"' EXIT
status=0
for half in "$@"; do
  echo "== tests: $half"
  "tools/test-$half.sh" "$closing" || status=1
done
echo
cat "$closing"
exit $status
