#!/usr/bin/env bash
# Runs every benchmark, or the sections named; each row prints its claim, our number and the peer's.
set -euo pipefail
cd "$(dirname "$0")/.."
export TF_CPP_MIN_LOG_LEVEL=3 NO_ALBUMENTATIONS_UPDATE=1
.venv/bin/python -c 'import albumentations' 2>/dev/null || .venv/bin/python -m pip install --quiet -e '.[bench]'
.venv/bin/python benchmarks "$@"
