"""The items of a conflict as sentences: what a party says it wants, what binds everybody.

A red line must never become false once it is true; a demand could be conceded; a want is what a
party would rather have.  Declared conditions say what a party agrees to, and remove none of its
own moves.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.when import span
from detente.analyses.wording import Words, counted, figure, joined, sentence_of
from detente.conflict.conflict import statements
from detente.conflict.logic import And, Formula, Implies, Name, Not, Or
from detente.conflict.options import Channel, Coalition, Option, Rule
from detente.conflict.parties import Condition, Statement, Step, Weight
from detente.conflict.time import Duration, Window
from detente.graph.selecting import Selection


def statement(words: Words, party: str, item: Statement) -> str:
    """Return what a party wants, and how firmly, as a sentence."""
    said = wish(words, party, item)
    match item.kind:
        case "red line":
            said = f"{said}: a red line"
        case "demand":
            said = f"{said}; it could concede this"
    return sentence_of(f"{said}; a strong preference" if item.much else said)


def wish(words: Words, party: str, item: Statement) -> str:
    """Return what a party wants as a clause."""
    who = words.party(party)
    match item.kind:
        case "red line":
            return f"{who} {_red_line(words, item.formula)}"
        case "demand":
            return f"{who} demands that {_demanded(words, item.formula)}"
        case "want":
            return f"{who} {_wanted(words, item.formula)}"


def _red_line(words: Words, formula: Formula) -> str:
    match formula:
        case Implies(Name(name), right):
            return f"will not accept {words.quoted(name)} unless {words.holds(right)}"
        case Implies(left, right):
            return f"will not accept that {words.part(left)} unless {words.holds(right)}"
        case Name():
            return f"will not accept, once {words.clause(formula)}, that this ends"
        case Not(Name() as part):
            verb = "comes into effect" if part.name in words.options else "comes about"
            return f"will not accept that {words.quoted(part.name)} {verb}"
        case _:
            return f"will not accept, once it is so, that this ends: {words.clause(formula)}"


def _demanded(words: Words, formula: Formula) -> str:
    match formula:
        case Implies(Name() as left, right):
            return f"{words.clause(Not(left), 'be')} unless {words.holds(right)}"
        case _:
            return words.clause(formula, "be")


def _wanted(words: Words, formula: Formula) -> str:
    match formula:
        case Name(name) if name in words.options:
            return f"would rather have {words.quoted(name)} in effect"
        case Not(Name(name)) if name in words.options:
            return f"would rather not have {words.quoted(name)} in effect"
        case Implies(Name(name), right) if name in words.options:
            unless = words.holds(right)
            return f"would rather not have {words.quoted(name)} in effect unless {unless}"
        case _:
            return f"would prefer that {words.clause(formula, 'be')}"


def weight(words: Words, party: str, item: Weight) -> str:
    """Return what a party counts where something is so, as a sentence."""
    return sentence_of(
        f"{words.party(party)} counts {figure(item.number)} where {words.holds(item.formula)}"
    )


def condition(words: Words, party: str, item: Condition) -> str:
    """Return a declared term of a party as a sentence."""
    return sentence_of(term(words, party, item))


def term(words: Words, party: str, item: Condition) -> str:
    """Return a declared term of a party as a clause."""
    step, formula = said_step(words, item.step), item.formula
    if item.order == "after":
        when = f"only after {words.holds(formula)}"
    elif isinstance(formula, Name | And | Or) and _positive(words, formula):
        told = words.clause(formula)
        when = f"only if, once it is done, {told} (from before, or together with it)"
    else:
        when = f"only if, once it is done, {words.holds(formula)}"
    return f"{words.party(party)} agrees to {step} {when}"


def clauses_of(selection: Selection, words: Words) -> dict[str, str]:
    """Return every statement and condition that counts as a clause, by its id."""
    found = {}
    for party in selection.parties:
        for one in statements(party.prefers):
            found[one.id] = wish(words, party.name, one)
        for other in party.conditions:
            if isinstance(other, Condition):
                found[other.id] = term(words, party.name, other)
    return found


def _positive(words: Words, formula: Name | And | Or) -> bool:
    parts = (formula,) if isinstance(formula, Name) else formula.parts
    return all(isinstance(part, Name) and part.name in words.options for part in parts)


def said_step(words: Words, step: Step) -> str:
    """Return a step as something one can agree to."""
    return words.quoted(step.option) if step.on else f"the end of {words.quoted(step.option)}"


def rule(words: Words, item: Rule) -> str:
    """Return a rule, or a definition, as a sentence."""
    start = "by definition, " if item.basis.definition else ""
    match item.formula:
        case Implies(Name(name), right) if name in words.options:
            said = f"{words.quoted(name)} cannot be in effect unless {words.holds(right)}"
        case Not(Name(name)) if name in words.options:
            said = f"{words.quoted(name)} can never be in effect"
        case Not(And(parts)) if all(isinstance(p, Name) and p.name in words.options for p in parts):
            listed = joined([words.quoted(p.name) for p in parts if isinstance(p, Name)])
            said = f"{listed} cannot {'both' if len(parts) == 2 else 'all'} be in effect"
        case formula:
            said = f"{'' if start else 'in every state, '}{words.clause(formula)}"
    return sentence_of(start + said)


def channel(words: Words, item: Channel) -> str:
    """Return what a pair needs to act together, as a sentence."""
    pair = words.parties(item.between)
    return sentence_of(
        f"{pair} can act together only where, once it is done, {words.holds(item.when)}"
    )


def who(words: Words, coalitions: Sequence[Coalition]) -> str:
    """Return who can switch an option: "A alone", "A and B together", any of several."""
    if not coalitions:
        return "nobody"
    alone = [words.party(members[0]) for members in coalitions if len(members) == 1]
    several = [f"{words.parties(members)} together" for members in coalitions if len(members) > 1]
    found = [f"{joined(alone, 'or')} alone"] if alone else []
    return ", or ".join([*found, *several])


def switched_on(words: Words, option: Option) -> str:
    """Return who can put an option in effect, as a sentence."""
    able = who(words, option.by)
    said = f"{able} can put {words.quoted(option.name)} in effect"
    if option.ratified_by and option.by:
        several = len(option.ratified_by) > 1
        said += f", if {words.parties(option.ratified_by)} {'ratify' if several else 'ratifies'} it"
    return sentence_of(said)


# Below an option these sentences call it "it"; elsewhere they name it.


def switched_off(words: Words, option: Option, *, it: bool = False) -> str:
    """Return who can undo an option, and when, as a sentence."""
    said = f"{who(words, option.undone_by)} can end {_called(words, option.name, it=it)}"
    if option.undone_when is not None and option.undone_by:
        said += f", and only after {words.holds(option.undone_when)}"
    return sentence_of(said)


def needs(words: Words, option: Option, *, it: bool = False) -> str:
    """Return what holds wherever an option is in effect, as a sentence."""
    assert option.needs is not None
    needed = words.holds(option.needs)
    called = _called(words, option.name, it=it)
    return sentence_of(f"{called} cannot be in effect unless {needed}")


def after(words: Words, option: Option, *, it: bool = False) -> str:
    """Return what has to hold before an option can be put in effect, as a sentence."""
    assert option.after is not None
    before = words.holds(option.after)
    called = _called(words, option.name, it=it)
    return sentence_of(f"{called} can be put in effect only after {before}")


def slow(words: Words, option: Option, *, it: bool = False) -> str:
    """Return that an option takes its time, as a sentence."""
    called = _called(words, option.name, it=it)
    return sentence_of(
        f"{called} is slow: other steps can be taken together with it only by those who put it in effect"
    )


def duration(words: Words, option: str, item: Duration, *, it: bool = False) -> str:
    """Return how long an option takes, as a sentence."""
    called = _called(words, option, it=it)
    if item.low == item.high:
        return sentence_of(f"{called} takes {counted(item.low, 'day')}")
    long = f"{item.low} to {counted(item.high, 'day')}"
    return sentence_of(f"{called} takes {long}; what is feasible is judged by {item.low}")


def window(words: Words, option: str, item: Window, *, it: bool = False) -> str:
    """Return when an option may take effect, as a sentence."""
    when = span(item.start, item.end, word="by")
    called = _called(words, option, it=it)
    if item.wish:
        whose = f" of {words.party(item.party)}" if item.party else ""
        return sentence_of(f"a wish{whose} that binds nobody: {called} is to take effect {when}")
    whose = f" (a window of {words.party(item.party)})" if item.party else ""
    if not item.start:
        return sentence_of(f"{called} takes effect {when} or not at all{whose}")
    return sentence_of(f"{called} takes effect only {when}{whose}")


def _called(words: Words, option: str, *, it: bool) -> str:
    return "it" if it else words.quoted(option)
