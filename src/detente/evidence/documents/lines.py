"""What a line looks like: a byline, a caption, a line of the page around the article, a sentence.

Each question is asked of one line alone; `blocks` decides by where the line stands.
"""

from __future__ import annotations

import re

LONG_TITLE = 25  # words
LONG_HEADING = 12
LONGEST_TITLE = 250  # characters
SENTENCE = 8  # words from which a line with a full stop is a paragraph of its own
LONG_CAPTION = 80
_LONGEST = 1_200  # characters of a line that can be anything but body

_JUNK = re.compile(
    r"(?:back to (?:the )?top|most (?:popular|read|viewed)|(?:latest|top|more|related) (?:news|stories|articles)"
    r"|related(?: topics)?|trending(?: now)?|recommended(?: for you)?|subscribe(?: now)?|advertise?ment|ad|share"
    r"|share (?:this|on)(?: \w+){0,3}|print(?: this)?(?: article)?|e-?mail|tweet|facebook|twitter|whatsapp|linkedin|telegram"
    r"|instagram|youtube|copy link|comments?|\d+ comments?|leave a comment|log ?in|sign (?:in|up)|register"
    r"|menu|home|search|close|skip to (?:main )?content|read (?:more|also|next)|also read|see also|listen"
    r"|play|next|previous|contact(?: us)?|about us|privacy policy|terms of (?:use|service)|cookie policy"
    r"|scroll|loading|font size|(?:text|font) ?size|end|\(end\)|ends|#{2,3}|- ?30 ?-|-{3,}|\*{3,}|_{3,}|={3,}"
    r"|page \d+(?: (?:of|/) \d+)?|-? ?\d{1,4} ?-?|\d+ (?:of|/) \d+|\d+ min(?:ute)?s? read"
    r"|\(c\)\s?(?:19|20)\d\d.*|\u00a9.*|all rights reserved.*)",
    re.IGNORECASE,
)
_JUNK_START = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related(?: articles?| stories)?|tags?|topics?|keywords?|category"
    r"|filed under|source url|share this article)\s?:\s|(?:sign up|subscribe) (?:to|for|now|today)\b"
    r"|follow (?:us|me) on\b|click here\b|copyright\s?(?:\u00a9|\(c\)|by\b|\d{4})|\u00a9|we use cookies\b|this (?:site|website) uses cookies\b"
    r"|please (?:enable|turn off) (?:javascript|your ad)|download (?:our|the) app\b|\S+@\S+\.\w+$|https?://\S+$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\ball rights reserved\b", re.IGNORECASE)

_NAME = r"(?:(?:de|van|von|der|bin|al|el|la|le|da|di|del)\s)*[A-Z][\w.'\u2019-]*"
_BYLINE = re.compile(
    rf"(?:(?:by|written by|story by|reported by|text by)\s:?|authors?\s?:)\s?"
    rf"(?P<name>{_NAME}(?:,?\s(?:and\s|&\s|in\s|for\s|with\s)?{_NAME}){{0,11}})"
    r"(?P<rest>[\s,|\u00b7\u2022-]*(?:[(<\[]?\S+@[\w.-]+[)>\]]?)?[\s.|]*)",
    re.IGNORECASE,
)
_MEMO = re.compile(r"(from|to|cc|subject|re|reference|classification)\s?:\s+(?=\S)", re.IGNORECASE)
_DESK = re.compile(
    r"\(?(?i:additional |with additional )?(?i:reporting|writing|editing|edited|compiled|translated)"
    r" by [A-Z].{0,300}"
)
_NO_NAME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august"
    r"|september|october|november|december|contrast|comparison|definition|then|now|this|that|the"
    r"|his|her|their|its|no|all|any|far|law|early|late|mid|an?)\b",
    re.IGNORECASE,
)
_AGENCIES = (
    r"(?:AFP|AP|Reuters|REUTERS|Yonhap(?: News)?|EPA(?:-EFE)?|Getty(?: Images)?|Xinhua|KCNA|TASS"
    r"|Kyodo(?: News)?|DPA|dpa|Bloomberg|NurPhoto|Newsis|News1|UPI|ANSA|EFE|Sputnik|Anadolu|IRNA"
    r"|Handout|handout|Pool|pool|[Ff]ile|[Ff]ile [Pp]hoto|[Pp]hoto|[Cc]ourtesy|[Ii]mage)"
)
_CREDIT = re.compile(
    rf"(?:[(\[](?:[^()\[\]]{{0,80}}[\s/:,\u2013-])?{_AGENCIES}(?:[\s/,:\u2013-][^()\[\]]{{0,60}})?[)\]]"
    rf"|\b(?:REUTERS|Reuters|AFP|EPA|AP|Xinhua|Yonhap)\s?/\s?[A-Z][\w. -]{{1,40}}"
    rf"|/\s?(?:AFP|AP|EPA|Reuters|REUTERS|Getty Images)(?: via [A-Z][\w. ]{{1,30}})?)\.?$"
)
_CAPTION = re.compile(
    r"(?:(?:file |above |main )?(?:photo(?:graph)?|image|picture|caption|video|graphic|map|illustration)"
    r"(?: credit| by)?\s?:|pictured\s?[:,]|file\s?[-\u2013\u2014]|file photo\b"
    r"|(?:photo|image|picture|photograph|illustration) (?:by|courtesy of|credit)\b)\s?",
    re.IGNORECASE,
)

