#!/usr/bin/env bash
# Makes the Python environment for a reticulate, as tools/r-environment.sh names it: tools/r-venv.sh newest|installed
set -euo pipefail
. tools/r-environment.sh "$1"
tools/venv.sh "${RETICULATE_PYTHON%/bin/python}" "$(tools/shared_python.sh)" --dependencies
