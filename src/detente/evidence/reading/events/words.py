"""The words of events: what is signed, fired, handed over or imposed, and the nouns that are events."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TALKS = _words(
    "talk meeting summit conference negotiation round session dialogue consultation discussion"
    " call conversation gathering workshop dinner lunch contact hearing plenary sitting"
)
PAPERS = _words(
    "treaty agreement accord armistice truce ceasefire cease-fire deal pact declaration text communique"
    " communiqué protocol memorandum contract convention settlement framework rule timetable roadmap line"
    " understanding compromise statement arrangement charter constitution"
)
HANDED = _words(
    "letter paper note list document map proposal text draft notice memo plan report prisoner body"
    " remains coffin file photograph demand ultimatum gift nothing answer figure datum copy one cheque cable dossier register"
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
    " representative official staff governor judge mayor deputy prefect driver worker"
)
LAWS = _words("law bill act resolution budget amendment")
FRAIL = _words(
    "process effort offer diplomacy initiative coalition government mission mandate proposal plan peace"
    " it they which that drive bid licence license regime permit union alliance"
)
DISPUTES = _words(
    "quarrel dispute row conflict disagreement difference differences standoff strike feud impasse deadlock"
)
FLOWS = _words(
    "delivery supply flow export import shipment flight gas power electricity payment trade traffic transit"
)
OFFICES = _words(
    "commission committee office body mission panel hotline channel secretariat council"
)
SUITS = _words(
    "arbitration court tribunal case suit lawsuit complaint injunction ruling arbitrator appeal"
)
CHARGES = _words("fee duty rule term price toll tariff rate schedule status law")
SITES = _words("site plant reactor facility base depot warehouse laboratory mine factory complex")

# nouns that are events: what they need behind or before them
COLLAPSE = _words("collapse breakdown failure suspension cancellation end breakup")
CLASH = _words(
    "clash attack raid ambush shelling strike bombing skirmish firefight massacre invasion offensive counter-offensive counteroffensive bombardment"
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
# nouns made of verbs, with what it was done to behind `of`
MADE_OF_VERBS = {
    "dismissal": "dismiss",
    "sacking": "dismiss",
    "appointment": "appoint",
    "arrest": "act",
    "expulsion": "act",
    "seizure": "act",
    "release": "release",
    "killing": "attack",
    "shelling": "attack",
    "bombing": "attack",
    "closure": "close",
    "reopening": "open",
    "opening": "open",
    "signing": "agree",
    "ratification": "agree",
    "exchange": "hand over",
    "handover": "hand over",
    "deployment": "deploy",
    "withdrawal": "act",
    "lifting": "relieve",
    "imposition": "sanction",
}
DONE = _words("complete conclude finish occur carry")
SET_FOR = _words("schedule plan set arrange pencil slate fix")
SPANS = _words("day week month year hour night series wave round string weekend")
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
TELLS = _words("say tell announce declare confirm add report promise state")
ON_TERMS = _words("if unless otherwise should provided without once failing until else were")
FAILS = _words("refuse decline fail forget neglect omit avoid")
DENIES = _words("deny dispute rebut refute dismiss")
GOES_ON = _words("begin start continue keep proceed manage get cease stop help")
CONFIDENCE = {"verb": 0.7, "verb with object": 0.75, "noun": 0.55, "caption": 0.5}
