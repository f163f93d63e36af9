#!/usr/bin/env bash
# Builds each vignette from an installed copy of the package into build/vignettes.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/r-environment.sh newest
library=$(mktemp -d)
trap 'rm -rf "$library"' EXIT
tools/install-r.sh "$library"
mkdir -p build/vignettes
for vignette in vignettes/*.Rmd; do
  R_LIBS=$library${R_LIBS:+:$R_LIBS} Rscript --vanilla -e \
    'rmarkdown::render(commandArgs(TRUE), output_dir = "build/vignettes", knit_root_dir = tempdir(), quiet = TRUE)' \
    "$vignette"
  echo "build/vignettes/$(basename "${vignette%.Rmd}").html"
done
