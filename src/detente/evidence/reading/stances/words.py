"""The words of positions: which verb, adjective or noun tells which kind of stance."""

from __future__ import annotations

from detente.evidence.reading.stances.stance import Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# X demands that, X wants Y, X rejects Y; what follows is the content
VERBS: dict[str, Kind] = {
    **dict.fromkeys(_words("demand insist require"), "demand"),
    **dict.fromkeys(
        _words("reject refuse oppose veto rebuff spurn repudiate resist disavow exclude"), "reject"
    ),
    **dict.fromkeys(_words("offer propose promise pledge vow undertake volunteer"), "offer"),
    **dict.fromkeys(_words("want wish seek desire prefer favour favor hope"), "want"),
    **dict.fromkeys(_words("agree consent endorse accept"), "agree"),
    **dict.fromkeys(_words("warn threaten caution"), "warn"),
}
# urged X to do, asked X to do: X is the addressee
URGING = _words("urge press ask order tell request implore exhort appeal call beseech instruct")
# verbs whose meaning hangs on a small word: turn down, rule out, call for
SMALL: dict[tuple[str, str], Kind] = {
    ("turn", "down"): "reject",
    ("rule", "out"): "reject",
    ("call", "for"): "demand",
    ("ask", "for"): "demand",
    ("press", "for"): "demand",
    ("insist", "on"): "demand",
    ("push", "for"): "want",
    ("hope", "for"): "want",
    ("long", "for"): "want",
    ("agree", "to"): "agree",
    ("agree", "on"): "agree",
    ("agree", "with"): "agree",
    ("sign", "on"): "agree",
    ("consent", "to"): "agree",
    ("commit", "to"): "offer",
    ("object", "to"): "reject",
    ("warn", "of"): "warn",
    ("warn", "against"): "warn",
    ("open", "to"): "willing",
    ("look", "into"): "willing",
}
# these with an infinitive only: declined to sign; but `declined to comment` is none
INFINITIVE: dict[str, Kind] = {"decline": "reject", "fail": "reject", "plan": "want", "aim": "want"}
NO_ACT = _words(
    "comment say elaborate discuss speculate answer respond name identify disclose be speak talk"
)
# declined to give details
NO_DETAIL = _words("detail comment answer name reason figure explanation interview")
# nobody's position: wants to know, to thank
IDLE = _words(
    "know ask thank hear assure congratulate interrupt remind say tell mention add stress emphasise emphasize"
)
# things do so as well: a law requires, a plan offers, studies agree that
THINGS_DO = _words("require offer agree")
# said of oneself: ready to, willing to, open to
READY = _words("willing ready prepared open amenable receptive")
LOATH = _words("unwilling reluctant loath opposed averse unprepared unready")
HARD = _words("difficult hard impossible unthinkable unacceptable tough unrealistic")
EASY = _words("easy possible feasible")
# what somebody may, might or could do when willing to
YIELDING = _words(
    "accept add agree allow approve back begin bring cease compromise consider contemplate cut deliver"
    " discuss double drop ease end endorse expand explore extend find free freeze give guarantee halt host improve increase join lift limit live look meet negotiate"
    " open observe pause pay permit postpone provide pull raise recognise recognize reduce relax release relieve"
    " remove reopen resume return review revisit roll scale settle share ship sign sit start stop supply support"
    " suspend swap talk tolerate welcome withdraw"
)
# what nobody decides: `will not know`, `would not be`
NO_DECISION = _words(
    "be have know expect think believe say call comment see seem become happen work help last matter"
    " come cost face lead result win lose rise fall follow need point verify confirm know understand like mean remain repeat rule exceed name want seek"
)
# what one says one cannot do where one will not
UNACCEPTED = _words(
    "accept agree tolerate allow support permit recognise recognize live sign back join concede yield"
    " compromise give endorse approve negotiate stop lift withdraw disarm"
)
# only somebody wants, hopes or refuses: whatever does so is somebody
WILFUL = _words("want wish hope refuse agree promise vow threaten warn pledge insist demand offer")
# who promises this, threatens
HOSTILE = _words(
    "attack strike bomb retaliate respond punish impose leave quit close block cut send destroy walk"
    " withdraw suspend shut expel seize invade resume sink shell hit fight abandon boycott veto scrap"
)
NOUNS: dict[str, Kind] = {
    "demand": "demand",
    "call": "demand",
    "insistence": "demand",
    "refusal": "reject",
    "rejection": "reject",
    "opposition": "reject",
    "objection": "reject",
    "offer": "offer",
    "proposal": "offer",
    "suggestion": "offer",
    "request": "demand",
    "plea": "demand",
    "ultimatum": "demand",
    "pledge": "offer",
    "promise": "offer",
    "willingness": "willing",
    "readiness": "willing",
    "openness": "willing",
    "push": "want",
    "drive": "want",
    "bid": "want",
    "campaign": "want",
    "desire": "want",
    "wish": "want",
    "interest": "want",
    "hope": "want",
    "quest": "want",
    "threat": "warn",
    "warning": "warn",
}
# behind these nouns the content stands with one of these words
BEHIND = {"to": "to", "for": "for", "of": "of", "in": "in", "on": "on", "that": "that"}
# a demand by letter: passed X a paper demanding that
PAPERS = _words(
    "paper letter note document memo message list text ultimatum communique communiqué statement cable"
    " draft resolution telegram dispatch petition"
)
GIVING = _words("pass hand give send deliver present submit present transmit convey leave relay")
# nouns that say where parties differ
VIEWS = _words(
    "perspective view idea opinion position understanding notion vision approach interpretation"
    " assessment trajectory concept priority stance difference disagreement"
)
# who has not done so to a demand has not made one
MAKING = _words("make issue give put present submit voice express send have raise table state")
UNLIKE = _words("different differing divergent diverging conflicting opposing competing contrary")
# who will not do this to a thing would live with it
HINDERING = _words("oppose block veto obstruct hinder resist")
THOUGHT = _words("consideration thought hearing reading look chance attention")
OUGHT = _words("must should ought shall")
NEEDS = _words("need have")
SOFT = _words("could might may would can")

CONFIDENCE: dict[str, float] = {
    "verb of position": 0.75,
    "asks somebody to": 0.75,
    "demand by letter": 0.7,
    "verb of position with a small word": 0.7,
    "ready or open to": 0.8,
    "will not": 0.65,
    "may or might": 0.6,
    "would on a condition": 0.6,
    "must": 0.6,
    "hard for somebody to": 0.7,
    "noun of position": 0.55,
    "sees it as": 0.5,
    "views differ": 0.55,
    "at one": 0.6,
    "other than": 0.45,
    "item of a list": 0.65,
    "said it would": 0.55,
    "will not stand in the way": 0.5,
    "wants it so": 0.5,
    "not possible": 0.5,
    "otherwise": 0.65,
    "unless, in own words": 0.55,
    "if, in own words": 0.45,
    "no this, no that": 0.55,
    "not on the table": 0.6,
    "agreement reached": 0.65,
    "what they offer is": 0.55,
    "puts at risk": 0.45,
}
