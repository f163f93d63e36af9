"""The projects in examples/: each script runs as a user runs it, and beats its baselines."""

import os
import re
import subprocess
import sys

import pytest

from folders import ROOT

pytestmark = pytest.mark.slow(
    reason="Whole projects write files, train and serve; only they show that their parts fit."
)


def run(project, folder):
    """Return the lines that the script of a project prints, in a process of its own."""
    path = os.pathsep.join([str(ROOT / "python"), os.environ.get("PYTHONPATH", "")])
    finished = subprocess.run(
        [sys.executable, f"{project}.py", folder],
        cwd=ROOT / "examples" / project,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.splitlines()


def numbers(lines, label):
    """Return the numbers in the line that begins with a label."""
    (line,) = [line for line in lines if line.startswith(label)]
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", line.removeprefix(label))]


def served(lines):
    """Return what the server printed."""
    return [line.removeprefix("served: ") for line in lines if line.startswith("served: ")]


def test_tables(tmp_path):
    lines = run("tables", tmp_path)
    train, test = numbers(lines, "rows: ")
    assert train + test == len((tmp_path / "rentals.csv").read_text().splitlines()) - 1
    assert 0.18 < test / (train + test) < 0.22
    error, baseline = numbers(lines, "mean absolute error: ")
    assert error < baseline / 2
    morning, night, unseen = [float(line.split()[-2]) for line in served(lines)]
    assert morning > 5 * night
    assert unseen > 0


def test_multilingual_text(tmp_path):
    lines = run("multilingual_text", tmp_path)
    assert numbers(lines, "sentences: ") == [6000, 2000]
    (standardized,) = numbers(lines, "accuracy, standardized: ")
    (as_written,) = numbers(lines, "accuracy, as written: ")
    (frequent,) = numbers(lines, "accuracy, most frequent topic: ")
    assert standardized > 0.95
    assert standardized - 0.05 > as_written > frequent
    topics = [line.split(" -> ")[1].split()[0] for line in served(lines)]
    assert topics == ["travel", "sport", "weather", "food"]


def test_images_with_boxes(tmp_path):
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    lines = run("images_with_boxes", tmp_path)
    assert numbers(lines, "images: ") == [400, 200]
    (augmented,) = numbers(lines, "IoU, augmented: ")
    (as_drawn,) = numbers(lines, "IoU, as drawn: ")
    (mean,) = numbers(lines, "IoU, the mean box: ")
    assert augmented > as_drawn + 0.03
    assert as_drawn > mean + 0.03
    boxes = [[int(number) for number in re.findall(r"\d+", line)] for line in served(lines)]
    assert [len(box) for box in boxes] == [8] * 4
    # The centers of the boxes, in a frame of 96 x 128 pixels.
    distances = [
        abs(box[at] + box[at + 2] - box[at + 4] - box[at + 6]) / 2 for box in boxes for at in (0, 1)
    ]
    assert sum(distances) / len(distances) < 16
    assert (tmp_path / "augmented.png").read_bytes()[1:4] == b"PNG"


def test_image_text_table(tmp_path):
    lines = run("image_text_table", tmp_path)
    _, accuracy, usual = numbers(lines, "offers: ")
    assert accuracy > usual + 0.2
    for name in ("photo", "title", "price"):
        (without,) = numbers(lines, f"accuracy without the {name}: ")
        assert without < accuracy - 0.03, name
    assert len(served(lines)) == 4
