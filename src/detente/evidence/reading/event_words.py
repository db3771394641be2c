"""What happens in negotiations: some forty patterns of a verb and what it is done to, and nouns."""

from __future__ import annotations

from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TALKS = _words(
    "talk meeting summit conference negotiation round session dialogue consultation discussion"
    " call conversation gathering workshop dinner lunch contact hearing"
)
PAPERS = _words(
    "treaty agreement accord armistice truce ceasefire cease-fire deal pact declaration text communique"
    " communiqué protocol memorandum contract convention settlement framework rule timetable roadmap line"
    " understanding compromise statement arrangement charter constitution"
)
HANDED = _words(
    "letter paper note list document map proposal text draft notice memo plan report prisoner body"
    " remains coffin file photograph demand ultimatum gift nothing answer figure datum copy"
)
ARMS = _words(
    "missile rocket projectile satellite warhead shell torpedo drone icbm slbm bomb weapon device mortar artillery"
)
DRILLS = _words("exercise drill manoeuvre maneuver wargame")
FORCES = _words(
    "troop soldier force ship warship fleet vessel carrier aircraft jet plane bomber army division brigade"
    " battery launcher police guard patrol militia tank gun system radar destroyer submarine unit"
)
PENALTIES = _words(
    "sanction embargo tariff levy curb restriction ban blockade penalty duty quota fine measure freeze"
)
GOODS = _words(
    "aid food fuel oil grain rice wheat vaccine medicine assistance help supply relief loan credit fertiliser"
    " fertilizer money fund"
)
HELD = _words(
    "prisoner hostage detainee captive pilot sailor crew journalist dissident citizen fisherman"
)
PASSAGES = _words(
    "crossing border gate gates road corridor port embassy office strait bridge airspace airport railway line"
    " service market school door channel hotline consulate ferry pipeline terminal canal crossings"
)
POSTS = _words(
    "minister chief secretary adviser advisor envoy ambassador negotiator general commander president premier"
    " chairman director governor cabinet spokesman head diplomat official inspector delegate aide admiral"
    " representative official staff governor judge"
)
SITES = _words("site plant reactor facility base depot warehouse laboratory mine factory complex")


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
    return Pattern(kind, _words(verbs), objects, _words(small), who, person, bare)


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
    _p("meet", "engage", TALKS, small="in", who="sw"),
    _p("meet", "sit", small="with across down", who="sw"),
    _p(
        "meet",
        "revert return",
        frozenset({"matter", "table", "question", "issue", "talk", "negotiation"}),
        small="to",
        who="s",
    ),
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
    _p("suspend", "break call cut", small="off", who="sw"),
    _p("suspend", "walk storm", small="out", who="s"),
    _p("suspend", "fall", small="apart through", who="s"),
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
    _p("hand over", "exchange swap trade return", HANDED | HELD, who="swb"),
    _p("hand over", "exchange", who="swb"),
    _p("inspect", "inspect verify", who="s"),
    _p("inspect", "visit", SITES, who="s"),
    _p("deploy", "deploy station mass re-arm rearm amass reinforce mobilise mobilize", who="s"),
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
    _p("open", "open reopen", PASSAGES, who="s"),
    _p("open", "resume", PASSAGES | {"flight", "traffic", "trade", "delivery"}, who="s"),
    _p("close", "close shut seal", PASSAGES | {"commission", "mission"}, who="s"),
    _p("act", "withdraw pull", FORCES, who="s"),
    _p(
        "act",
        "dismantle destroy demolish damage seize impound detain arrest annex occupy expel"
        " restore evacuate hijack sink",
        who="s",
    ),
    _p("act", "carry", small="out", who="s"),
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
)

# nouns that are events: what they need behind or before them
COLLAPSE = _words("collapse breakdown failure suspension cancellation end breakup")
CLASH = _words(
    "clash attack raid ambush shelling strike bombing skirmish firefight massacre invasion"
)
SIGNING = _words("signing ratification adoption conclusion")
LAUNCH = _words("test launch test-firing firing")
NOUN_KIND = {
    **dict.fromkeys(
        TALKS - {"call", "contact", "discussion", "hearing", "round", "dinner", "lunch"}, "meet"
    ),
    **dict.fromkeys(DRILLS, "exercise"),
    **dict.fromkeys(CLASH, "attack"),
}
# an agreement that comes about
ACCORDS = _words("accord deal treaty agreement truce ceasefire armistice pact signing settlement")
COMES = _words("follow emerge begin come start hold")
# verbs that tell of a noun that it took place
HAPPENS = _words(
    "end begin start follow happen occur take break erupt resume conclude open continue"
)

# above an infinitive: it is meant to come; it did not; it is only wished
PLANS = _words(
    "agree plan decide intend pledge promise vow undertake schedule set expect arrange prepare vote resolve"
    " due commit consent go"
)
FAILS = _words("refuse decline fail forget neglect omit avoid")
DENIES = _words("deny dispute rebut refute dismiss")
GOES_ON = _words("begin start continue keep proceed manage get cease stop help")
CONFIDENCE = {"verb": 0.7, "verb with object": 0.75, "noun": 0.55, "caption": 0.5}
