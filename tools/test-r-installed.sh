#!/usr/bin/env bash
# Runs testthat with the installed reticulate, on Debian the oldest one that is supported, and appends its counts:
# tools/test-r-installed.sh CLOSING [FILTER]
set -uo pipefail
if [[ ! -d .r-library ]]; then
  echo "The installed reticulate is the newest one that there is: nothing more to run."
  exit 0
fi
. tools/r-environment.sh installed
tools/testthat.sh "$@"
