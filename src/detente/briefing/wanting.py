"""Who wants what, on what terms: each party's list, its own words, and a matrix of all."""

from __future__ import annotations

from detente.analyses import saying
from detente.analyses.wording import Words, begun, words_of
from detente.briefing.content import Block, Grid, Line, Points, Section
from detente.briefing.items import Teller, bare
from detente.conflict.basis import Quotation
from detente.conflict.conflict import statements
from detente.conflict.logic import Implies, Name, Not, names
from detente.conflict.options import Option
from detente.conflict.parties import Condition, Party, Statement

SILENT = "no statement found"
NO_WISH = f"Preferences: {SILENT}."


def wanting(telling: Teller) -> Section:
    """Return what every party wants and on what terms, with quotations on demand."""
    blocks: list[Block] = []
    for party in telling.selection.parties:
        title = telling.words.title(party.name)
        aliases = f" ({', '.join(party.aliases)})" if party.aliases else ""
        wants = telling.short_wants(party) or (Line(NO_WISH),)
        blocks.append(Points(f"{title}{aliases} wants, most important first:", wants, ordered=True))
        terms = telling.short_terms(party)
        if terms:
            blocks.append(Points(f"{title}: terms on steps", terms))
        own = _own_words(telling, party)
        if own:
            blocks.append(Points(f"{title} in its own words", own))
        others = _said_of(telling, party)
        if others:
            blocks.append(Points(f"What others say of {title}", others, folded=True))
    if telling.graph.options and any(p.prefers or p.conditions for p in telling.selection.parties):
        blocks.append(matrix(telling))
    lead = Line(
        "A red line must not be crossed; a demand could be conceded; the rest are wishes. Their "
        "order of importance is the analyst's reading. Numbers lead to the quotations at the end: "
        "a party's own words, unless marked as a report, an observer's view or the writer's own "
        "remark (gloss); 'assumption' means that no source says it."
    )
    return Section("wants", "Who wants what, on what terms", (lead,), tuple(blocks))


def _own_words(telling: Teller, party: Party) -> tuple[Line, ...]:
    """Return what a party's officials said themselves, verbatim."""
    return tuple(
        Line(
            f"{q.speaker or telling.words.title(party.name)}: \u201c{' '.join(q.text.split())}\u201d",
            (telling.mark(q.name),),
        )
        for q in _heard(telling)
        if q.party == party.name and q.voice == "own words" and q.text
    )


def _said_of(telling: Teller, party: Party) -> tuple[Line, ...]:
    """Return what reports, observers and writers say a party wants."""
    found = []
    for q in _heard(telling):
        if q.voice == "own words" or not (party.name in q.about or q.party == party.name):
            continue
        who = f"{q.speaker} ({q.voice})" if q.speaker else q.voice.capitalize()
        words = " ".join((q.text or q.paraphrase).split())
        found.append(Line(f"{who}: {words}", (telling.mark(q.name),)))
    return tuple(found)


def _heard(telling: Teller) -> list[Quotation]:
    perspective = telling.selection.perspective
    return [q for q in telling.graph.conflict.quotations if perspective.admits(q)]


def matrix(telling: Teller) -> Grid:
    """Return the position matrix: steps by parties; silence is shown as such."""
    parties = telling.selection.parties
    # the whole labels, with their remarks
    labels = words_of(telling.graph.conflict).options
    rows = []
    for option in telling.selection.options:
        head = (Line(labels[option.name], telling.marks(option.basis), option.name, strong=True),)
        cells = [head, _takes(telling, option)]
        cells += [positions(telling, party, option.name) for party in parties]
        rows.append(tuple(cells))
    heads = ("Step", "What it takes", *(telling.words.title(party.name) for party in parties))
    return Grid("Step by step: what it takes, and what each party says of it", heads, tuple(rows))


def _takes(telling: Teller, option: Option) -> tuple[Line, ...]:
    """Return who takes a step, who can take it back, and what binds it."""
    words = telling.words
    status_quo = telling.graph.status_quo
    found = (
        [Line("In effect today.")]
        if status_quo and option.name in words.in_effect(status_quo)
        else []
    )
    ratified = f", ratified by {words.parties(option.ratified_by)}" if option.ratified_by else ""
    found.append(Line(begun(f"{saying.who(words, option.by)}{ratified}.")))
    if not option.undone_by:
        found.append(Line("Cannot be undone."))
    else:
        when = f", only after {bare(words, option.undone_when)}" if option.undone_when else ""
        found.append(Line(f"Ended by {saying.who(words, option.undone_by)}{when}."))
    if option.needs is not None:
        found.append(Line(f"Needs {bare(words, option.needs)}."))
    if option.after is not None:
        found.append(Line(f"Only after {bare(words, option.after)}."))
    if option.slow:
        found.append(Line("Slow: cannot be exchanged for another party's step at one moment."))
    if option.verified_by:
        found.append(Line(f"Verified by {option.verified_by}."))
    return tuple(found)


def positions(telling: Teller, party: Party, option: str) -> tuple[Line, ...]:
    """Return what a party says of one option, short; `no statement found` if nothing.

    A condition says more than the statement of the same position, so it stands for both.
    """
    terms = [
        condition
        for condition in party.conditions
        if isinstance(condition, Condition) and condition.step.option == option
    ]
    told = {condition.position for condition in terms if condition.position}
    kinds = {item.position: item.kind for item in statements(party.prefers) if item.position}
    found = []
    for term in terms:
        kind = f"{kinds[term.position]}: " if term.position in kinds else ""
        what = "only" if term.step.on else "to end it, only"
        when = "with or after" if term.order == "with" else "after"
        said = f"{kind}{what} {when} {bare(telling.words, term.formula)}"
        found.append(Line(said, telling.marks(term.basis), term.id, strong=True))
    for item in statements(party.prefers):
        said = _short(telling.words, item, option)
        if said and item.position not in told:
            found.append(Line(said, telling.marks(item.basis), item.id, item.kind != "want"))
    return tuple(found) or (Line(SILENT),)


def _short(words: Words, item: Statement, option: str) -> str:
    """Return a statement as it bears on one option; empty if it does not speak of it first."""
    match item.formula:
        case Name(name) if name == option:
            said = "wants it"
        case Not(Name(name)) if name == option:
            said = "does not want it"
        case Implies(Name(name), right) if name == option:
            said = f"not unless {bare(words, right)}"
        case Implies() | Name() | Not(Name()):
            return ""
        case formula if option in names(formula):
            said = f"wants: {words.clause(formula)}"
        case _:
            return ""
    return said if item.kind == "want" else f"{item.kind}: {said}"
