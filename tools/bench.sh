#!/usr/bin/env bash
# Runs every benchmark; each prints its claim, our number and the peer's.
set -euo pipefail
cd "$(dirname "$0")/.."
TF_CPP_MIN_LOG_LEVEL=3 .venv/bin/python benchmarks
