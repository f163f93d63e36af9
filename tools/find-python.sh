#!/usr/bin/env bash
# Prints the path of a Python of the given version that can create environments: tools/find-python.sh 3.10
# pyenv keeps Pythons off the path whose version no project asks for.
for python in "python$1" ~/.pyenv/versions/"$1".*/bin/python; do
  if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    command -v "$python"
    exit 0
  fi
done
exit 1
