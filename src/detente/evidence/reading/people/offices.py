"""Offices: who somebody is, as the words before or behind a name tell it, and for which state.

The state is the word before the office, `US special envoy for North Korea`, never what the
office deals with; behind the office only where it can be nothing else: `president of France`,
`spokesman for the State Department`.  Who once held an office speaks for nobody by it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from detente.evidence.reading.parsing.word_lists import listed
from detente.evidence.reading.parties.states import Place, places, plain


def _either(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word)))


# those who may speak for a state or body
OFFICIAL = _either(
    "president vice-president minister secretary secretary-general premier chancellor chairman"
    " chairwoman chairperson chair adviser advisor envoy ambassador ambassador-at-large spokesman"
    " spokeswoman spokesperson negotiator representative chief head director director-general"
    " leader king queen prince princess emir sultan sheikh ayatollah pope general admiral commander"
    " colonel major brigadier colleague marshal lieutenant senator congressman congresswoman governor mayor"
    " lawmaker legislator mp official diplomat counterpart coordinator commissioner deputy delegate"
    " delegation-head speaker taoiseach consul emissary aide undersecretary under-secretary attorney"
    " attache inspector mediator facilitator president-elect sen rep gov gen amb"
)
# those who speak for themselves
OBSERVER = _either(
    "analyst observer expert professor fellow researcher economist columnist author activist scholar"
    " historian commentator academic lecturer scientist pundit critic journalist reporter editor"
    " watcher specialist lawyer pollster strategist dissident defector retiree veteran student"
    " philosopher theorist dean correspondent resident villager refugee survivor farmer teacher driver"
    " shopkeeper trader worker mother father widow protester voter supporter campaigner nurse doctor"
)
FORMER = re.compile(
    r"\b(?:former|ex|onetime|one-time|retired|ousted|outgoing-and-former|past|erstwhile|late)\b[- ]",
    re.IGNORECASE,
)
_OFFICE = re.compile(rf"\b(?:{OFFICIAL}|{OBSERVER})(?:s|es)?\b\.?", re.IGNORECASE)
# several words may make one office: chief negotiator, director general
_OFFICES = re.compile(rf"{_OFFICE.pattern}(?:\s+{_OFFICE.pattern})*", re.IGNORECASE)
_OBSERVER = re.compile(rf"\b(?:{OBSERVER})s?\b", re.IGNORECASE)
_THINKS = re.compile(
    r"\b(?:Institute|University|College|think[- ]tank|Center|Centre|Foundation|Endowment|School|Brookings"
    r"|Carnegie|CSIS|RAND|RUSI|SIPRI|Chatham House|Crisis Group|Council on Foreign Relations|Academy)\b"
)
# behind these `of` names the state, behind those `for` does
_OF = re.compile(
    r"(?:president|minister|premier|chancellor|king|queen|prince|emir|sultan|leader|pope|chief|head"
    r"|director|director-general|secretary-general|secretary|commissioner|speaker|chairman|chairwoman|chair|ambassador"
    r"|general|commander|governor|member|spokes(?:man|woman|person)|official|delegate|representative|negotiator|envoy)s?$",
    re.IGNORECASE,
)
_PORTFOLIO = re.compile(r"(?:minister|secretary|commissioner|ambassador)$", re.IGNORECASE)
_FOR = re.compile(r"(?:spokes(?:man|woman|person)|official|lawmaker|negotiator)s?$", re.IGNORECASE)
_GENERAL = re.compile(
    r"\b(?:President|Minister|Prime|Foreign|Council|Staff|State|Committee|Ministry|Department|House"
    r"|Senate|Party|Defen[cs]e|Security|National|Trade|Finance|Interior|Commission|Office|Agency|Bank"
    r"|Board|Company|Union)\b"
)
_OWNER = re.compile(r"((?:[A-Z][\w-]+ ?)+?)(?:'s|s')\s+(?:[\w-]+\s+){0,4}$")
_REALM = re.compile(
    r"(?:president|(?:prime|foreign) minister|premier|chancellor|king|queen|prince|leader)$",
    re.IGNORECASE,
)
_OF_NAME = re.compile(r"\s*of (?:the )?((?:[A-Z][\w-]+ ?)+)")
_LINKS = listed("on for about against under over during without within through as of between")
_MINOR = listed(
    "the a an his her its their this that said says told with and but who whom met by"
    " from in at on as was is were are has had been have to into when while after before"
    " since than or if so not"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the text words it; `state` is a code, `domain` a name that may be a party.

    `observer` if its holder speaks for nobody; `former` if it is held no longer.
    """

    words: str
    state: str = ""
    former: bool = False
    observer: bool = False
    domain: str = ""
    reason: str = ""


def is_office(word: str) -> bool:
    """Tell whether a word names an office."""
    return _OFFICE.fullmatch(word) is not None


