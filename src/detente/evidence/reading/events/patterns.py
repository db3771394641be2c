"""What happens in negotiations: some eighty patterns of a verb and what it is done to."""

from __future__ import annotations

from dataclasses import dataclass

from detente.evidence.reading.events.words import (
    ARMS,
    CHARGES,
    DISPUTES,
    DRILLS,
    FLOWS,
    FORCES,
    GOODS,
    HANDED,
    HELD,
    LAWS,
    OFFICES,
    PAPERS,
    PASSAGES,
    PENALTIES,
    POSTS,
    SITES,
    SUITS,
    TALKS,
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb, what it is done to (`objects`), the small word it needs (`small`): a kind of event.

    `who` are the roles that take part: s the one who does it, o the object, w with whom, t to
    whom, b between whom.
    """

    kind: str
    verbs: frozenset[str]
    objects: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    who: str = "s"
    person: bool = False  # the object is a person
    bare: bool = False  # without an object


def _p(
    kind: str,
    verbs: str,
    objects: frozenset[str] = frozenset(),
    small: str = "",
    who: str = "s",
    *,
    person: bool = False,
    bare: bool = False,
) -> Pattern:
    return Pattern(
        kind,
        frozenset(verbs.split()),
        objects,
        frozenset(small.split()),
        who,
        person,
        bare,
    )


# the first that fits counts
PATTERNS: tuple[Pattern, ...] = (
    _p("meet", "meet confer dine din lunch", who="sowb"),
    _p(
        "meet",
        "speak talk",
        small="with again privately together",
        who="sow",
    ),
    _p(
        "meet",
        "hold host attend convene resume restart reopen continue begin start open conclude complete",
        TALKS,
        who="sowb",
    ),
    _p("meet", "have", TALKS | {"breakfast", "exchange"}, who="swb"),
    _p("meet", "discuss", who="sw"),
    _p("meet", "engage", TALKS, small="in", who="sw"),
    _p("meet", "take pick", TALKS, small="up", who="swb"),
    _p("meet", "shake exchange", frozenset({"hand", "hands", "handshake"}), who="swb"),
    _p("meet", "sit", small="with across down together", who="sw"),
    _p(
        "meet",
        "revert return",
        frozenset({"matter", "table", "question", "issue", "talk", "negotiation"}),
        small="to",
        who="s",
    ),
    _p("act", "pay make", frozenset({"visit", "trip"}), who="s"),
    _p("test", "test test-fire trial-launch test-launch flight-test detonate", who="s"),
    _p("test", "fire launch shoot conduct carry", ARMS | {"test"}, who="s"),
    _p(
        "exercise",
        "hold conduct stage begin start end conclude resume suspend cancel",
        DRILLS,
        who="sw",
    ),
    _p(
        "dismiss",
        "fire sack dismiss expel oust remove replace recall withdraw",
        POSTS,
        who="so",
        person=True,
    ),
    _p("appoint", "appoint nominate elect install name", POSTS, who="so", person=True),
    _p(
        "agree",
        "sign adopt conclude initial ratify reach agree strike finalise finalize seal announce draw broker"
        " endorse approve",
        PAPERS,
        who="swb",
    ),
    _p(
        "suspend",
        "suspend cancel postpone end abandon scrap break halt freeze quit leave collapse",
        TALKS | PAPERS,
        who="sw",
    ),
    _p("agree", "pass", LAWS | PAPERS, who="s"),
    _p("agree", "take", frozenset({"decision"}), who="s"),
    _p("agree", "settle resolve bridge overcome", DISPUTES, who="sw"),
    _p("suspend", "cut halt stop interrupt", FLOWS, who="s"),
    _p("suspend", "break call cut", small="off", who="sw"),
    _p("suspend", "walk storm", small="out", who="s"),
    _p("suspend", "fall", small="apart through", who="s"),
    _p("suspend", "be", TALKS | PAPERS, small="over off", who="b"),
    _p("suspend", "break", small="down", who="s"),
    _p("suspend", "collapse lapse founder stall unravel expire", bare=True, who="s"),
    _p("suspend", "withdraw pull", PAPERS | TALKS, small="from out", who="s"),
    _p("suspend", "end", TALKS | PAPERS, who="s"),
    _p("relieve", "lift ease waive relax remove suspend drop relieve", PENALTIES, who="s"),
    _p("sanction", "impose slap levy tighten extend reintroduce reimpose", PENALTIES, who="s"),
    _p("sanction", "sanction blacklist blockade embargo", who="s"),
    _p("aid", "provide deliver ship send donate supply give", GOODS, who="st"),
    _p("release", "release free repatriate", HELD, who="s"),
    _p("hand over", "hand", small="over", who="sotb"),
    _p(
        "hand over", "give pass hand send deliver submit present transmit table", HANDED, who="sotb"
    ),
    _p(
        "hand over",
        "return repay refund",
        frozenset({"cheque", "check", "payment", "money", "deposit"}),
    ),
    _p("hand over", "exchange swap trade return", HANDED | HELD, who="swb"),
    _p("hand over", "exchange", who="swb"),
    _p("inspect", "inspect verify", who="s"),
    _p("inspect", "visit", SITES, who="s"),
    _p("deploy", "deploy station re-arm rearm mobilise mobilize", who="s"),
    _p(
        "deploy", "mass amass reinforce", FORCES | SITES | PASSAGES | {"position", "front"}, who="s"
    ),
    _p("deploy", "mine re-mine remine", who="s"),
    _p("deploy", "send move return", FORCES, who="s"),
    _p(
        "deploy",
        "return",
        frozenset({"pass", "passes", "front", "border", "position", "trench", "base", "barracks"}),
        small="to",
        who="s",
    ),
    _p(
        "attack",
        "attack shell bomb bombard raid ambush invade strafe torpedo wound injure kill ram storm assault shoot torch",
        who="s",
    ),
    _p(
        "attack",
        "strike hit",
        SITES | PASSAGES | FORCES | {"city", "town", "village", "target", "convoy", "home"},
        who="s",
    ),
    _p("attack", "crack", small="down", who="s"),
    _p("attack", "blow", small="up", who="s"),
    _p("attack", "fire", small="on at upon into", who="s"),
    _p("open", "open reopen", PASSAGES, who="s"),
    _p("open", "resume restart", PASSAGES | FLOWS | {"they"}, who="s"),
    _p("open", "set", OFFICES, small="up", who="s"),
    _p("open", "create establish form launch inaugurate", OFFICES, who="s"),
    _p("close", "close shut seal", PASSAGES | {"commission", "mission"}, who="s"),
    _p("act", "withdraw pull", FORCES, who="s"),
    _p(
        "act",
        "dismantle destroy demolish damage seize impound detain arrest annex occupy expel"
        " restore evacuate hijack sink",
        who="s",
    ),
    _p("act", "carry", small="out", who="s"),
    _p("act", "take", frozenset({"effect", "force"}), who=""),
    _p("act", "come enter go", frozenset({"effect", "force"}), small="into", who=""),
    _p("act", "retaliate", who="s"),
    _p("act", "respond", PENALTIES | ARMS | {"force", "fire", "strike"}, small="with", who="s"),
    _p("act", "seek", SUITS, who="s"),
    _p("act", "turn go appeal", SUITS, small="to", who="s"),
    _p("act", "bring file lodge", SUITS, who="s"),
    _p("act", "change alter amend raise lower", CHARGES, who="s"),
    _p("act", "go return", small="home", who="s"),
    _p("act", "fill", frozenset({"reservoir", "dam", "lake", "silo"}), who="s"),
    _p("act", "build", SITES | {"dam", "wall", "fence", "settlement", "road", "island"}, who="s"),
    _p(
        "act",
        "found establish proclaim declare",
        frozenset(
            {"state", "republic", "war", "independence", "government", "emergency", "peace", "end"}
        ),
        who="s",
    ),
    # last, where nothing else fits: who goes where
    _p("act", "arrive travel fly leave depart head return", small="in to for at from", who="s"),
)
