#!/usr/bin/env bash
# Makes what the named halves need, and nothing twice: tools/setup.sh [python] [r]
set -euo pipefail
cd "$(dirname "$0")/.."

for half in "$@"; do
  case "$half" in
    python)
      tools/debian.sh python
      tools/venv.sh .venv -e '.[test,dev,plots]'
      ;;
    r)
      tools/debian.sh r
      tools/venv.sh .venv-r --dependencies
      ;;
    *)
      echo "tools/setup.sh knows 'python' and 'r', not '$half'." >&2
      exit 2
      ;;
  esac
done
