#!/usr/bin/env bash
# Runs testthat with keras3 attached before the package and appends its counts: tools/test-r-keras3.sh CLOSING
set -uo pipefail
if [[ ! -d .r-library ]]; then
  echo "keras3 was not built: nothing to run."
  exit 0
fi
. tools/r-environment.sh newest
tools/testthat.sh "$1" "" keras3
