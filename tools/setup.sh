#!/usr/bin/env bash
# Makes what the named halves need, and nothing twice: tools/setup.sh [python] [r]
set -euo pipefail
cd "$(dirname "$0")/.."

tools/debian.sh "$@"
for half in "$@"; do
  case "$half" in
    python) tools/venv.sh .venv python3 -e '.[test,dev]' ;;
    r) tools/venv.sh .venv-r "$(tools/shared_python.sh)" --dependencies ;;
  esac
done
