#!/usr/bin/env bash
# Runs a part of testthat with the installed reticulate and appends its counts: tools/test-r-smoke.sh CLOSING
set -uo pipefail
stems=(bridge convert dataset_from_frame_targets dataset_map errors export_model generator_dataset models
  string_lookup tensor)
tools/test-r-installed.sh "$1" "^($(IFS='|'; echo "${stems[*]}"))$"
