#!/usr/bin/env bash
# R CMD check --as-cran with vignettes, without the tests, which make test runs, and without the PDF manual, for which
# LaTeX would have to be installed. It fails for errors, warnings, and notes that cran-comments.md does not explain.
set -euo pipefail
cd "$(dirname "$0")/.."

# What needs a network: the packages on CRAN, and a server of the time. Without TZ, R asks a service of the system.
export _R_CHECK_CRAN_INCOMING_REMOTE_=false _R_CHECK_SYSTEM_CLOCK_=false TZ=${TZ:-UTC}
(
  . tools/r-environment.sh newest
  Rscript --vanilla -e 'cat("reticulate", format(packageVersion("reticulate")), "\n")'
)
log=build/check/prelayer.Rcheck/00check.log
tools/check-r.sh --as-cran --no-tests || [[ -e $log ]]
python3 tools/check_notes.py "$log"
python3 tools/package_files.py build/check/prelayer_*.tar.gz
