"""The commands of `python -m prelayer`, and their arguments."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from prelayer._core.errors import PrelayerError
from prelayer.cli.adapt import adapt_files
from prelayer.cli.apply import apply_to_files
from prelayer.cli.show import show

_LAYERS = "a .keras file of a model, a layer or a Preprocessor; or a .json file of a dict of layers"
_INPUT = "Parquet or CSV files, as paths or patterns; Spark reads Parquet"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0, 1 after an error, 2 for wrong arguments."""
    options = vars(_parser().parse_args(arguments))
    command = options.pop("command")
    try:
        print(command(**options))  # noqa: T201
    except (PrelayerError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m prelayer",
        description="Fits preprocessing layers to files, applies them, and shows their state.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    adapt = _command(commands, "adapt", adapt_files, "fit layers to files, and write their state")
    adapt.add_argument("layers", help=_LAYERS)
    adapt.add_argument("inputs", nargs="+", metavar="INPUT", help=_INPUT)
    adapt.add_argument("--output", required=True, help="the file of the state to write")
    _add_engine(adapt)
    adapt.add_argument(
        "--max-memory", type=int, metavar="BYTES", help="limit for the counts of tokens"
    )
    adapt.add_argument(
        "--exact", action="store_true", help="write the same bytes for any order of the data"
    )
    apply = _command(
        commands, "apply", apply_to_files, "apply layers to files, and write their output"
    )
    apply.add_argument("layers", help=_LAYERS)
    apply.add_argument("inputs", nargs="+", metavar="INPUT", help=_INPUT)
    apply.add_argument("--state", help="a state of `adapt`, to which the layers are fitted first")
    apply.add_argument("--output", required=True, help="the folder to write Parquet files to")
    apply.add_argument(
        "--keep", action="append", default=[], metavar="COLUMN", help="a column to keep as it is"
    )
    _add_engine(apply)
    shown = _command(commands, "show", show, "show what a file of `adapt` contains")
    shown.add_argument("state", help="the state")
    return parser


def _command(
    commands: Any, name: str, function: Callable[..., str], text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=f"{text[0].upper()}{text[1:]}."
    )
    parser.set_defaults(command=function)
    return parser


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        choices=("local", "beam", "spark"),
        default="local",
        help="where the files are read; the default is this process",
    )
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        dest="options",
        metavar="OPTION",
        help="an option of the engine, as --option=--runner=FlinkRunner for Beam, or "
        "--option=spark.master=local[2]",
    )
