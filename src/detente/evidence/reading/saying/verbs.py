"""The verbs and nouns of saying, thinking and wanting, by what they can govern.

Each table says how a verb brings in what was said: as a clause (said that), a purpose (vowed
to), an object (criticised X), or behind a small word (called for X).  Lemmas throughout; both
spellings stand where two are in use.
"""

from __future__ import annotations

from detente.evidence.reading.parsing.word_lists import listed

# said that ..., said: "..."
SPEECH = listed(
    "say tell add note state declare announce claim argue insist warn admit acknowledge explain"
    " write tweet reply respond answer remark comment observe report confirm deny allege assert"
    " maintain contend stress emphasize emphasise underline underscore reiterate repeat recall"
    " reveal disclose suggest propose predict pledge promise vow swear threaten complain concede"
    " caution boast brag joke quip lament shout yell exclaim conclude hint imply inform advise"
    " notify remind assure reassure signal testify recount relate post mention speculate estimate"
    " reckon opine counter retort rebut muse mutter protest plead pray wish ask inquire enquire"
    " question demand request urge recommend order rule find show indicate hold posit charge"
    " affirm attest avow certify clarify demonstrate detail elaborate expound forecast foresee"
    " guarantee profess proclaim pronounce publish record specify stipulate tout trumpet volunteer"
    " whisper chant cry document tell voice read agree disagree decide determine judge tip rate"
    " intimate confide confess"
)
# introduce quotations only: "..." he continued
QUOTING = listed(
    "continue go begin conclude joke snap scoff sneer laugh smile interject interrupt finish offer"
    " press challenge chide fire counter chime blog text email sing tease praise"
)
# thinks that ...
THOUGHT = listed(
    "believe think hope fear expect doubt worry wonder guess assume suspect feel know realize"
    " realise understand consider suppose trust see view regard figure anticipate fret"
    " recognize recognise recall remember learn conclude"
)
# wants to ..., asked X to ...
WILL = listed(
    "want wish hope seek intend plan aim aspire refuse decline agree offer promise pledge vow"
    " threaten swear propose resolve decide consent demand request ask urge press push call"
    " encourage exhort implore beg beseech order tell advise warn invite instruct direct require"
    " expect prefer volunteer undertake commit desire yearn long oppose recommend"
    " appeal implore lobby determine persuade convince caution remind challenge claim"
    " authorize authorise permit forbid"
)
# criticised X, demanded X
OBJECT = listed(
    "criticize criticise condemn denounce slam blast attack reject dismiss welcome applaud praise"
    " laud hail support back endorse oppose deny demand request propose promise pledge urge want"
    " seek cite mention note describe blame mock ridicule question challenge dispute"
    " refute rebut reiterate stress emphasize emphasise underscore underline highlight announce"
    " acknowledge admit concede predict claim report suggest recommend advocate defend decry"
    " deplore protest lament regret express voice favor favour prefer expect anticipate fear"
    " accept approve disavow repudiate renounce echo outline detail explain invoke reference tout"
    " champion deride lambaste lambast assail rebuke chide chastise castigate excoriate berate"
    " bemoan foresee float accuse admire resent threaten disclose reveal recall allege"
    " embrace offer vow doubt confirm signal hope estimate document downplay"
    " affirm reaffirm declare convey understate propound preach rail pooh-pooh"
)
# the small words that bring in what was said
SMALL = {
    "call": listed("for on"),
    "warn": listed("of against about"),
    "accuse": listed("of"),
    "blame": listed("for on"),
    "complain": listed("about of"),
    "insist": listed("on upon"),
    "push": listed("for"),
    "press": listed("for"),
    "appeal": listed("for to"),
    "point": listed("to out"),
    "refer": listed("to"),
    "speak": listed("of about against"),
    "talk": listed("about of up"),
    "object": listed("to"),
    "agree": listed("to on with"),
    "disagree": listed("with on about"),
    "comment": listed("on about"),
    "boast": listed("of about"),
    "brag": listed("about"),
    "joke": listed("about"),
    "testify": listed("about to"),
    "apologize": listed("for"),
    "apologise": listed("for"),
    "hint": listed("at"),
    "worry": listed("about"),
    "plead": listed("for with"),
    "hope": listed("for"),
    "ask": listed("for about"),
    "lobby": listed("for against"),
    "argue": listed("for against"),
    "rail": listed("against"),
    "lash": listed("out at"),
    "rule": listed("out"),
    "think": listed("of about"),
    "express": listed("over about"),
    "commit": listed("to"),
    "allude": listed("to"),
    "dream": listed("of"),
    "elaborate": listed("on"),
    "protest": listed("against"),
    "advocate": listed("for against"),
    "know": listed("of about"),
    "plan": listed("for"),
    "rally": listed("against"),
    "inquire": listed("about"),
    "write": listed("about of"),
    "condemn": listed("as"),
    "swear": listed("by"),
    "believe": listed("in"),
}
# called X a Y, described X as Y
NAMING = listed(
    "call label describe portray depict characterize characterise brand dub deem view see regard"
    " consider cast paint denounce dismiss hail condemn deride praise treat declare term define"
    " liken compare criticize criticise proclaim identify name"
)
# adding to a main clause without a subject of their own: ..., citing X
CITING = listed("cite note mention quote reference stress emphasize emphasise invoke recall")
# nouns that carry what was said
NOUNS = listed(
    "claim statement warning promise belief assertion argument suggestion allegation accusation"
    " declaration announcement pledge vow threat demand request call appeal proposal offer plea"
    " contention insistence admission acknowledgment acknowledgement view opinion hope fear"
    " expectation concern denial complaint conclusion prediction estimate assurance message"
    " comment remark criticism refusal willingness desire wish decision plan intention intent"
    " assessment finding commitment support opposition determination theory idea question"
    " doubt recommendation position stance conviction charge rejection endorsement concession"
)
# verbs that make a noun of saying an act: made the claim, issued a warning
GIVING = listed(
    "make issue give release deliver voice express raise repeat renew reiterate send offer sound"
    " have share echo reject dismiss withdraw post"
)
# things that say something without being anybody
PAPERS = listed(
    "report statement survey poll study document letter memo paper article story communique"
    " communiqué declaration resolution treaty agreement text draft note message filing book"
    " website site post tweet blog survey data figure figures statistic statistics research"
    " analysis editorial release transcript record email indictment ruling order bill law"
    " newspaper magazine account ad advertisement video census finding plan platform"
)
# answers nobody got: no utterance
SILENT = listed("respond reply answer comment return elaborate disclose identify reach name")

