"""Which party of a conflict a reading means: by its key, a name it goes by, or the same state."""

from __future__ import annotations

from detente.conflict.conflict import Conflict
from detente.conflict.parties import Party


def party_of(conflict: Conflict, name: str) -> str | None:
    """Return the key of the party that a name stands for, None if there is none, or several."""
    if any(party.name == name for party in conflict.parties):
        return name
    plain = {name.casefold().removeprefix("the ")}
    by_name = [party.name for party in conflict.parties if _names(party) & plain]
    meant = _states(name)
    found = by_name or [party.name for party in conflict.parties if _codes(party) & meant]
    return found[0] if len(found) == 1 else None


def _names(party: Party) -> set[str]:
    """Return the names a party goes by, in small letters."""
    named = (party.name, party.label, *party.aliases)
    return {one.casefold().removeprefix("the ") for one in named if one}


def _codes(party: Party) -> set[str]:
    """Return the codes of the states that the names of a party stand for."""
    return {code for one in (party.name, party.label, *party.aliases) for code in _states(one)}


def _states(name: str) -> set[str]:
    from detente.evidence.reading.states import states, terms

    if name in states():
        return {name}
    return {code for code, sort in terms().get(name, ()) if sort in ("name", "body")}
