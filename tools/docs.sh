#!/usr/bin/env bash
# Writes NAMESPACE and man/ from the comments in R/.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/r-environment.sh newest
Rscript --vanilla -e 'roxygen2::roxygenise()'
