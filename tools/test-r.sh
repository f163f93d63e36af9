#!/usr/bin/env bash
# Installs the R package into a temporary library, runs testthat on it and appends its counts: tools/test-r.sh CLOSING
set -uo pipefail

library=$(mktemp -d)
trap 'rm -rf "$library"' EXIT
if ! tools/install-r.sh "$library"; then
  echo "testthat: the R package does not install" >>"$1"
  exit 1
fi
export RETICULATE_PYTHON=$PWD/.venv-r/bin/python R_LIBS=$library${R_LIBS:+:$R_LIBS} NOT_CRAN=true
Rscript --vanilla tools/testthat.R "$1"
