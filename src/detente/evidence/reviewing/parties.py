"""Which party of a conflict a reading means: by its key, a name it goes by, or the same state.

Whom the reader proposes and the file does not have is left out, and told: not everybody who is
heard takes part in the conflict.  Whom a person typed has to be there.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.conflict.conflict import Conflict
from detente.conflict.parties import Party
from detente.errors import Problem, did_you_mean, short
from detente.evidence.reviewing.records import Record
from detente.language.codes import problem

_FOR_NOBODY = ("observer", "gloss")


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a record speaks for and is about in a conflict, who was left out, what is wrong."""

    party: str
    about: tuple[str, ...]
    left_out: tuple[str, ...]
    problems: tuple[Problem, ...]


def meant_by(record: Record, conflict: Conflict) -> Meant:
    """Return whom a record means in a conflict.

    Several that are spoken for at once are those it is about, and so are those who take part in
    an event, and whoever a speaker tells of who speaks for nobody.
    """
    left_out: list[str] = []
    problems: list[Problem] = []
    found: dict[str, list[str]] = {}
    for key in ("party", "about", "participants"):
        found[key] = []
        for value in record.lists.get(key, ()):
            name = party_of(conflict, value.text)
            if name is not None:
                found[key].append(name)
            elif record.mended and key != "participants":
                known = [party.name for party in conflict.parties]
                message = f"'{short(value.text)}' is not a party of '{short(conflict.file)}'"
                hint = did_you_mean(value.text, known)
                if hint.startswith("known"):
                    hint = f"leave '{key}' empty, or name one that is; {hint}"
                problems.append(problem("N001", value.place, message, hint))
            else:
                left_out.append(value.text)
    spoken = list(dict.fromkeys(found["party"]))
    several = spoken if len(spoken) > 1 or record.text("voice") in _FOR_NOBODY else []
    about = tuple(dict.fromkeys([*several, *found["about"], *found["participants"]]))
    party = spoken[0] if len(spoken) == 1 and not several else ""
    return Meant(party, about, tuple(dict.fromkeys(left_out)), tuple(problems))


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
    from detente.evidence.reading.parties.states import states, terms

    if name in states():
        return {name}
    return {code for code, sort in terms().get(name, ()) if sort in ("name", "body")}
