"""Starting: quiet in any order of imports, unless the user asked for TensorFlow's log."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import prelayer
from prelayer._core.startup import _lines_from

PACKAGE = Path(prelayer.__file__).parent
README = (PACKAGE.parent.parent / "README.md").read_text(encoding="utf-8")
SLOW = pytest.mark.slow(
    reason="TensorFlow is imported in a process of its own, which takes seconds; a fast test "
    "runs the first example of the README in one."
)
# Web pages need files that not every installation has.
FIRST_EXAMPLE = re.sub(
    r".*format=\"web\".*\n", "", re.findall(r"```python\n(.*?)```", README, re.DOTALL)[0]
)


def run(code, folder=None, **environment):
    clean = {key: value for key, value in os.environ.items() if key != "TF_CPP_MIN_LOG_LEVEL"}
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={**clean, "PYTHONPATH": str(PACKAGE.parent), **environment},
    )


@SLOW
def test_starts_quietly():
    started = run("import prelayer; prelayer.Rescaling(2)([1]); print('done')")
    assert (started.stdout, started.stderr) == ("done\n", "")


@SLOW
@pytest.mark.parametrize("level", ["1", "2", "3"])
def test_starts_quietly_where_the_user_asks_for_that(level):
    code = "import prelayer, keras, os; prelayer.Rescaling(2)([1]); print(os.environ[%r])"
    started = run(code % "TF_CPP_MIN_LOG_LEVEL", TF_CPP_MIN_LOG_LEVEL=level)
    asked = tuple("IWEF"[int(level) :])
    shown = [line for line in started.stderr.splitlines() if not line.startswith(asked)]
    assert (started.stdout, shown) == (f"{level}\n", [])


LOG = b"""WARNING: All log messages before absl::InitializeLog() is called are written to STDERR
I0000 00:00:1796020228.384381    1873 port.cc:153] oneDNN custom operations are on.
To enable the following instructions: AVX2
W0000 00:00:1796020228.384716    1873 cudart_stub.cc:31] a warning
2026-11-30 06:30:28.384716: E external/local_xla/cuda.cc:31] an error
of two lines
2026-11-30 06:30:28.384717: I tensorflow/core/util/port.cc:153] a note
""".splitlines(keepends=True)


@pytest.mark.parametrize(
    ("level", "shown"), [(0, range(7)), (1, [3, 4, 5]), (2, [4, 5]), (3, []), (4, [])]
)
def test_shows_what_tensorflow_logs_from_a_level_on(level, shown):
    assert list(_lines_from(level, LOG)) == [LOG[place] for place in shown]


def test_shows_all_that_was_written_after_an_error(tmp_path):
    line = "I0000 00:00:1 1 broken.cc:1] the reason\n"
    broken = f"import os\nos.write(2, {line.encode()!r})\nraise ImportError('it is broken')\n"
    (tmp_path / "tensorflow.py").write_text(broken)
    with pytest.raises(subprocess.CalledProcessError) as caught:
        run(f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import prelayer")
    assert caught.value.stderr.startswith(line)
    assert caught.value.stderr.endswith("ImportError: it is broken\n")


def test_the_first_example_of_the_readme_is_quiet(tmp_path):
    assert run(FIRST_EXAMPLE, tmp_path).stderr == ""
    assert (tmp_path / "rent" / "saved_model.pb").is_file()


@SLOW
@pytest.mark.parametrize("first", ["keras", "tensorflow"])
def test_is_quiet_after_an_import_that_is_not(tmp_path, first):
    code = f"import sys, {first}; print('imported', file=sys.stderr)\n{FIRST_EXAMPLE}"
    assert run(code, tmp_path).stderr.partition("imported\n")[1:] == ("imported\n", "")


@SLOW
@pytest.mark.parametrize("backend", ["jax", "torch", "openvino"])
def test_names_a_backend_that_is_not_installed(backend):
    code = f"""if True:
        import sys

        class NotInstalled:
            @staticmethod
            def find_spec(name, *_):
                if name == "{backend}":
                    raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

        sys.meta_path.insert(0, NotInstalled)
        try:
            import prelayer
        except ModuleNotFoundError as error:
            print(error)
    """
    assert run(code, KERAS_BACKEND=backend).stdout == (
        f"prelayer: Keras is told to use the backend '{backend}', by the environment variable "
        f"KERAS_BACKEND or its file keras.json, but {backend} is not installed. Install it, or set "
        'KERAS_BACKEND to "tensorflow".\n'
    )


@SLOW
@pytest.mark.parametrize("first", ["", "keras, "])
def test_is_as_loud_as_the_user_asks(first):
    # XLA says so where it compiles for the first time.
    code = f"import os, {first}prelayer, tensorflow as tf\n"
    code += "tf.function(lambda x: x + 1, jit_compile=True)(1)\n"
    code += "print(os.environ['TF_CPP_MIN_LOG_LEVEL'])"
    asked = run(code, TF_CPP_MIN_LOG_LEVEL="0")
    assert asked.stdout == "0\n"
    assert "Compiled cluster using XLA" in asked.stderr
