"""Who spoke: from the words of a source to a person, an office and a party.

A cast file comes first, then what the document says, then the table of states.  What none of
them tells stays empty and is asked; a guess is marked as one, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.people.cast import Member
from detente.evidence.reading.people.concluding import government_before, medium
from detente.evidence.reading.people.name_words import surname
from detente.evidence.reading.people.naming import Mention, Person
from detente.evidence.reading.people.offices import Office, is_office
from detente.evidence.reading.people.owning import owner, unowned, whose
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.people.weighing import governing, weighed
from detente.evidence.reading.saying.finding import Find
from detente.evidence.reading.saying.utterance import Voice

_RULES = re.compile(
    r"\b(?:president|premier|prime minister|chancellor|king|queen)\b", re.IGNORECASE
)
SURE, RIVALS, GUESS = 1.0, 0.8, 0.7


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever spoke; empty where it is not known.

    `parties` are codes of states, or names of parties of the cast; `trust` makes the confidence
    of the rule smaller where something had to be concluded.
    """

    name: str = ""
    office: str = ""
    parties: tuple[str, ...] = ()
    voice: Voice = "report"
    trust: float = SURE
    reasons: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    person: str = ""

    def because(self, *reasons: str, trust: float = SURE) -> Speaker:
        """Return the speaker with further reasons, and less trust."""
        return replace(self, reasons=self.reasons + reasons, trust=self.trust * trust)

    def asking(self, *questions: str) -> Speaker:
        """Return the speaker with further questions."""
        return replace(self, questions=self.questions + questions)


def by_name(scene: Scene, mention: Mention, find: Find) -> Speaker:
    """Return the speaker behind a name in the text."""
    bearers = scene.bearers(mention.name)
    member = scene.member(mention.name)
    if member is not None and (mention.full or len(bearers) < 2):
        return _of_cast(scene, member)
    chosen, rivals = _bearer(mention, bearers)
    if chosen is None:
        alone = Speaker(mention.name, voice="own words", person=mention.name)
        if not rivals:
            return _told(scene, alone, mention.office, find, None)
        names = " or ".join(rivals)
        return alone.because(trust=GUESS).asking(f"Who is '{mention.name}': {names}?")
    member = next((m for m in map(scene.member, (chosen.name,)) if m is not None), None)
    if member is not None:
        speaker = _of_cast(scene, member)
    else:
        office = (
            mention.office if mention.office and (mention.office.state or mention.full) else None
        )
        office = office or chosen.office(mention.start) or mention.office
        speaker = _told(
            scene, Speaker(chosen.name, voice="own words", person=chosen.name), office, find, chosen
        )
    if rivals:
        listed = " or ".join(rivals)
        speaker = speaker.because(f"'{mention.name}' is the one named in full last", trust=RIVALS)
        speaker = speaker.asking(f"'{mention.name}' is read as {chosen.name}: or is it {listed}?")
    return speaker


def _bearer(mention: Mention, bearers: tuple[Person, ...]) -> tuple[Person | None, tuple[str, ...]]:
    """Return whom a name means, and the others it may mean.

    An office before it decides; else the one named in full last as a subject, else last at all.
    """
    if mention.full or len(bearers) < 2:
        return (bearers[0] if bearers else None), ()
    if mention.titled:
        title = mention.titled.split()[-1].rstrip(".").lower()
        titled = [
            p
            for p in bearers
            if any(
                m.office and not m.office.former and title in m.office.words.lower()
                for m in p.mentions
            )
        ]
        if len(titled) == 1:
            return titled[0], ()
    told = [
        (m.subject, m.start, p)
        for p in bearers
        for m in p.mentions
        if m.full and m.start < mention.start
    ]
    if not told:
        return None, tuple(p.name for p in bearers)
    subjects = [one for one in told if one[0]]
    chosen = max(subjects or told, key=lambda one: one[1])[2]
    return chosen, tuple(p.name for p in bearers if p is not chosen)


def _of_cast(scene: Scene, member: Member) -> Speaker:
    """Return a speaker of whom the cast tells the office and the party."""
    speaker = Speaker(member.name, voice="own words", person=member.name).because(
        "the cast names the speaker"
    )
    held = [(office, office.on(scene.day)) for office in member.offices]
    sure = [office for office, on in held if on]
    maybe = [office for office, on in held if on is None]
    if sure:
        office = sure[-1]
        return replace(
            speaker,
            office=office.office,
            parties=_code(scene, office.party),
            voice="own words" if office.party else "observer",
        )
    if len({o.party for o in maybe}) == 1:
        office = maybe[-1]
        ask = f"Was {member.name} {office.office or 'in office'} then? The document has no date."
        return (
            replace(speaker, office=office.office, parties=_code(scene, office.party))
            .because(trust=GUESS)
            .asking(ask)
        )
    if maybe:
        return speaker.asking(f"Which office had {member.name}? The document has no date.")
    if not held:
        return speaker.asking(f"Whom does {member.name} speak for?")
    return replace(speaker, voice="observer").because("by the cast, in no office on that day")


