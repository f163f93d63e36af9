"""The command line: `python -m prelayer`."""
