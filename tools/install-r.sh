#!/usr/bin/env bash
# Installs the R package from the sources into a library: tools/install-r.sh LIBRARY
set -uo pipefail
cd "$(dirname "$0")/.."
R CMD INSTALL --no-docs --no-test-load --library="$1" . >"$1/install.log" 2>&1 || {
  cat "$1/install.log" >&2
  exit 1
}
