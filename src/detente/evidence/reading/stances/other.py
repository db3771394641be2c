"""What a demand turns down: who asks for anything other than X rejects X."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from detente.evidence.reading.parsing.grammar import Token, trimmed
from detente.evidence.reading.stances.posed import Posed

_OTHER = re.compile(r"\b(?:other than|different from)\s+")
_STOP = re.compile(r",\s|\s(?:before|until|by|if|unless|within|or|and)\s|[;.](?=\s|$)")


def by_other(doc: Token, text: str, posed: Iterable[Posed]) -> Iterator[Posed]:
    """Yield what each of some demands turns down by asking for something else."""
    for one in posed:
        found = _OTHER.search(text, *one.content) if one.kind == "demand" else None
        if found is None:
            continue
        stop = _STOP.search(text, found.end(), one.content[1])
        content = trimmed(text, (found.end(), stop.start() if stop else one.content[1]))
        cue = doc.char_span(found.start(), found.end(), alignment_mode="expand")
        if content is not None and cue is not None and len(text[slice(*content)].split()) > 1:
            yield replace(one, kind="reject", rule="other than", cue=cue[0], content=content)
