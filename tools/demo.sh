#!/usr/bin/env bash
# Runs the demo in a temporary folder, which stays for a look at the picture and the models.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d "${TMPDIR:-/tmp}/prelayer-demo.XXXXXX")
log=$folder/log
mkdir "$folder/library"
tools/install-r.sh "$folder/library"
. tools/r-environment.sh newest
export R_LIBS=$folder/library${R_LIBS:+:$R_LIBS}

# Standard error holds TensorFlow's chatter: it is shown when a step fails.
step() {
  "$@" "$folder" 2>>"$log" || {
    cat "$log" >&2
    echo "The demo failed in: $*" >&2
    exit 1
  }
}

step .venv/bin/python demo/write_files.py
step .venv/bin/python demo/image.py
step .venv/bin/python demo/text.py
step Rscript --vanilla demo/image.R
step Rscript --vanilla demo/text.R
# This Python has TensorFlow, and no prelayer.
step env -u PYTHONPATH .venv-r/bin/python demo/serve.py
echo "The original images beside augmented ones: $folder/python/augmented.png, $folder/r/augmented.png"
echo "The exported models: $folder/{python,r}/{image,text}"
