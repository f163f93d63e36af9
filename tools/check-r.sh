#!/usr/bin/env bash
# Builds the R package and checks it; what it says stays in build/check: tools/check-r.sh [OPTION OF R CMD check]...
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
# keras3 and tfdatasets are only used by tests, which run without them.
[[ -d .r-library ]] || export _R_CHECK_FORCE_SUGGESTS_=false
cd "$check"
R CMD build "$sources"
R CMD check --no-manual "$@" prelayer_*.tar.gz
