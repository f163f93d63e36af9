#!/usr/bin/env bash
# Makes a Python environment, once for each state of pyproject.toml:
#   tools/venv.sh FOLDER PYTHON -e '.[extras]'   the project with its extras
#   tools/venv.sh FOLDER PYTHON -r FILE          the packages of a file
#   tools/venv.sh FOLDER PYTHON --dependencies   what it depends on, and R's tests, as the installed reticulate needs it
set -euo pipefail
folder=$1
python=$2
shift 2

# reticulate speaks NumPy 2 from 1.40 on; an older one stops at the first array. Arrow speaks NumPy 1 up to 22.
numpy=()
if [[ $1 == --dependencies ]]; then
  version=$(Rscript --vanilla -e 'cat(as.character(packageVersion("reticulate")))')
  if [[ $(printf '%s\n' 1.40 "$version" | sort --version-sort | head -n 1) == 1.40 ]]; then
    # Spark is tested here only, because installing it again takes half a minute.
    numpy=('numpy>=2' 'pyspark[sql]>=4.0')
  else
    numpy=('numpy<2' 'pyarrow<23')
  fi
fi

key=$(cat pyproject.toml docs/requirements.txt tools/venv.sh tools/dependencies.py <(echo "${numpy[@]:-}") | sha256sum | cut -c1-16)
stamp=$folder/.prelayer-$key
[[ -e $stamp && -x $folder/bin/python ]] && exit 0

echo "Setting up $folder (a few minutes the first time: TensorFlow is large)"
"$folder/bin/python" -c 'import pip' 2>/dev/null || "$python" -m venv --clear "$folder"
if [[ $1 == --dependencies ]]; then
  mapfile -t packages < <("$folder/bin/python" tools/dependencies.py r)
  packages+=("${numpy[@]}")
else
  packages=("$@")
fi
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "${packages[@]}"
rm -f "$folder"/.prelayer-*
touch "$stamp"
