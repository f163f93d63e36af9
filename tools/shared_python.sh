#!/usr/bin/env bash
# Prints the first Python that reticulate can load: one that has a shared library, and can make environments.
for python in python3 /usr/bin/python3; do
  if "$python" tools/shared_library.py 2>/dev/null && "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    command -v "$python"
    exit 0
  fi
done
exit 1
