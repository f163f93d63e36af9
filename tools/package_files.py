"""Compares the files of built packages with those of the repository.

Usage: package_files.py ARCHIVE...; wheels, source distributions and packages of R. Each must have
the Python files of the repository, without others, such as those of an earlier build.
"""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

PACKAGE = "python/prelayer/"
# Written by tools/web-runtime.sh. CRAN accepts no packages of their size.
RUNTIME = "export/web/runtime/"


def expected(of_r: bool) -> set[str]:
    """Return the paths that the Python package has in a wheel, or in a package of R."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", PACKAGE]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    runtime = [] if of_r else Path(PACKAGE, RUNTIME).iterdir()
    return {str(path).removeprefix(PACKAGE) for path in (*listed, *runtime)}


def packed(archive: Path) -> set[str]:
    """Return the paths that the Python package has in an archive."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as file:
            names = file.namelist()
        prefix = "prelayer/"
    else:
        with tarfile.open(archive) as file:
            names = [member.name for member in file if not member.isdir()]
        prefix = f"{names[0].partition('/')[0]}/{'inst/' if is_of_r(archive) else ''}{PACKAGE}"
    return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}


def is_of_r(archive: Path) -> bool:
    """Return whether an archive is a package of R, whose name has an underscore."""
    return archive.name.startswith("prelayer_")


def main(archives: list[str]) -> int:
    """Print the differences, and return the exit status."""
    status = 0
    for archive in map(Path, archives):
        wanted, there = expected(is_of_r(archive)), packed(archive)
        print(f"{archive.name}: {len(there)} files of the Python package")
        for name in sorted(wanted ^ there):
            print(f"{archive.name} {'lacks' if name in wanted else 'has another file,'} {name}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
