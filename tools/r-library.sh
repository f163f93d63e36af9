#!/usr/bin/env bash
# Builds the newest reticulate into a library, once for each state of its sources, where these lie beside the checkout;
# elsewhere R uses the installed one: tools/r-library.sh LIBRARY [keras3]
set -euo pipefail
cd "$(dirname "$0")/.."
library=$1
shift
sources=../shared/r-packages
[[ -x $sources/install.sh ]] || exit 0

stamp=$library/.prelayer-$(cat "$sources/install.sh" "$sources"/*.tar.gz <(echo "$@") | sha256sum | cut -c1-16)
[[ -e $stamp ]] && exit 0
echo "Building the newest reticulate into $library"
rm -rf "$library"
"$sources/install.sh" "$PWD/$library" "$@" >/dev/null
touch "$stamp"
