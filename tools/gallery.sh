#!/usr/bin/env bash
# Draws what every image layer makes of one photograph into build/gallery.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf build/gallery
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Standard error holds TensorFlow's chatter: it is shown when something fails.
.venv/bin/python demo/gallery.py build/gallery 2>"$log" || {
  cat "$log" >&2
  exit 1
}
