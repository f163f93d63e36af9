#!/usr/bin/env bash
# Installs the R package into a temporary library, unless covr has done so, runs testthat on it in several processes and
# appends the counts of all to a file. The caller has chosen reticulate and Python:
#   tools/testthat.sh CLOSING [FILTER [PACKAGE]]
#   FILTER    a regular expression for the stems of test files
#   PACKAGE   is attached before
# LEFT_OUT is a regular expression for the stems of files that only run where SLOW_TESTS is "true".
set -uo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work"/{library,waiting,running,finished}
export NOT_CRAN=true
if [[ ${R_COVR:-} != true ]]; then
  if ! tools/install-r.sh "$work/library"; then
    echo "testthat: the R package does not install" >>"$1"
    exit 1
  fi
  export R_LIBS=$work/library${R_LIBS:+:$R_LIBS}
fi

# A queue in the file system: a process takes a file by renaming it. The largest come first, so that all processes end
# at about the same time. testthat's own parallel processes sometimes wait for each other forever (3.1).
order=1000
for file in $(ls -S tests/testthat/test-*.R); do
  stem=${file#tests/testthat/test-}
  stem=${stem%.R}
  [[ -n ${LEFT_OUT:-} && ${SLOW_TESTS:-} != true && $stem =~ $LEFT_OUT ]] && continue
  [[ $stem =~ ${2:-} ]] && touch "$work/waiting/$((order++))-$stem"
done
processes=$(nproc)
((processes > 4)) && processes=4
for ((i = 0; i < processes; i++)); do
  Rscript --vanilla tools/testthat.R "$work" "${3:-}" &
done
wait
Rscript --vanilla tools/testthat-report.R "$work" "$@"
