#!/usr/bin/env bash
# Installs from Debian what the named parts need and the machine lacks: tools/debian.sh [python] [r] [web] [coverage] [site] [release]
set -euo pipefail

r_packages=(reticulate testthat roxygen2 knitr rmarkdown magrittr zeallot generics rlang cli pkgload rcmdcheck lintr
  jpeg png jsonlite yaml recipes tibble tidyselect)

missing_for_python() {
  python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3 python3-venv
  # Spark is tested on it.
  command -v java >/dev/null || echo openjdk-17-jre-headless
}

missing_for_r() {
  # Debian packs Python's shared library apart from the program.
  tools/shared_python.sh >/dev/null || echo python3 python3-venv libpython3-dev
  command -v pandoc >/dev/null || echo pandoc
  if command -v Rscript >/dev/null; then
    Rscript --vanilla -e 'p <- commandArgs(TRUE); cat(p[!p %in% rownames(installed.packages())], sep = "\n")' \
      "${r_packages[@]}" | sed -E '/./ s/^/r-cran-/'
  else
    echo r-base-core "${r_packages[@]/#/r-cran-}"
  fi
}

# npm fetches the runtime of exported web pages; tests run them in Node.js and in a browser.
missing_for_web() {
  command -v npm >/dev/null || echo npm
  command -v node >/dev/null || echo nodejs
  command -v chromium-headless-shell chromium >/dev/null || echo chromium-headless-shell
}

missing_for_coverage() {
  Rscript --vanilla -e 'quit(status = !requireNamespace("covr", quietly = TRUE))' || echo r-cran-covr
}

missing_for_site() {
  Rscript --vanilla -e 'quit(status = !requireNamespace("pkgdown", quietly = TRUE))' || echo r-cran-pkgdown
  command -v npm >/dev/null || echo npm
}

# R CMD check --as-cran warns without it.
missing_for_release() {
  command -v qpdf >/dev/null || echo qpdf
}

read -ra missing <<<"$(for part in "$@"; do "missing_for_$part"; done | tr ' ' '\n' | awk '!seen[$0]++' | tr '\n' ' ')"
[[ ${#missing[@]} -eq 0 ]] && exit 0

command="apt-get update && apt-get install --yes --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "prelayer needs these Debian packages, or what they are called on this system: ${missing[*]}" >&2
  exit 1
elif [[ $EUID -eq 0 ]]; then
  as_root=()
elif command -v sudo >/dev/null && sudo --non-interactive true 2>/dev/null; then
  as_root=(sudo --non-interactive)
else
  echo "prelayer needs some Debian packages and may not install them. Run this once as root:  $command" >&2
  exit 1
fi

echo "Installing from Debian: ${missing[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive bash -c "($command) >/dev/null" || {
  echo "This failed; run it yourself to see why:  $command" >&2
  exit 1
}
