#!/usr/bin/env bash
# Makes what the named parts need, and nothing twice: tools/setup.sh [python] [r] [r-installed] [coverage]
set -euo pipefail
cd "$(dirname "$0")/.."

tools/debian.sh $(printf '%s\n' "$@" | sed 's/-.*//' | sort --unique)
for part in "$@"; do
  case "$part" in
    python) tools/venv.sh .venv python3 -e '.[test,test-backends,dev]' ;;
    r)
      tools/r-library.sh .r-library
      tools/r-venv.sh newest
      ;;
    # The reticulate that is installed; where no newer one was built, it is the one of the part r.
    r-installed) [[ ! -d .r-library ]] || tools/r-venv.sh installed ;;
  esac
done