# pronouns of nobody in particular
NOBODY = listed("you each anyone anybody someone somebody nobody one this these those what there")
# nouns of those who can say or want something; names and pronouns can without standing here
PEOPLE = listed(
    "official expert critic analyst observer government administration ministry department side"
    " party country state nation ally regime leader president minister secretary premier chancellor"
    " king queen prince pope envoy ambassador diplomat negotiator delegate delegation spokesman"
    " spokeswoman spokesperson adviser advisor aide source insider person people man woman"
    " lawmaker legislator senator congressman congresswoman representative governor mayor judge"
    " justice court parliament congress senate house council committee commission commissioner"
    " panel board agency bureau office bank company firm group organization organisation union"
    " campaign team camp candidate nominee rival opponent supporter opposition voter citizen"
    " resident community family friend colleague ally partner neighbor neighbour coalition bloc"
    " alliance movement rebel insurgent militant fighter guerrilla faction army military navy"
    " police force commander general colonel deputy officer soldier veteran chief head director chairman"
    " chairwoman chair executive manager founder owner boss lawyer attorney prosecutor defendant"
    " plaintiff witness professor scholar researcher scientist academic economist historian author"
    " writer journalist reporter editor columnist commentator host moderator pundit pollster"
    " strategist activist advocate campaigner protester demonstrator dissident student teacher"
    " doctor nurse priest bishop cleric imam worker farmer employee trader investor producer mediator"
    " monitor inspector signatory participant respondent member delegate counterpart successor"
    " predecessor conservative liberal democrat republican moderate hardliner reformer refugee"
    " migrant immigrant exile survivor relative mother father parent son daughter wife husband"
    " brother sister child boy girl majority minority half many most some several all both other"
    " others few two three public world international society think-tank institute foundation"
    " association federation league capital palace embassy mission secretariat authority leadership"
    " cooperative confederation caucus tribe village church industry shipper fisherman shareholder"
    " creditor employer striker developer herder miner driver pilot clan guild chamber consortium"
    " elite establishment left right north south east west billionaire businessman entrepreneur"
)

# what goes on in a head: the outlet tells it, nobody said it
PRIVATE = THOUGHT | listed(
    "want wish hope seek intend plan aim refuse decline agree disagree decide determine back support"
    " oppose favor favour prefer expect resent admire anticipate fear doubt regret find show indicate"
    " order consider accept approve desire yearn long aspire consent resolve resist embrace"
)

CLAUSE = SPEECH | THOUGHT
CUES = SPEECH | THOUGHT | QUOTING
