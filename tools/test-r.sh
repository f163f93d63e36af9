#!/usr/bin/env bash
# Runs testthat with the newest reticulate and appends its counts: tools/test-r.sh CLOSING
set -uo pipefail
. tools/r-environment.sh newest
tools/testthat.sh "$1"
