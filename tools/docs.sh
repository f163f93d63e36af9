#!/usr/bin/env bash
# Writes inst/api.json from the Python package, then NAMESPACE and man/ from it and from the comments in R/.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHONPATH=python .venv/bin/python tools/public_api.py inst/api.json
. tools/r-environment.sh newest
Rscript --vanilla -e 'roxygen2::roxygenise()'
