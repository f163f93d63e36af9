#!/usr/bin/env bash
# Runs a part of pytest with the oldest versions that pyproject.toml declares, in .venv-oldest, and appends its counts to
# the file named: tools/test-oldest.sh CLOSING
set -uo pipefail

oldest=$(sed -nE 's/^requires-python = ">=(.*)"/\1/p' pyproject.toml)
python=$(tools/find-python.sh "$oldest")
if [[ -z $python ]]; then
  echo "Python $oldest is not installed: the oldest versions are not tested."
  echo "oldest versions: skipped, Python $oldest is not installed" >>"$1"
  exit 0
fi

versions=$(mktemp)
report=$(mktemp)
trap 'rm -f "$versions" "$report"' EXIT
python3 tools/dependencies.py oldest >"$versions"
tools/venv.sh .venv-oldest "$python" --constraint "$versions" -e '.[test]' || exit 1

mapfile -t tests < <(
  grep --recursive --files-with-matches 'def test_computes_what_its_cases_say' tests/python/layers |
    sort | sed 's/$/::test_computes_what_its_cases_say/'
  printf 'tests/python/%s.py\n' adapt/test_adapt adapt/test_adapt_model adapt/test_adapt_model_inputs \
    adapt/test_adapt_reset data/test_csv_dataset data/test_dataset_from_frame \
    data/test_dataset_from_frame_categories data/test_dataset_from_frame_dtypes \
    data/test_image_dataset_from_directory data/test_image_dataset_from_directory_labels export/test_export_model \
    layers/base/test_saved_files pipeline/test_preprocessor pipeline/test_preprocessor_from_frame \
    pipeline/test_preprocessor_models project/test_facade project/test_keras_parity project/test_readme
)
# Dependencies of that age warn of each other, TensorFlow 2.18 encodes noncharacters as U+FFFD, and matplotlib 3.8 lays out
# the picture of the README differently.
noncharacters='noncharacters are characters like others'
.venv-oldest/bin/python -m pytest -q --numprocesses auto --maxprocesses 8 --dist worksteal --junit-xml "$report" \
  -W default::DeprecationWarning -W default::FutureWarning \
  --deselect "tests/python/layers/text/test_text_vectorization.py::test_computes_what_its_cases_say[$noncharacters]" \
  --deselect tests/python/project/test_readme.py::test_its_picture_is_what_the_code_draws \
  "${tests[@]}"
status=$?
.venv-oldest/bin/python tools/pytest_counts.py "$report" | sed 's/^pytest/oldest versions/' >>"$1"
exit $status
