#!/usr/bin/env bash
# Runs every benchmark; each prints its claim, our number and the peer's.
set -euo pipefail
cd "$(dirname "$0")/.."
shopt -s nullglob
scripts=(benchmarks/*.py)
if [[ ${#scripts[@]} -eq 0 ]]; then
  echo "There are no benchmarks yet."
  exit 0
fi
for script in "${scripts[@]}"; do
  echo "== $script"
  .venv/bin/python "$script"
done
