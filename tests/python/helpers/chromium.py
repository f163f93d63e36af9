"""A headless Chromium, driven through a pipe by the Chrome DevTools Protocol."""

import itertools
import json
import os
import shutil
import subprocess
import tempfile

PROGRAM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
_OPTIONS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
    --disable-background-networking --disable-component-update --hide-scrollbars
    --remote-debugging-pipe
"""


class Chromium:
    """One page of a browser; a context manager.

    Args:
        dark: whether the page is shown in dark colors.
        width: the width of the page.
        height: the height of the page.
    """

    def __init__(self, dark=False, width=1000, height=900):
        self._scheme = "dark" if dark else "light"
        self._size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._numbers = itertools.count(1)

    def __enter__(self):
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        read_by_it, self._out = os.pipe()
        self._in, written_by_it = os.pipe()
        # The browser reads from file descriptor 3 and writes to 4.
        command = f'exec "$@" 3<&{read_by_it} 4>&{written_by_it}'
        options = [*_OPTIONS.split(), f"--user-data-dir={self._profile.name}"]
        self._process = subprocess.Popen(
            ["bash", "-c", command, "bash", PROGRAM, *options, "about:blank"],
            pass_fds=(read_by_it, written_by_it),
            stderr=subprocess.DEVNULL,
        )
        os.close(read_by_it)
        os.close(written_by_it)
        self._received, self._session = b"", None
        (page,) = self.call("Target.getTargets")["targetInfos"]
        target = {"targetId": page["targetId"], "flatten": True}
        self._session = self.call("Target.attachToTarget", **target)["sessionId"]
        self.call("Emulation.setDeviceMetricsOverride", **self._size)
        feature = {"name": "prefers-color-scheme", "value": self._scheme}
        self.call("Emulation.setEmulatedMedia", features=[feature])
        return self

    def __exit__(self, *error):
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._profile.cleanup()

    def call(self, method, **params):
        """Return the result of a method of the protocol."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next_message()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, url):
        """Load a page."""
        self.call("Page.navigate", url=url)
        self.wait_for("document.readyState === 'complete'")

    def evaluate(self, expression):
        """Return the value of an expression of JavaScript, awaited if it is a promise."""
        result = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def wait_for(self, condition, seconds=60):
        """Return the first true value of an expression."""
        return self.evaluate(f"""new Promise((resolve, reject) => {{
            const end = performance.now() + {1000 * seconds};
            const ask = () => {{
                const value = ({condition});
                if (value) return resolve(value);
                if (performance.now() > end) return reject(new Error(document.body.innerText));
                setTimeout(ask, 20);
            }};
            ask();
        }})""")

    def choose_file(self, selector, path):
        """Choose a file in an input element."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(path)])

    def _next_message(self):
        while b"\0" not in self._received:
            part = os.read(self._in, 1 << 20)
            assert part, "the browser has ended"
            self._received += part
        message, _, self._received = self._received.partition(b"\0")
        return json.loads(message)
