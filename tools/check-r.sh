#!/usr/bin/env bash
# Builds the R package and checks it as CRAN would; what it says stays in build/check.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/r-environment.sh newest
check=$PWD/build/check
rm -rf "$check"
mkdir -p "$check"

# R CMD build copies a folder before it drops what is ignored: environments of some gigabytes.
sources=$(mktemp -d)
trap 'rm -rf "$sources"' EXIT
git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read --files-from=- |
  tar -x -C "$sources"
cd "$check"
R CMD build "$sources"
R CMD check --no-manual prelayer_*.tar.gz
