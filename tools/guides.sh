#!/usr/bin/env bash
# Runs the code of the guides, all or the ones named, and writes build/guides/*.md: tools/guides.sh [NAME ...]
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/r-environment.sh newest
# The Python with everything that guides show, such as plots and other runtimes.
export RETICULATE_PYTHON=$PWD/.venv/bin/python TF_CPP_MIN_LOG_LEVEL=2
library=$(mktemp -d)
log=$(mktemp)
trap 'rm -rf "$library" "$log"' EXIT
tools/install-r.sh "$library"
mkdir -p build/guides build/guides-files
guides=("${@/#/docs/guides/}")
guides=("${guides[@]/%/.Rmd}")
[[ $# -gt 0 ]] || guides=(docs/guides/*.Rmd)
for guide in "${guides[@]}"; do
  # Standard error holds TensorFlow's chatter: it is shown when something fails.
  R_LIBS=$library${R_LIBS:+:$R_LIBS} Rscript --vanilla tools/guides.R build/guides "$guide" 2>"$log" || {
    cat "$log" >&2
    exit 1
  }
done
