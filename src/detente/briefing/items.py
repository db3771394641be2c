"""Every item that counts, as a line: its sentence, what it rests on, and its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.analyses import saying
from detente.analyses.wording import Words, begun, figure, joined, short_words
from detente.briefing.content import Line, Mark, Quoted, Sourced
from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict, statements
from detente.conflict.logic import And, Formula, Implies, Name, Not, Or
from detente.conflict.parties import Condition, Party, Statement
from detente.graph.model import GraphModel
from detente.graph.selecting import Selection


@dataclass(frozen=True, slots=True)
class Teller:
    """The words and numbered quotations that all sections of one brief share."""

    graph: GraphModel
    words: Words
    numbers: Mapping[str, int]

    @property
    def selection(self) -> Selection:
        """The items that count."""
        return self.graph.selection

    def marks(self, basis: Basis, *, assumed: bool = True) -> tuple[Mark, ...]:
        """Return what an item rests on, as the perspective hears it."""
        admits = self.selection.perspective.admits
        conflict = self.graph.conflict
        heard = [name for name in basis.because if admits(conflict.quotation(name))]
        found = [self.mark(name) for name in heard]
        if basis.definition:
            found.append(Mark("definition"))
        elif not heard and assumed:
            found.append(Mark("assumption"))
        return (*found, *(self.mark(name, against=True) for name in basis.against))

    def mark(self, name: str, *, against: bool = False) -> Mark:
        """Return the mark of one quotation."""
        voice = self.graph.conflict.quotation(name).voice
        return Mark("against" if against else "quotation", self.numbers[name], voice)

    def lines(self) -> dict[str, Line]:
        """Return the line of every item that can be left out, by its id or position."""
        found: dict[str, Line] = {}
        selection = self.selection
        for party in selection.parties:
            found |= {line.item: line for line in self.wants(party)}
            for weight in party.weights:
                said = saying.weight(self.words, party.name, weight)
                found[weight.id] = Line(said, self.marks(weight.basis), weight.id)
            found |= {line.item: line for line in self.terms(party)}
        for rule in selection.rules:
            found[rule.id] = Line(saying.rule(self.words, rule), self.marks(rule.basis), rule.id)
        for channel in selection.channels:
            marks = self.marks(channel.basis)
            found[channel.id] = Line(saying.channel(self.words, channel), marks, channel.id)
        for option in selection.options:
            marks = self.marks(option.basis)
            if option.needs is not None:
                name = f"{option.name}.needs"
                found[name] = Line(saying.needs(self.words, option), marks, name)
            if option.after is not None:
                name = f"{option.name}.after"
                found[name] = Line(saying.after(self.words, option), marks, name)
            if option.undone_when is not None:
                name = f"{option.name}.undone_when"
                found[name] = Line(saying.switched_off(self.words, option), marks, name)
            for number, window in enumerate(option.windows, start=1):
                name = f"{option.name}.window.{number}"
                said = saying.window(self.words, option.name, window)
                found[name] = Line(said, self.marks(window.basis), name)
            if option.takes is not None:
                name = f"{option.name}.takes"
                said = saying.duration(self.words, option.name, option.takes)
                found[name] = Line(said, self.marks(option.takes.basis), name)
        return found

    def wants(self, party: Party) -> tuple[Line, ...]:
        """Return a party's preferences, most important first."""
        if party.ranking is not None:
            tiers = [" = ".join(map(self._ranked, tier)) for tier in party.ranking.tiers]
            shown = "; ".join(tiers[:8]) + ("; ..." if len(tiers) > 8 else "")
            basis = party.ranking.basis if party.ranking.basis.because else party.basis
            return (Line(f"Ranks whole states, best first: {shown}.", self.marks(basis)),)
        if party.weights:
            return tuple(
                Line(
                    f"Counts {figure(weight.number)} where {self.words.holds(weight.formula)}.",
                    self.marks(weight.basis),
                    weight.id,
                )
                for weight in party.weights
            )
        return tuple(
            Line(
                saying.statement(self.words, party.name, item),
                self.marks(item.basis),
                item.id,
                item.kind != "want",
            )
            for item in statements(party.prefers)
        )

    def short_wants(self, party: Party) -> tuple[Line, ...]:
        """Return a party's preferences under a heading that names the party: no name, few words."""
        if not party.prefers:
            return self.wants(party)
        return tuple(
            Line(
                short_statement(self.words, item),
                self.marks(item.basis),
                item.id,
                item.kind != "want",
            )
            for item in statements(party.prefers)
        )

    def short_terms(self, party: Party) -> tuple[Line, ...]:
        """Return a party's declared conditions under a heading that names the party."""
        return tuple(
            Line(short_condition(self.words, c), self.marks(c.basis), c.id)
            for c in party.conditions
            if isinstance(c, Condition)
        )

    def _ranked(self, state: str) -> str:
        return "all others" if state == "others" else self.words.state(state)

    def terms(self, party: Party) -> tuple[Line, ...]:
        """Return a party's declared conditions."""
        return tuple(
            Line(saying.condition(self.words, party.name, c), self.marks(c.basis), c.id)
            for c in party.conditions
            if isinstance(c, Condition)
        )


