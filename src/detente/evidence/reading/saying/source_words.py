"""Words that sources without a name are told by: observers, officials, governments, papers."""

from __future__ import annotations

import re

from detente.evidence.reading.parsing.word_lists import listed

POSSESSIVE = {
    "his": "he",
    "her": "she",
    "him": "he",
    "hers": "she",
    "them": "they",
    "their": "they",
    "its": "it",
}


OBSERVERS = re.compile(
    r"\b(?:observer|analyst|expert|critic|economist|scholar|professor|researcher|commentator|watcher"
    r"|pundit|historian|academic|activist|advocate|think[- ]tank|voter|resident|supporter|opponent"
    r"|protester|mediator|facilitator|monitor|relief worker|aid worker|medical worker|medic|doctor"
    r"|(?:human rights|rights|aid|relief|civil society|monitoring) (?:group|agency|organi[sz]ation)|aid agencies|many|some|most|few|others|skeptic|sceptic|specialist|lawyer)s?\b",
    re.IGNORECASE,
)


ANONYMOUS = re.compile(
    r"\b(?:official|source|diplomat|aide|insider|person|people|staffer|negotiator|adviser|advisor|delegate"
    r"|lawmaker|figure|participant)s?\b",
    re.IGNORECASE,
)


# a diplomat of no state that is named: from outside
ELSEWHERE = re.compile(
    r"\b(?:Western|European|Arab|Asian|African|Pacific|regional|foreign|neutral|international)\b"
    r".*\b(?:diplomat|official|envoy|observer)s?\b"
)


GOVERNMENT = re.compile(
    r"\b(?:government|administration|ministry|regime|side|delegation|team|military|army|leadership|cabinet"
    r"|parliament|embassy|mission|presidency|office|foreign ministry|authorities|negotiators|officials|state media)\b",
    re.IGNORECASE,
)


TURNS = listed("q a question answer interviewer moderator reporter journalist")


MISTER = listed("Mr Mrs Ms Dr MR MRS MS DR")


LONGER = re.compile(r",| \(| who | which | that | with knowledge| familiar ")


SEVERAL = re.compile(
    r"\b(?:both|two|three|sides|parties|allies|countries|leaders|ministers|they)\b", re.IGNORECASE
)


LISTED = re.compile(
    r"\b(?:leaders|ministers|presidents|governments|envoys|delegations|representatives|ambassadors"
    r"|negotiators|diplomats|capitals) of .+ and ",
    re.IGNORECASE,
)


SHOWS = frozenset({"suggest", "show", "indicate", "imply", "signal", "demonstrate", "reveal"})


BOARD = re.compile(
    r"\b(?:banner|placard|poster|sign|slogan|billboard|graffiti|mural|flag|chant|leaflet|sticker)s?\b",
    re.IGNORECASE,
)


PAPER = re.compile(
    r"\b(?:reports?|media|outlets?|newspapers?|polls?|surveys?|study|studies|agency|broadcaster|daily"
    r"|magazine|article|document|letter|memo|data|figures)\b",
    re.IGNORECASE,
)
