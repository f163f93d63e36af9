#!/usr/bin/env bash
# Writes NAMESPACE and man/ from the comments in R/.
set -euo pipefail
cd "$(dirname "$0")/.."
RETICULATE_PYTHON=$PWD/.venv-r/bin/python Rscript --vanilla -e 'roxygen2::roxygenise()'