def office_in(phrase: str, *, known: tuple[Place, ...] | None = None) -> Office | None:
    """Return the office that a phrase names, or None; the first one, where there are several."""
    found = _OFFICES.search(phrase)
    if found is None:
        return None
    here = places(phrase) if known is None else known
    before = [place for place in here if place.end <= found.start() or place.start < found.start()]
    former = FORMER.search(phrase[: found.start()]) is not None
    observer = _OBSERVER.search(found[0]) is not None
    words = " ".join(phrase.split())
    if not before:
        observer = observer or _THINKS.search(phrase) is not None
    if observer or former:
        why = "an office held no longer" if former else "an office that speaks for no party"
        return Office(words, "", former, observer=True, reason=why)
    if before:
        word = phrase[before[-1].start : before[-1].end]
        return Office(words, before[-1].code, reason=f"'{word}' stands before the office")
    behind = _behind(phrase, found, here)
    if behind is not None:
        word = phrase[behind.start : behind.end]
        return Office(words, behind.code, reason=f"the office is that of '{word}'")
    domain = _domain(phrase, found)
    why = f"'{domain}' goes with the office" if domain else ""
    return Office(words, domain=domain, reason=why)


def _domain(phrase: str, office: re.Match[str]) -> str:
    """Return a name before or behind an office that may be a party no table knows."""
    same = plain(phrase)
    before = _OWNER.search(same[: office.start()])
    if before is not None and not _GENERAL.search(before[1]):
        return before[1].strip()
    behind = _OF_NAME.match(same[office.end() :])
    if (
        behind is not None
        and _REALM.search(same[: office.end()])
        and not _GENERAL.search(behind[1])
    ):
        return behind[1].strip()
    return ""


def _behind(phrase: str, office: re.Match[str], here: tuple[Place, ...]) -> Place | None:
    """Return the state behind an office that is the office's own."""
    rest = plain(phrase)[office.end() :]
    link = re.match(r"\s*(of|for|at|with|in)\s+(?:the\s+)?", rest)
    if link is None:
        return None
    start = office.end() + link.end()
    first = [place for place in here if place.start >= start]
    if not first:
        return None
    between = phrase[start : first[0].start]
    word = office[0].rstrip(".")
    # an office of the United Mine Workers of America is none of America's
    near = len(between.split()) <= 4 and re.search(r"[,A-Z]", between) is None
    if link[1] == "of" and near and _OF.search(word):
        return first[0]
    # the Minister of River Transport of the Republic of Ostria
    if link[1] == "of" and _PORTFOLIO.search(word) and re.search(r"\bof (?:the )?$", between):
        return first[0]
    if link[1] == "of" and first[0].sort == "body" and near:
        return first[0]
    if link[1] in {"for", "at", "with", "in"} and near and _FOR.search(word):
        return first[0] if link[1] != "in" or first[0].sort == "body" else None
    return None


def left_of(doc: Any, text: str, name: int, end: int) -> str:
    """Return the phrase right before a name that may hold an office, empty if there is none.

    A phrase set off by a comma counts if a mark closes the name: `his counterpart, Noh, said`.
    """
    stop = bisect_right(range(len(doc)), name, key=lambda i: int(doc[i].idx + len(doc[i].text)))
    before = list(doc[max(0, stop - 16) : stop])
    comma = bool(before) and before[-1].text == ","
    if comma:
        before.pop()
    first = len(before)
    for number in range(len(before) - 1, -1, -1):
        token = before[number]
        if token.is_space:
            break
        if token.is_punct and token.text not in {"-", "\u2019", "'"}:
            break
        if (
            token.pos_ in {"VERB", "AUX", "PRON", "SCONJ"}
            and token.tag_ != "PRP$"
            and not token.text[0].isupper()
        ):
            break
        if token.pos_ == "ADP":
            if not number or not is_office(before[number - 1].text):
                break
            first = number
            continue
        inner = (
            number > 1 and before[number - 1].pos_ == "ADP" and is_office(before[number - 2].text)
        )
        if token.lower_ in {"the", "a"} and inner:
            continue
        if token.lower_ in _MINOR and token.tag_ != "PRP$":
            break
        first = number
    if first >= len(before):
        return ""
    phrase = text[before[first].idx : name].strip().rstrip(",")
    if comma:
        office = _OFFICES.search(phrase)
        behind = phrase[office.end() :].split() if office else ["?"]
        if behind and behind[0] not in {"of", "for", "to", "at"}:
            return ""
        if text[end : end + 1] not in {",", ".", ";", ")", ""}:
            return ""
    return phrase


_RIGHT = re.compile(
    r"\s*,\s+(?:who (?:is|was|serves as|served as)\s+)?(?P<office>(?:the |a |an |his |her |its |their )?[^,.;:\u201c\u201d\"()\n]{3,160}?)"
    r"(?=\s*(?:[,;()\n\u2014]|\.(?:\s|$)|$))"
)


def right_of(doc: Any, text: str, name: int) -> str:
    """Return the phrase set off by commas behind a name that ends there, if it names an office."""
    found = _RIGHT.match(text, name)
    if found is None:
        return ""
    phrase = re.sub(r"^(?:the|a|an|his|her|its|their) ", "", found["office"])
    office = _OFFICE.search(phrase)
    if office is None or len(phrase[: office.start()].split()) > 8:
        return ""
    first = doc.char_span(found.start("office"), found.start("office") + 1, alignment_mode="expand")
    if first is None or first[0].pos_ in {"VERB", "AUX", "ADV", "SCONJ"}:
        return ""
    # `Moon, the envoy` has an office; `Trump, on the advice of Bolton` has not
    if phrase.split()[0].lower() in _MINOR | _LINKS:
        return ""
    return phrase
