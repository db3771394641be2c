"""Markdown: the file's own text, and the blocks that its marks tell."""

from __future__ import annotations

from detente.evidence.documents.document import Told

from .making import SENTENCE, document, shown

TEXT = f"""---
title: "The sluice talks"
author: Ada Brook
date: 2021-10-27
publisher: The River Post
---

# Sluice talks open again

By Kim Storm

![Storm and Brook at the weir](weir.jpg)

{SENTENCE}
It goes on in the next line.

Sticking points
---------------

- the toll is lifted
* the sluice is closed
  at night

> Not now, she said,
> and left.

```
code = 1
# not a title
```

| a | b |
|---|---|

[1]: http://riverpost.example
<!-- a comment -->

***
"""


def test_blocks_follow_the_marks() -> None:
    """Marks at the beginning are left out; code, tables and comments are not read."""
    found = document(TEXT, "a.md")
    assert found.text == TEXT
    assert shown(found)[1:] == [
        ("title", "Sluice talks open again"),
        ("byline", "By Kim Storm"),
        ("caption", "Storm and Brook at the weir"),
        ("body", f"{SENTENCE}\nIt goes on in the next line."),
        ("title", "Sticking points"),
        ("boilerplate", "---------------"),
        ("body", "the toll is lifted"),
        ("body", "the sluice is closed\n  at night"),
        ("body", "Not now, she said,\n> and left."),
        *(("boilerplate", line) for line in ("```", "code = 1", "# not a title", "```")),
        *(("boilerplate", line) for line in ("| a | b |", "|---|---|")),
        *(
            ("boilerplate", line)
            for line in ("[1]: http://riverpost.example", "<!-- a comment -->")
        ),
        ("boilerplate", "***"),
    ]


def test_the_head_of_a_file() -> None:
    """What it says counts before what the text says."""
    found = document(TEXT, "a.md")
    assert found.title == Told("The sluice talks", "file")
    assert found.byline == Told("Ada Brook", "file")
    assert found.date == Told("2021-10-27", "file")
    assert found.outlet == Told("The River Post", "file")
    bare = document(TEXT.partition("---\n\n")[2], "a.md")
    assert bare.title == Told("Sluice talks open again", "text")
    assert bare.byline == Told("Kim Storm", "text")


def test_code_that_is_never_closed() -> None:
    """It runs to the end of the file, as it does elsewhere."""
    assert shown(document(f"{SENTENCE}\n\n~~~\nx\n```\ny", "a.md"))[1:] == [
        ("boilerplate", line) for line in ("~~~", "x", "```", "y")
    ]