def _code(scene: Scene, party: str) -> tuple[str, ...]:
    if not party:
        return ()
    return next(
        ((p.code,) for p in scene.cast.parties if p.name == party and p.code), (f"={party}",)
    )


def _told(
    scene: Scene, speaker: Speaker, office: Office | None, find: Find, person: Person | None
) -> Speaker:
    """Return a speaker with the office the document tells, and the party that goes with it."""
    if office is None:
        return speaker.asking(f"Whom does {speaker.name} speak for? The document names no office.")
    if office.words:
        speaker = replace(speaker, office=without_article(unowned(office)))
    mine = owner(scene, office, person)
    personal = any(office.domain in (p.name, p.surname) for p in scene.persons)
    if office.domain and mine is None and not personal:
        ask = f"Is '{office.domain}' a party? It is not in the table of states."
        known = replace(speaker, parties=(f"={office.domain}",))
        return known.because(office.reason, trust=GUESS).asking(ask)
    if office.observer or office.former:
        return replace(speaker, voice="observer").because(office.reason)
    if office.state:
        return replace(speaker, parties=(office.state,)).because(office.reason)
    owned = mine or whose(scene, office, find)
    if owned is not None:
        return replace(speaker, parties=(owned.code,)).because(owned.why, trust=owned.trust)
    carried = [(code, 3.0, why) for code, why in medium(scene, find)]
    before = [(code, 2.0, why) for code, why in government_before(scene, find)]
    ruled = list(governing(scene, surname(speaker.name))) if _RULES.search(office.words) else []
    guess = weighed(scene, find, carried + before + ruled)
    if guess is not None:
        code, why = guess
        ask = f"The office '{speaker.office}' names no state: is it {scene.party(code)}? {why}"
        return replace(speaker, parties=(code,)).because(why, trust=GUESS).asking(ask)
    if re.match(r"(?:.*\w['\u2019]s?\s|(?:his|her|its|their)\s)", speaker.office):
        ask = f"Whom does {speaker.name}, {speaker.office}, speak for? No state is named."
        return speaker.asking(ask)
    return speaker.asking(f"Whose {speaker.office} is {speaker.name}? The office names no state.")


def without_article(words: str) -> str:
    """Return an office without an article or a pronoun before it."""
    return re.sub(r"^(?:the|a|an|his|her|its|their)\s+", "", words.strip(" ,"), flags=re.IGNORECASE)


def together(speakers: Sequence[Speaker]) -> Speaker:
    """Return several people who speak as one."""
    first = speakers[0]
    return replace(
        first,
        name=" and ".join(one.name for one in speakers),
        office=" and ".join(one.office for one in speakers if one.office),
        parties=tuple(dict.fromkeys(party for one in speakers for party in one.parties)),
        trust=min(one.trust for one in speakers),
        reasons=tuple(dict.fromkeys(reason for one in speakers for reason in one.reasons)),
        questions=tuple(dict.fromkeys(ask for one in speakers for ask in one.questions)),
        person="",
    )


def inside(token: Token | None, paragraph: Parsed, found: Iterable[Mention]) -> Mention | None:
    """Return the name that a token is part of, or that is set beside it by a comma."""
    if token is None:
        return None
    near = [token, *(c for c in token.children if c.dep_ == "appos")]
    near += [c for a in near[1:] for c in a.children if c.dep_ == "appos"]
    known = sorted(found, key=lambda m: m.start)
    beside = _beside(token, paragraph, known)
    if beside is not None:
        return beside
    for one in near:
        place = paragraph.offset + one.idx
        for mention in known:
            if mention.start <= place < mention.end:
                return mention
    return None


def _beside(token: Token, paragraph: Parsed, known: list[Mention]) -> Mention | None:
    """Return the name that goes with an office: the envoy for Syria Pedersen, the envoy, Sabbagh."""
    if not is_office(token.text):
        return None
    start = paragraph.offset + token.idx + len(token.text)
    after = [m for m in known if m.start >= start]
    if not after or after[0].titled:
        return None
    between = paragraph.text[token.idx + len(token.text) : after[0].start - paragraph.offset]
    if re.search(r"\b(?:for|to|of|with|by|and|at|in|from)\s*$", between) or len(between) > 60:
        return None
    return after[0] if between.count(",") <= 1 and "(" not in between else None
