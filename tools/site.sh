#!/usr/bin/env bash
# Builds the site into build/site: guides, index of layers and Python reference by MkDocs, R reference and vignettes by
# pkgdown; then checks its links. It needs no network.
set -euo pipefail
cd "$(dirname "$0")/.."
export TF_CPP_MIN_LOG_LEVEL=2 NO_MKDOCS_2_WARNING=1
rm -rf build/docs build/site
mkdir -p build/docs build/site
log=$(mktemp)
library=$(mktemp -d)
trap 'rm -rf "$log" "$library"' EXIT

# Standard error holds TensorFlow's chatter: it is shown when something fails.
quietly() {
  "$@" 2>"$log" || {
    cat "$log" >&2
    exit 1
  }
}

echo "== guides"
tools/guides.sh
echo "== pages"
python=.venv/bin/python
PYTHONPATH=tools "$python" tools/site_pages.py build/guides build/docs
PYTHONPATH=tools "$python" tools/reference_pages.py build/docs/python
quietly env PYTHONPATH=tools:demo MPLBACKEND=agg "$python" tools/layer_index.py build/docs
.venv-site/bin/mkdocs build --quiet

echo "== R"
. tools/r-environment.sh newest
export RETICULATE_PYTHON=$PWD/.venv/bin/python
tools/install-r.sh "$library"
R_LIBS=$library${R_LIBS:+:$R_LIBS} quietly Rscript --vanilla tools/site.R build/site/r >build/site-r.log
"$python" tools/local_scripts.py .site-scripts build/site/r

echo "== links"
.venv-site/bin/linkchecker --no-status --no-warnings --threads=2 build/site/index.html
echo "build/site/index.html"
