"""Runs the command line: `python -m prelayer`."""

import sys

from prelayer.cli.main import main

sys.exit(main())
