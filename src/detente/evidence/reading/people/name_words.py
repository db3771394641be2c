"""The words that names are made of, and those that only look like names."""

from __future__ import annotations

import re

from detente.evidence.reading.parsing.word_lists import listed

_PARTICLE = r"(?:van|von|der|den|de|da|del|della|di|du|la|le|el|al|bin|ibn|ben|abu|ter|dos|das|of)"


_W = r"(?:[A-Z\u00c0-\u00de]\.(?:[A-Z]\.)*|(?:al-|el-|an-|as-|O\u2019|O')?[A-Z\u00c0-\u00de][\w]*(?:[-\u2011][A-Za-z\u00c0-\u024f]\w*)*(?:[\u2019'](?!s\b)[A-Za-z]\w+)*)"


RUN = re.compile(rf"(?<![\w\u2019'-]){_W}(?:\s(?:{_PARTICLE}\s)?{_W})*")


TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Prof|Rev|Hon)\.?$")


FEMALE = re.compile(
    r"(?:Mrs|Ms|Miss|Lady|Madam|Queen|Princess|chairwoman|spokeswoman|congresswoman)\b"
)


NOT_NAMES = listed(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March"
    " April May June July August September October November December The A An In On At But"
    " And Or If So As For To From After Before While When Since With Without By Of It He"
    " She They We You I His Her Its Their Our My This That These Those There Here What Who"
    " Why How Where Not No Yes Also However Although Though Because Under Over Meanwhile"
    " Still Now Then Yet Both Many Some Most Several Few Other Another According Asked"
    " Speaking Despite During Until Even Earlier Later Last Next First Second Third Such"
    " Only Just Like Among Between Against Instead Once Is Are Was Were Do Did Does Has"
    " Have Had Can Could Will Would Should May Might Must Let Photo Picture File Breaking"
    " Exclusive Updated Republican Democrat Democratic Democrats Republicans GOP Party"
    " Christian Muslim Jewish Islamic State Affairs Treasury Foreign Defense Defence Prime"
    " Vice Deputy National Security Interior Finance Supreme Joint Statement Senior"
    " Special Top Assistant Acting Interim Opposition Army Navy First Lady Permanent"
    " Western Eastern Northern Southern European African Asian Arab Latino Hispanic"
    " Hispanics God"
)


THINGS = re.compile(
    r"\b(?:University|Institute|Council|Ministry|Agency|News|Times|Post|House|Department|Committee|Summit"
    r"|War|Street|Party|Party's|Congress|Parliament|Court|Army|Navy|Force|Forces|Union|Nations|Bank|Group"
    r"|Company|Corp|Inc|Ltd|Association|Organization|Organisation|Agreement|Treaty|Act|Accord|Accords|Plan"
    r"|Protocol|Declaration|Conference|Forum|Peninsula|Sea|River|Island|Islands|Mountains|Province|City"
    r"|State|County|Center|Centre|Foundation|Press|Herald|Journal|Tribune|Television|TV|Radio|Network"
    r"|Command|Guard|Corps|Airport|Office|Room|Building|Hall|School|College|Church|Talks|Deal|Wire|Daily"
    r"|Initiative|Front|Movement|Brigade|Commission|Assembly|Senate|Cabinet|Administration|Bureau|Board"
    r"|Committee|Secretariat|Agency|Tower|Week|Day|Year|Prize|Game|Games|Cup|League|Act|Bill|Reuters|Yonhap"
    r"|AFP|AP|CNN|BBC|NBC|CBS|ABC|Fox|Facebook|Twitter|Google|Xinhua|Korea|Koreas|Tass|America|States)\b"
)


FAMILY_FIRST = listed(
    "Kim Lee Park Choi Choe Jung Jeong Moon Noh Roh Yoon Yun Kang Cho Ri Pak Xi Wang Li"
    " Zhang Liu Chen Yang Zhao Wu Zhou Hu Jiang Mao Deng Nguyen Tran Pham Tsai Ma Chiang"
    " Ahn An Han Hwang Suh Seo Shin Song Jang Jo So Hyon Thae Yi Ban Qin Fu Lai Su Chung"
    " Lim Im Ryu Yu Kwon Hong Oh Bae Baek Heo Min"
)


def surname(name: str) -> str:
    """Return the surname of a full name; Korean and Chinese ones come first."""
    words = name.split()
    first_is_family = words[0] in FAMILY_FIRST and (words[-1] not in FAMILY_FIRST or len(words) > 2)
    return words[0] if len(words) > 1 and first_is_family else words[-1]


# surnames that are also months, states or capitals
SURNAMES = listed(
    "Jordan May Chad Israel Georgia Washington Ireland London Paris Berlin Holland England France"
    " Kingston Wellington Houston Vienna Lima Sofia German French English Irish Scott Poland August"
    " June April March"
)
