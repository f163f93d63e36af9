#!/usr/bin/env bash
# Installs the R package into a temporary library, runs testthat on it and appends its counts. Which reticulate, and which
# Python, the caller has chosen: tools/testthat.sh CLOSING [FILTER [PACKAGE]]
#   FILTER    a regular expression for the stems of test files
#   PACKAGE   is attached before
set -uo pipefail

library=$(mktemp -d)
trap 'rm -rf "$library"' EXIT
if ! tools/install-r.sh "$library"; then
  echo "testthat: the R package does not install" >>"$1"
  exit 1
fi
export R_LIBS=$library${R_LIBS:+:$R_LIBS} NOT_CRAN=true
Rscript --vanilla tools/testthat.R "$@"
