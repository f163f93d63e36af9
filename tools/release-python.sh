#!/usr/bin/env bash
# Builds the wheel and the source distribution into dist/, compares their files with the repository, and uses each in new
# environments of the oldest and the newest Python that pyproject.toml names. A Python that is not installed is a failure,
# because its users would be the first to try the release.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
install() { "$1/bin/python" -m pip install -qq --disable-pip-version-check "${@:2}"; }

rm -rf dist
tools/wheel.sh
python3 -m venv "$work/builder"
install "$work/builder" build twine
"$work/builder/bin/python" -m build --sdist --outdir dist . >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
"$work/builder/bin/python" -m twine --no-color check --strict dist/*
python3 tools/package_files.py dist/*

cp tools/release_smoke.py "$work"
status=0
for version in $(python3 tools/dependencies.py pythons); do
  if ! python=$(tools/find-python.sh "$version"); then
    echo "Python $version is not installed: the packages are not checked with it." >&2
    status=1
    continue
  fi
  environment=$work/python$version
  "$python" -m venv "$environment"
  for package in dist/*; do
    echo "$(basename "$package") on Python $version"
    "$environment/bin/python" -m pip uninstall -qq --yes prelayer
    install "$environment" "$package"
    (cd "$work" && "$environment/bin/python" -m pip check && "$environment/bin/python" -I release_smoke.py) ||
      status=1
  done
  rm -rf "$environment"
done
exit $status
