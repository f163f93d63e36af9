#!/usr/bin/env bash
# Checks what is published, all parts even if the first fails, and ends in one line for each:
#   tools/release-check.sh [metadata] [python] [r] [site]
set -uo pipefail
cd "$(dirname "$0")/.."

[[ $# -gt 0 ]] || set -- metadata python r site
mkdir -p build/release
closing=$(mktemp)
trap 'rm -f "$closing"' EXIT
status=0
for part in "$@"; do
  echo "== release check: $part"
  case $part in
    metadata) .venv/bin/python -m pytest -q -n 0 tests/python/project/test_release.py ;;
    python) tools/release-python.sh ;;
    r) tools/release-r.sh ;;
    site) tools/site.sh ;;
    *)
      echo "tools/release-check.sh: the argument must be metadata, python, r or site, not '$part'." >&2
      false
      ;;
  esac && echo "$part: passed" >>"$closing" || {
    echo "$part: failed" >>"$closing"
    status=1
  }
done
echo
cat "$closing"
exit $status
