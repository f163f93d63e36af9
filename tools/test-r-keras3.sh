#!/usr/bin/env bash
# Runs testthat with keras3 attached before the package and appends its counts: tools/test-r-keras3.sh CLOSING
set -uo pipefail
if [[ ! -d .r-library ]]; then
  echo "keras3 was not built: nothing to run."
  exit 0
fi
. tools/r-environment.sh newest
# keras3 has methods for objects of Python, and functions of the same names: files of layers and of loaders call few.
export LEFT_OUT='^(audio|augment|csv|data_generator|examples|export|folder|image|list|missing|plot|random|scenarios)'
LEFT_OUT+='|^(readme|specification|text|verify)|_(scaling|transform|whitening|lookup|features|indices)$'
tools/testthat.sh "$1" "" keras3
