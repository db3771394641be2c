"""Words about parties: what they own, what bodies are called, and what is none of them."""

from __future__ import annotations

from detente.evidence.reading.parsing.word_lists import listed

# the government of X, X's delegation, the X army
RULED = listed(
    "government delegation side army cabinet administration state republic kingdom federation"
    " authorities parliament regime leadership rebels forces troops navy negotiators officials"
    " ministry embassy movement militia insurgents fighters guerrillas separatists commanders"
    " government's delegation's officials diplomats"
)
# how the name of a body ends or begins: the Hill Assembly, the Union of Dockers
BODIES = listed(
    "Assembly Council League Front Movement Union Islands Republic Authority Alliance Party Army"
    " Federation Association Confederation Brotherhood Guild Coalition Congress Command Militia"
    " Brigades Company Corporation Corp Group Lines Airways Airlines Rail Railways Railway Steel"
    " Motors Mines Mining Works Industries Holdings Shipping Ports Port Energy Power Oil Gas Water"
    " Cooperative Cooperatives Consortium Committee Bloc Community Commonwealth Territory Emirate"
    " Principality Duchy Kingdom Workers Employers Tramways Ferries Buses Textiles Shipyards Trust"
)
# those who report, study or judge are no party
STUDIES = listed(
    "Institute University College School Academy Herald Times Post News Press Tribune Gazette Wire"
    " Journal Review Television Radio Agency Daily Observer Center Centre Foundation Museum Church"
    " Court Street House Stadium Airport Hotel Palace Bureau Newspaper Magazine Lantern Letter"
    " Broadcasting Network Channel Sea Ocean Pacific Atlantic Gulf Valley Western"
)
# words that offices are made of, and no names
TOPICS = listed(
    "foreign prime vice deputy chief senior special national water energy trade interior finance"
    " defense defence transport justice home economic external maritime border peace state first"
    " second third supreme lead top acting interim political military general permanent assistant"
    " labor labour health agriculture fisheries environment security information internal cultural"
    " education industry commerce mining oil gas port ports river lake air naval joint crown"
    " federal royal local regional provincial government opposition ruling veteran rebel union"
    " negotiating executive managing cabinet presidential ministerial diplomatic press principal"
    " unification infrastructure development planning public private central of affairs and"
)
GENERIC = listed(
    "The Our In At But And A An Its Their His Her Both Neither Either Every No Mr Mrs Ms Dr Former"
    " Chief Special Energy Water Senior National Foreign Minister President Premier"
    " Photo File When While After Before If For On By To From With As That This These Those It"
)
# whose holder stands for a realm: the president of Tarrow, not the minister of the Sea
REALMS = listed(
    "president premier chancellor king queen prince emir sultan leader government republic kingdom"
    " President Premier Chancellor King Queen Prince Emir Sultan Republic Kingdom Government"
)
_FIRM = ("company", "operator", "management", "employer", "firm")
# what firms are called, and how one is spoken of
COMPANIES = dict.fromkeys(
    listed(
        "Company Corporation Corp Group Lines Airways Airlines Rail Railways Railway Steel Motors"
        " Mines Mining Works Industries Holdings Shipping Tramways Ferries Buses Textiles Shipyards"
    ),
    _FIRM,
)
ENDINGS = ("n", "an", "ian", "ese", "i", "ish", "ic")
