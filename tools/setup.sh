#!/usr/bin/env bash
# Makes what the named parts need, and nothing twice: tools/setup.sh [web] [python] [r] [r-installed] [coverage] [site] [release]
set -euo pipefail
cd "$(dirname "$0")/.."

tools/debian.sh $(printf '%s\n' "$@" | sed 's/-.*//' | sort --unique)
for part in "$@"; do
  case "$part" in
    python)
      tools/venv.sh .venv python3 -e '.[test,test-backends,test-clusters,dev]'
      tools/web-runtime.sh || echo "Models cannot be exported to web pages, and tests of that are skipped." >&2
      ;;
    r)
      tools/r-library.sh .r-library
      tools/r-venv.sh newest
      ;;
    # The reticulate that is installed; where no newer one was built, it is the one of the part r.
    r-installed) [[ ! -d .r-library ]] || tools/r-venv.sh installed ;;
    site)
      tools/venv.sh .venv-site python3 -r docs/requirements.txt
      tools/site-scripts.sh
      ;;
  esac
done
