# Sourced in the root of the checkout by what runs R: which reticulate, and the Python for it. The argument is not
# optional: a sourced file without one sees those of the script that sources it.
#   . tools/r-environment.sh newest      the one in .r-library, if it was built, else the installed one
#   . tools/r-environment.sh installed
case $1 in
  newest) r_library=.r-library r_python=.venv-r ;;
  installed) r_library='' r_python=.venv-r-installed ;;
  *)
    echo "tools/r-environment.sh: the argument must be newest or installed, not '$1'." >&2
    exit 1
    ;;
esac
if [[ -n $r_library && -d $r_library ]]; then export R_LIBS=$PWD/$r_library${R_LIBS:+:$R_LIBS}; fi
export RETICULATE_PYTHON=$PWD/$r_python/bin/python
