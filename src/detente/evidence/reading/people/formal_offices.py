"""Offices told at length: the Minister of Ports of Ostria, Ms Ek; Skog, who heads the delegation."""

from __future__ import annotations

import re

from detente.evidence.reading.parties.states import Own, places
from detente.evidence.reading.people.offices import Office, office_in

_FORMAL = re.compile(
    r"\b(?P<office>(?:[A-Z]\w+ ){0,4}(?:Minister|Secretary|President|Ambassador|Commissioner|Director"
    r"|Representative|Envoy|Governor|Chairman|Chairwoman|Speaker)\b[^,.;:\n]{0,140}), "
    r"(?:H\.E\. )?(?:(?:Mr|Mrs|Ms|Dr|Sir|Hon)\.? )?$"
)


def formal(text: str, name: int, own: Own | None) -> Office | None:
    """Return an office with all its names before a person's: The Minister of Ports of Ostria, Ms Ek."""
    found = _FORMAL.search(text, max(0, name - 200), name)
    if found is None:
        return None
    words = re.sub(r"^(?:The|His|Her|Its) ", "", found["office"])
    return office_in(words, known=places(words, own))


_LEADS = re.compile(
    r"\s*,\s+who (?:leads|led|heads|headed|chairs|represents|speaks for|negotiates for)\s+"
    r"(?P<what>[^,.;:\n]{3,80})"
)


def leading(text: str, name: int, own: Own | None) -> Office | None:
    """Return the office of whoever leads a party's people: Skog, who heads the delegation of Ostria."""
    found = _LEADS.match(text, name)
    if found is None:
        return None
    here = places(found["what"], own)
    words = re.sub(r"^(?:the|a|an|its|their) ", "", found["what"])
    if not here:
        return None
    word = found["what"][here[0].start : here[0].end]
    return Office(f"head of {words}", here[0].code, reason=f"leads those of '{word}'")
