#!/usr/bin/env bash
# Builds the newest reticulate, and keras3, into a library, once for each state of their sources, where these lie beside
# the checkout; elsewhere R uses the installed ones: tools/r-library.sh LIBRARY
set -euo pipefail
cd "$(dirname "$0")/.."
library=$1
sources=../shared/r-packages
[[ -x $sources/install.sh ]] || exit 0

stamp=$library/.prelayer-$(cat "$sources/install.sh" "$sources"/*.tar.gz | sha256sum | cut -c1-16)
[[ -e $stamp ]] && exit 0
echo "Building the newest reticulate and keras3 into $library"
rm -rf "$library"
"$sources/install.sh" "$PWD/$library" keras3 >/dev/null
touch "$stamp"
