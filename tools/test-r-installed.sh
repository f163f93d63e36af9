#!/usr/bin/env bash
# Runs testthat with the installed reticulate, on Debian the oldest one that is supported, and appends its counts:
# tools/test-r-installed.sh CLOSING [FILTER]
set -uo pipefail
if [[ ! -d .r-library ]]; then
  echo "The installed reticulate is the newest one that there is: nothing more to run."
  exit 0
fi
. tools/r-environment.sh installed
# What these test is the work of Python; the conversions that they need are tested by the other files.
export LEFT_OUT='^(audio|augment|examples|export|folder|image|plot_augment|scenarios|specification|text_dataset)|_split$'
tools/testthat.sh "$@"
