#!/usr/bin/env bash
# Builds the Python package into dist/. The runtime of exported web pages is not in the repository, but in the wheel.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/debian.sh python web
tools/web-runtime.sh
# setuptools adds what an earlier build left there.
rm -rf build/lib build/bdist.*
python3 -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