def step_named(words: Words, step: str) -> str:
    """Return a step as something that comes before or after another."""
    undone = step.startswith("not ")
    return f"the end of {words.quoted(step[4:])}" if undone else words.quoted(step)


def bare(words: Words, formula: Formula) -> str:
    """Return a clause for a place that says already that something takes effect: names alone."""
    match formula:
        case Name(name) if name in words.options:
            return words.quoted(name)
        case And(parts) | Or(parts) if _options(words, parts):
            listed = [words.quoted(part.name) for part in parts if isinstance(part, Name)]
            return joined(listed, "and" if isinstance(formula, And) else "or")
        case _:
            return words.holds(formula)


def short_statement(words: Words, item: Statement) -> str:
    """Return a statement under a heading that names its party: few words, no name."""
    kind = "" if item.kind == "want" else f"{item.kind}: "
    much = "; a strong preference" if item.much else ""
    return begun(f"{kind}{statement_clause(words, item.formula)}{much}")


def statement_clause(words: Words, formula: Formula) -> str:
    """Return what a statement asks for, without whose it is and how firm."""
    match formula:
        case Name(name) if name in words.options:
            return f"wants {words.quoted(name)}"
        case Not(Name(name)) if name in words.options:
            return f"does not want {words.quoted(name)}"
        case Implies(Name(name), right) if name in words.options and _plain(words, right):
            return f"no {words.quoted(name)} without {bare(words, right)}"
        case Implies(Name(name), right) if name in words.options:
            return f"no {words.quoted(name)} unless {words.holds(right)}"
        case _:
            return f"wants that {words.clause(formula)}"


def _plain(words: Words, formula: Formula) -> bool:
    parts = formula.parts if isinstance(formula, And | Or) else (formula,)
    return _options(words, parts)


def _options(words: Words, parts: Sequence[Formula]) -> bool:
    return all(isinstance(part, Name) and part.name in words.options for part in parts)


def short_condition(words: Words, condition: Condition) -> str:
    """Return a condition without the party: "'A' only after 'B'"."""
    step = saying.said_step(words, condition.step)
    when = "together with, or after," if condition.order == "with" else "after"
    return f"{step} only {when} {bare(words, condition.formula)}"


def teller(graph: GraphModel) -> Teller:
    """Return the words and numbers of a brief."""
    conflict = graph.conflict
    order = [
        quotation.name
        for source in conflict.sources
        for quotation in conflict.quotations
        if quotation.source == source.name
    ]
    numbers = {name: number for number, name in enumerate(order, start=1)}
    # the remark in parentheses at the end of a label is for the table of steps alone
    return Teller(graph, short_words(conflict), numbers)


def sources(telling: Teller) -> tuple[Sourced, ...]:
    """Return the sources with their quotations, numbered as the marks are."""
    conflict = telling.graph.conflict
    return tuple(
        Sourced(
            telling.words.sources.get(source.name, source.title),
            source.publisher,
            source.author,
            source.date,
            source.url,
            tuple(
                _quoted(telling, conflict, name)
                for name in telling.numbers
                if conflict.quotation(name).source == source.name
            ),
        )
        for source in conflict.sources
    )


def _quoted(telling: Teller, conflict: Conflict, name: str) -> Quoted:
    quotation = conflict.quotation(name)
    return Quoted(
        number=telling.numbers[name],
        name=name,
        verbatim=bool(quotation.text),
        words=" ".join((quotation.text or quotation.paraphrase).split()),
        voice=quotation.voice,
        speaker=quotation.speaker,
        party=telling.words.titles.get(quotation.party, ""),
        date=quotation.date,
        source=telling.words.sources.get(quotation.source, ""),
    )
