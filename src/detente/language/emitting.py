"""Plain values as YAML text in the style of the shipped files.

Block style, two spaces a level; short lists in brackets on one line; long texts folded.  Text
is quoted only where YAML, or an older reader of YAML, would take it for something else.  The
same values always give the same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 100
LONGEST_KEY = 500  # YAML allows 1,024 characters before the colon


class Plain(str):
    """A word that is written as it is: a date, a number, `true`."""

    __slots__ = ()


# a tuple is written in brackets, a list item by item
Tree = str | Sequence["Tree"] | Mapping[str, "Tree"]

_ODD = re.compile(
    r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`=<")
_OTHER_MEANING = re.compile(
    r"[yn]|yes|no|on|off|true|false|null|~|[YN]+"  # a truth value elsewhere, or a state here
    r"|[-+.]?\d[\d_.:eExXoO+-]*|\.(inf|nan)",  # a number, a time or a date
    re.IGNORECASE,
)


def emit(tree: Mapping[str, Tree], *, apart: frozenset[str] = frozenset()) -> str:
    """Return the text of a whole file; the entries of the sections `apart` get empty lines."""
    lines: list[str] = []
    for key, value in tree.items():
        section = isinstance(value, Mapping | list) and bool(value)
        if lines and (section or lines[-1].startswith(" ")):
            lines.append("")
        if key in apart and isinstance(value, Mapping) and value:
            lines.append(f"{inline(key)}:")
            for number, (name, inner) in enumerate(value.items()):
                lines += ["", *_mapping({name: inner}, 2)] if number else _mapping({name: inner}, 2)
        else:
            lines += _mapping({key: value}, 0)
    return "\n".join(lines) + "\n"


def _mapping(tree: Mapping[str, Tree], indent: int) -> Iterator[str]:
    for key, value in tree.items():
        written = inline(key, flow=True)
        if len(written) > LONGEST_KEY:
            yield from _entry(" " * indent + "?", key, indent, joined=True)
            yield from _entry(" " * indent + ":", value, indent, joined=True)
        else:
            yield from _entry(f"{' ' * indent}{written}:", value, indent)


def _entry(prefix: str, value: Tree, indent: int, *, joined: bool = False) -> Iterator[str]:
    """Yield the lines of a value behind `prefix`; `joined` if it starts on the same line."""
    if isinstance(value, str):
        yield from _scalar(prefix, value, indent)
    elif not value:
        yield f"{prefix} {'{}' if isinstance(value, Mapping) else '[]'}"
    elif isinstance(value, tuple):
        yield from _brackets(prefix, value, indent)
    else:
        if isinstance(value, Mapping):
            lines = _mapping(value, indent + 2)
        else:
            lines = _list(value, indent + 2)
        yield f"{prefix} {next(lines).lstrip()}" if joined else prefix
        yield from lines


def _list(items: Sequence[Tree], indent: int) -> Iterator[str]:
    for item in items:
        yield from _entry(" " * indent + "-", item, indent, joined=True)


def _scalar(prefix: str, text: str, indent: int) -> Iterator[str]:
    margin = " " * (indent + 2)
    if "\n" in text and _fits_block(text.split("\n")):
        yield f"{prefix} |-"
        yield from (margin + line if line else "" for line in text.split("\n"))
        return
    written = inline(text)
    if len(prefix) + 1 + len(written) <= WIDTH or not _can_fold(text):
        yield f"{prefix} {written}"
        return
    yield f"{prefix} >-"
    yield from _filled(re.split(r"(?<=\S) (?=\S)", text), margin)


def _fits_block(lines: Sequence[str]) -> bool:
    """Tell whether lines can stand as they are under a `|`."""
    return bool(lines[0].strip() and lines[-1].strip()) and not any(
        _ODD.search(line) or line != line.rstrip() or line[:1].isspace() for line in lines
    )


def _can_fold(text: str) -> bool:
    return not _ODD.search(text) and "\n" not in text and text == text.strip() and " " in text


def _brackets(prefix: str, items: Sequence[Tree], indent: int) -> Iterator[str]:
    text = flow(items)
    if len(prefix) + 1 + len(text) <= WIDTH:
        yield f"{prefix} {text}"
        return
    words = [f"{flow(item)}," for item in items]
    words[-1] = words[-1][:-1] + "]"
    yield f"{prefix} ["
    yield from _filled(words, " " * (indent + 2))


def _filled(words: Sequence[str], margin: str) -> Iterator[str]:
    """Yield the words in lines of at most `WIDTH`."""
    line = margin + words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > WIDTH:
            yield line
            line = margin + word
        else:
            line = f"{line} {word}"
    yield line


def flow(tree: Tree) -> str:
    """Return a value on one line: lists in brackets, mappings in braces."""
    if isinstance(tree, str):
        return inline(tree, flow=True)
    if isinstance(tree, Mapping):
        inner = ", ".join(f"{_flow_key(key)}: {flow(value)}" for key, value in tree.items())
        return f"{{{inner}}}"
    return f"[{', '.join(map(flow, tree))}]"


def _flow_key(key: str) -> str:
    written = inline(key, flow=True)
    return f"? {written} " if len(written) > LONGEST_KEY else written


def inline(text: str, *, flow: bool = False) -> str:
    """Return a text on one line, in quotation marks if need be; `flow` if in brackets."""
    if isinstance(text, Plain) or not _needs_quotes(text, flow=flow):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ODD.sub(lambda found: _escaped(ord(found[0])), quoted)


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _needs_quotes(text: str, *, flow: bool) -> bool:
    return (
        not text
        or text != text.strip()
        or text[0] in _SIGNS
        or "\n" in text
        or ": " in text
        or " #" in text
        or text.endswith(":")
        or text.startswith("...")
        or (flow and any(sign in ",:[]{}#?" for sign in text))
        or _ODD.search(text) is not None
        or _OTHER_MEANING.fullmatch(text) is not None
    )
