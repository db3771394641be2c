"""Whether what a review yields is a quotation of the shipped file: place, voice, who, about whom."""

from __future__ import annotations

from dataclasses import dataclass

from detente.evidence.placing import Place
from tests.reading.replay.wanting import Wanted, speaker_of


@dataclass(frozen=True, slots=True)
class Yielded:
    """Something accepted, or that could be: its name, its place, who is heard and about whom."""

    name: str
    place: Place
    voice: str
    speaker: str
    party: str
    about: tuple[str, ...]


def faults(wanted: Wanted, one: Yielded) -> list[str]:
    """Return in what a quotation differs from the one that is wanted; nothing if it is the same.

    It has the place if they share at least half of the shorter one. What the wanted one leaves
    open (a speaker, a party) is not compared.
    """
    common = shared(wanted.place, one.place)
    if not common or 2 * common < min(length(wanted.place), length(one.place)):
        return ["place"]
    found = []
    if wanted.voice != one.voice:
        found.append(f"voice {one.voice}, not {wanted.voice}")
    if wanted.speaker and wanted.speaker.casefold() != speaker_of(one.speaker).casefold():
        found.append(f"speaker {speaker_of(one.speaker) or 'unknown'}, not {wanted.speaker}")
    if wanted.party and wanted.party != one.party:
        found.append(f"party {one.party or 'unknown'}, not {wanted.party}")
    missing = [name for name in wanted.about if name not in (*one.about, one.party)]
    if missing:
        found.append(f"not about {', '.join(missing)}")
    return found


def length(place: Place) -> int:
    """Return how many characters a place has."""
    return sum(end - start for start, end in place)


def shared(one: Place, other: Place) -> int:
    """Return how many characters two places share."""
    return sum(
        max(0, min(end, stop) - max(start, begin)) for start, end in one for begin, stop in other
    )


def nearness(wanted: Wanted, one: Yielded) -> float:
    """Return how much of both places is shared, from 0 to 1."""
    common = shared(wanted.place, one.place)
    return common / (length(wanted.place) + length(one.place) - common)