_STOP = re.compile(
    r"(?P<mark>[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964])[\"'\u201d\u2019\u00bb)\]*_]*$"
)
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|etc|No|St|Mr|Dr)\.$")
_LOUD_LABEL = re.compile(
    r"(?:(?:[A-Z][A-Z.'\u2019-]+\s){0,5}[A-Z][A-Z.'\u2019()-]+\s?:|(?:Q|A|Question|Answer)\s?[:.]\s?\S|Q\s{2,}|A\s{2,})"
)
_ITEM = re.compile(
    r"(?:[-*\u2022\u25cf\u25aa\u2013\u2014\u2015]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)"
)
_MARKS = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')


_DATELINE = re.compile(
    r"[A-Z][A-Z.'\u2019-]+(?:\s[A-Z][A-Z.'\u2019-]+){0,3}(?:,\s[^()\n]{1,40}?)?(?:\s?\([^()\n]{1,40}\))?"
    r"\s?(?:-{1,2}|\u2013|\u2014)\s"
)
_SENTENCE_END = re.compile(r"[a-z]{2,}\.[\"'\u201d\u2019)]*\s(?=[\"'\u201c\u2018]?[A-Z])")
_FEW = 5  # words that a sentence has at least


def count(line: str) -> int:
    """Return how many words a line has."""
    return len(line.split())


def is_junk(line: str) -> bool:
    """Tell whether a line belongs to the page around the article, wherever it stands."""
    if len(line) > _LONGEST or count(line) > 40:
        return False
    if _JUNK.fullmatch(line.rstrip(" .:>\u00bb\u2192")) or not any(c.isalnum() for c in line):
        return True
    return _JUNK_START.match(line) is not None or _RIGHTS.search(line) is not None


def author(line: str) -> str:
    """Return who a byline names, an empty text if the line is no byline."""
    if len(line) > 200 or count(line) > 16:
        return ""
    match = _BYLINE.fullmatch(line)
    if match is None:
        return ""
    name = match["name"].strip(" .,|")
    person = name.partition(",")[0]
    words = [word for word in re.split(r"[\s,]+", name) if word.lower() not in _LINKS]
    if _NO_NAME.search(person) or not all(word[0].isupper() or word in _PARTS for word in words):
        return ""
    named = len(words) >= 2 or "@" in match["rest"] or re.fullmatch(_AGENCIES, name)
    return name if named else ""


_LINKS = frozenset({"and", "&", "in", "for", "with"})
_PARTS = frozenset(["de", "van", "von", "der", "bin", "al", "el", "la", "le", "da", "di", "del"])


def memo(line: str) -> str:
    """Return which line of a memorandum's head a line is: `from`, `subject` and so on."""
    match = _MEMO.match(line)
    return match[1].lower() if match and len(line) <= LONGEST_TITLE else ""


def subject(line: str) -> str:
    """Return a title without the word that introduces it in a memorandum."""
    return _MEMO.sub("", line, count=1) if memo(line) in {"subject", "re"} else line


def is_desk(line: str) -> bool:
    """Tell whether a line names those who reported, edited or translated."""
    return len(line) < 400 and _DESK.fullmatch(line) is not None


def is_caption(line: str) -> bool:
    """Tell whether a line says of itself that it is a caption."""
    return len(line) <= _LONGEST and count(line) <= LONG_CAPTION and bool(_CAPTION.match(line))


def has_credit(line: str) -> bool:
    """Tell whether a line ends with the credit of a picture, or of an agency."""
    if len(line) > _LONGEST or not 3 <= count(line) <= LONG_CAPTION:
        return False
    return _CREDIT.search(line, max(0, len(line) - 170)) is not None


def is_paragraph(line: str) -> bool:
    """Tell whether a line is surely a part of the article: a sentence, or what somebody says."""
    words = count(line)
    if words >= LONG_TITLE + 5:
        return True
    if is_said(line):
        return words >= 3
    return words >= SENTENCE and ends(line) in {".", "\u3002", "\u06d4", "\u0964"}


def is_said(line: str) -> bool:
    """Tell whether a line begins with the loud name of who says it, as transcripts do."""
    return _LOUD_LABEL.match(line) is not None


def has_dateline(line: str) -> bool:
    """Tell whether a line begins an article with the place and the day, or the agency."""
    found = _DATELINE.match(line)
    return found is not None and bool({",", "("} & set(found[0]))


def can_be_title(line: str) -> bool:
    """Tell whether a line before the article can be its title; no part of a paragraph can."""
    if count(line) > LONG_TITLE or len(line) > LONGEST_TITLE:
        return False
    if has_dateline(line) or is_said(line) or line.endswith(("-", "\u00ad", ",")):
        return False
    whole = _SENTENCE_END.search(line)
    if whole is not None and count(line[: whole.end()]) >= _FEW:
        return False
    return ends(line) not in {".", "\u3002"} or _ABBREVIATION.search(line) is not None


def can_be_heading(line: str) -> bool:
    """Tell whether a line between two paragraphs can be a heading."""
    if (
        count(line) > LONG_HEADING
        or len(line) > LONGEST_TITLE
        or ends(line)
        or line.endswith((":", ",", ";", "-"))
    ):
        return False
    start = line[0].isupper() or line[0].isdigit()
    return start and ":" not in line and not _ITEM.match(line) and not _MARKS.search(line)


def ends(line: str) -> str:
    """Return the mark that ends the last sentence of a line, marks around it left out."""
    match = _STOP.search(line, max(0, len(line) - 12))
    return match["mark"] if match else ""
