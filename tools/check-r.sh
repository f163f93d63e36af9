#!/usr/bin/env bash
# Builds the R package and checks it as CRAN would, in build/.
set -euo pipefail
cd "$(dirname "$0")/.."
export RETICULATE_PYTHON=$PWD/.venv-r/bin/python
root=$PWD
rm -rf build/check
mkdir -p build/check
cd build/check
R CMD build "$root"
_R_CHECK_FORCE_SUGGESTS_=false R CMD check --no-manual prelayer_*.tar.gz
