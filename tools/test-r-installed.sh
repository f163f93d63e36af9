#!/usr/bin/env bash
# Runs a part of testthat with the installed reticulate, on Debian the oldest one that is supported, and appends its
# counts: tools/test-r-installed.sh CLOSING
set -uo pipefail
if [[ ! -d .r-library ]]; then
  echo "The installed reticulate is the newest one that there is: nothing more to run."
  exit 0
fi
. tools/r-environment.sh installed
stems=(bridge convert dataset_from_frame_targets dataset_map errors export_model generator_dataset models
  string_lookup tensor)
tools/testthat.sh "$1" "^($(IFS='|'; echo "${stems[*]}"))$"
