"""The actual message of an exception of TensorFlow or Keras, without the context added to it."""

from __future__ import annotations

import re

_HEADING = r"(?:\w+\.)*\w*(?:Error|Exception|Interrupt|Iteration): "

# Keras puts the message between a line above, in bold, and a list of arguments below.
_BOLD = re.compile("\033\\[1m(.*?)\033\\[0m", re.DOTALL)

# What a running graph, an iterator and Keras write around the message, in the order of removal.
_CONTEXT = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rf"^.*in user code:\n.*\n +(?={_HEADING})",
        rf"^{_HEADING}",
        r"^Graph execution error:.*\n(  File [^\n]*(\n +[^\n]*)*|<stack traces unavailable>"
        r"|Detected at node[^\n]*)\n+",
        r"^Graph execution error:\s*",
        r"^\d+ root error\(s\) found\.\s*\(0\) [A-Z_]+: +",
        r"^(?:\{\{function_node [^}]*\}\} )+",
        r"^(?:Error in user-defined function passed to \S+ transformation with iterator: \S+ )+",
        # The Python traceback of a failed graph function, whose middle reticulate leaves out.
        r"\nTraceback \(most recent call last\):.*$",
        r"\s*\n<\.\.\. omitted \.\.\.>.*$",
        r"\s*\[\[\{\{(?:function_)?node .*$",
        r"\s*\[Op:[^]]*\](?: name: ?\S*)?$",
        r" for input (?:Tensor\(|\[).*? with name '[^']*' and path '[^']*'",
        r" Inputs received: \[<.*\]$",
        rf"^{_HEADING}",
    )
)

# The values of a failed assertion follow its message.
_ASSERTION = re.compile(r"^assertion failed: \[(.*?:)\] \[(.*)\]$", re.DOTALL)


def plain_message(text: str) -> str:
    """Return the message in the text of an exception."""
    bold = _BOLD.search(text)
    text = bold[1] if bold else text
    for pattern in _CONTEXT:
        text = pattern.sub("", text)
    return _ASSERTION.sub(r"\1 \2.", text.strip())
