"""Exits with 0 when the shared library of this Python, which reticulate loads, is in its place."""

import os
import sys
import sysconfig

folders = [sysconfig.get_config_var(name) or "" for name in ("LIBDIR", "LIBPL")]
name = sysconfig.get_config_var("INSTSONAME") or ""
found = ".so" in name and any(os.path.exists(os.path.join(folder, name)) for folder in folders)
sys.exit(0 if found else 1)
