r"""Text as it may be shown: what could steer a terminal, or turn a line round, comes by number.

An escape character, a bell, and the other controls of ISO 6429 can recolour, retitle or overwrite
what a terminal shows; the controls of direction of UAX 9 can make a line read as another.  Each is
written as `\u001b`, which is also what JSON has for it: a document shown like this is the same
document.
"""

from __future__ import annotations

import re

# newline and tab are what they are, and a carriage return is in front of a newline
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
)


def shown(text: str) -> str:
    r"""Return a text with everything by number that would do something instead of being read.

    >>> shown("a\x1b[31mb")
    'a\\u001b[31mb'
    """
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
