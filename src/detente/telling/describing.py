"""describe: a conflict file read back as plain sentences, so that its author sees what it says.

Nothing is computed: a file whose rules contradict each other can be read back too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from detente.analyses import saying
from detente.analyses.answer import Asked
from detente.analyses.when import counted_from
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, words_of
from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict, EpochParty, Perspective, statements
from detente.conflict.fingerprint import fingerprint
from detente.conflict.options import Option
from detente.conflict.parties import AnyOrder, Condition, Party, Preference, Same, Statement
from detente.graph.selecting import Selection, change_heard, select
from detente.telling import sentences
from detente.telling.description import Description, Line, Section
from detente.version import program_version


def describe(
    conflict: Conflict,
    *,
    perspective: str | None = None,
    epoch: date | None = None,
    without: Iterable[str] = (),
) -> Description:
    """Return the conflict as plain sentences, each with the item and the quotations behind it.

    Parameters
    ----------
    perspective : the name of a perspective; the file's default if left out.
    epoch : the date whose preferences are told; those of the beginning if left out.
    without : ids of items, or positions, to leave out.

    Raises
    ------
    WrongUse : for a perspective or an item that the conflict does not have.
    """
    selection = select(conflict, perspective=perspective, epoch=epoch, without=without)
    teller = _Teller(selection, words_of(conflict))
    settings: dict[str, object] = {
        "perspective": selection.perspective.name,
        "epoch": epoch.isoformat() if epoch else None,
        "without": list(selection.without),
    }
    return Description(
        Asked("describe", conflict.title, fingerprint(conflict), program_version(), settings),
        tuple(section for section in teller.sections() if section.lines),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Goes through the items that count and tells each of them."""

    selection: Selection
    words: Words

    @property
    def conflict(self) -> Conflict:
        return self.selection.conflict

    def sections(self) -> Iterator[Section]:
        """Yield the sections in the order in which a reader wants them."""
        yield Section("What it is about", tuple(self.about()))
        if self.conflict.explicit:
            yield Section("States", tuple(self.states()))
        for party in self.selection.parties:
            yield Section(sentences.party(party), tuple(self.party(party)))
        yield Section("Positions: what would be given up together", tuple(self.positions()))
        yield Section("Options: who can do what", tuple(self.options()))
        if not self.conflict.explicit:
            yield Section("Named states", tuple(self.states()))
        yield Section("Rules: what can be the case", tuple(self.rules()))
        yield Section("Channels: who can act together, and where", tuple(self.channels()))
        yield Section("Where things stand, and what is aimed at", tuple(self.standing()))
        yield Section("Later", tuple(self.epochs()))
        yield Section("Perspectives", tuple(self.perspectives()))
        here = self.selection.perspective.name
        yield Section(f"Left out in the perspective '{here}'", tuple(self.left_out()))
        yield Section("Quotations", tuple(self.quotations()))

    # lines -------------------------------------------------------------------------------

    def line(
        self, text: str, item: str, basis: Basis, *, mark: str = "", level: int = 0,
        assumed: bool = True,
    ) -> Line:  # fmt: skip
        """Return the line of an item; `assumed` if it is an assumption without a quotation."""
        heard = [name for name in basis.because if self.hears(name)]
        return Line(
            text,
            item,
            mark,
            level,
            basis.because,
            basis.against,
            assumption=assumed and not basis.definition and not heard,
            confidential=basis.confidential,
            note=basis.note,
            line=basis.place.line,
            only_in=basis.only_in,
            unheard=tuple(name for name in basis.because if not self.hears(name)),
        )

    def hears(self, quotation: str) -> bool:
        return self.selection.perspective.admits(self.conflict.quotation(quotation))

    # sections ----------------------------------------------------------------------------

    def about(self) -> Iterator[Line]:
        conflict, selection = self.conflict, self.selection
        if conflict.summary:
            yield Line(" ".join(conflict.summary.split()))
        yield Line(sentences.extent(conflict))
        if conflict.as_of:
            yield Line(f"Time starts {counted_from(conflict.as_of)}.")
        told = f"Told in the perspective '{selection.perspective.name}'"
        when = f", with the wishes of {selection.epoch.isoformat()}" if selection.epoch else ""
        left = f", without {joined(selection.without)}" if selection.without else ""
        yield Line(
            f"{told}{when}{left}. Wishes are numbered by importance. In parentheses stands which "
            "quotations are behind a sentence, or that it is an assumption."
        )

    def party(self, party: Party) -> Iterator[Line]:
        yield from self.preferences(party.name, party.prefers)
        if party.ranking is not None:
            basis = party.ranking.basis
            what = "States" if self.conflict.explicit else "States, by what is in effect in them"
            said = f"{what}, from the best to the worst:"
            yield self.line(said, f"{party.name}.ranking", basis)
            for number, text in enumerate(sentences.tiers(self.words, party.ranking), start=1):
                yield Line(text, mark=str(number), level=1)
            states = len(self.conflict.states) if self.conflict.explicit else None
            left = sentences.unranked(party.ranking, states)
            if left:
                yield Line(left, level=1)
        for weight in party.weights:
            yield self.line(sentences.weight(self.words, weight), weight.id, weight.basis)
        if not party.prefers and party.ranking is None and not party.weights:
            stated = self.conflict.party(party.name)
            some = stated.prefers or stated.weights or self.selection.epoch
            said = "No preference counts here" if some else "No preference is stated"
            yield Line(f"{said}: all states are equally good.")
        if party.conditions:
            yield Line("Its declared terms:")
            yield from self.conditions(party.name, party.conditions, level=1)
        if party.floor is not None:
            yield Line(sentences.floor(self.words, party))
        for text in sentences.moves(self.words, party):
            yield Line(text)

    def preferences(
        self, party: str, preferences: Iterable[Preference], level: int = 0, before: int = 0
    ) -> Iterator[Line]:
        """Yield statements numbered by importance; those of unknown order under one line.

        `before` is how many the list held for which `same` stands.
        """
        number = 0
        for item in preferences:
            match item:
                case Same():
                    first, number = number + 1, number + before
                    yield Line(sentences.same_list(self.words, party, first, number), level=level)
                case Statement():
                    number += 1
                    yield self.statement(party, item, number, level)
                case AnyOrder(inner, basis):
                    said = sentences.order_unknown(number + 1, number + len(inner))
                    yield self.line(said, "", basis, level=level, assumed=False)
                    for one in inner:
                        number += 1
                        yield self.statement(party, one, number, level + 1)

    def statement(self, party: str, item: Statement, number: int, level: int) -> Line:
        text = saying.statement(self.words, party, item)
        return self.line(text, item.id, item.basis, mark=str(number), level=level)

    def conditions(
        self, party: str, conditions: Iterable[Condition | Same], level: int = 0
    ) -> Iterator[Line]:
        for item in conditions:
            if isinstance(item, Same):
                whose = self.words.party(party)
                yield Line(f"Here stand the terms that {whose} declared before.", level=level)
            else:
                text = saying.condition(self.words, party, item)
                yield self.line(text, item.id, item.basis, level=level)

    def positions(self) -> Iterator[Line]:
        members: dict[str, list[str]] = {}
        for party in self.selection.parties:
            for item in (*statements(party.prefers), *party.conditions):
                if not isinstance(item, Same) and item.position:
                    members.setdefault(item.position, []).append(item.id)
        for position in self.conflict.positions:
            if position.name in members:
                text = sentences.position(self.words, position, members[position.name])
                yield self.line(text, position.name, position.basis, assumed=False)

    def options(self) -> Iterator[Line]:
        for option in self.selection.options:
            yield self.line(saying.switched_on(self.words, option), option.name, option.basis)
            yield from self.parts(option)

    def parts(self, option: Option) -> Iterator[Line]:
        """Yield what else is said of an option."""
        words, place = self.words, Basis(place=option.basis.place)

        def part(text: str, item: str = "") -> Line:
            return self.line(text, item, place, level=1, assumed=False)

        yield part(saying.switched_off(words, option, it=True))
        if option.needs is not None:
            yield part(saying.needs(words, option, it=True), f"{option.name}.needs")
        if option.after is not None:
            yield part(saying.after(words, option, it=True), f"{option.name}.after")
        if option.slow:
            yield part(saying.slow(words, option, it=True))
        if option.takes is not None:
            text = saying.duration(words, option.name, option.takes, it=True)
            yield self.line(text, f"{option.name}.takes", option.takes.basis, level=1)
        for number, window in enumerate(option.windows, start=1):
            text = saying.window(words, option.name, window, it=True)
            yield self.line(text, f"{option.name}.window.{number}", window.basis, level=1)
        if option.verified_by:
            yield part(sentence_of(f"{option.verified_by} can confirm it"))

    def states(self) -> Iterator[Line]:
        for state in self.conflict.states:
            text = sentences.named_state(self.words, state)
            yield self.line(text, state.name, state.basis, assumed=False)

    def rules(self) -> Iterator[Line]:
        for fact in self.conflict.facts:
            yield self.line(sentences.fact(self.words, fact), fact.name, fact.basis, assumed=False)
        for rule in self.selection.rules:
            yield self.line(saying.rule(self.words, rule), rule.id, rule.basis)

    def channels(self) -> Iterator[Line]:
        for channel in self.selection.channels:
            yield self.line(saying.channel(self.words, channel), channel.id, channel.basis)

    def standing(self) -> Iterator[Line]:
        quo = self.selection.status_quo
        said = sentences.state(self.words, quo) if quo else "the file does not say"
        yield Line(f"The status quo: {said}.")
        for target in self.conflict.targets:
            text = sentences.target(self.words, target)
            yield self.line(text, target.name, target.basis, assumed=False)
        happened = self.conflict.outcome
        if happened is not None:
            text = sentences.outcome(self.words, happened)
            yield self.line(text, "outcome", happened.basis, assumed=False)

    def epochs(self) -> Iterator[Line]:
        before = {party.name: _count(party.prefers) for party in self._first().parties}
        for epoch in self.conflict.epochs:
            started = self.selection.epoch is not None and epoch.start.first <= self.selection.epoch
            text = sentences.epoch(epoch, self.words)
            text += " What is told above counts this in." if started else ""
            yield self.line(text, f"epoch {epoch.start.text}", epoch.basis, assumed=False)
            for stated in epoch.parties:
                change = change_heard(self.selection, stated)
                if not started:
                    yield from self.change(change, before[change.party])
                if change.prefers is not None:
                    before[change.party] = _count(change.prefers, before[change.party])

    def _first(self) -> Selection:
        """Return the selection before any epoch."""
        chosen = self.selection
        return select(self.conflict, perspective=chosen.perspective.name, without=chosen.without)

    def change(self, change: EpochParty, before: int) -> Iterator[Line]:
        """Yield the lists of a party that an epoch puts in place of others."""
        who = begun(self.words.party(change.party))
        yield from self.preferences(change.party, change.prefers or (), level=1, before=before)
        if change.prefers == ():
            yield Line(f"{who} wants nothing.", level=1)
        yield from self.conditions(change.party, change.conditions or (), level=1)
        if change.conditions == ():
            yield Line(f"{who} declares no terms.", level=1)

    def perspectives(self) -> Iterator[Line]:
        everything = [*_everything(self.conflict, self.words)]
        for item in self.conflict.perspectives:
            default = (
                " It is the default." if item.name == self.conflict.default_perspective else ""
            )
            whys = [_why_left_out(self.conflict, item, *one[2:]) for one in everything]
            out = sum(map(bool, whys))
            left = f" It leaves out {counted(out, 'item')} of {len(whys):,}." if out else ""
            text = sentences.perspective(item, self.words) + left + default
            yield self.line(text, item.name, item.basis, assumed=False)

    def left_out(self) -> Iterator[Line]:
        """Yield what the file says and this perspective does not count."""
        for item, text, basis, group in _everything(self.conflict, self.words):
            why = _why_left_out(self.conflict, self.selection.perspective, basis, group)
            if why:
                said = replace(basis, only_in=())
                yield self.line(f"{text} {why}", item, said, assumed=False)

    def quotations(self) -> Iterator[Line]:
        sources = {source.name: source for source in self.conflict.sources}
        for item in self.conflict.quotations:
            heard = "" if self.hears(item.name) else " (not heard in this perspective)"
            text = sentences.quotation(self.words, item, sources.get(item.source)) + heard
            yield self.line(text, item.name, item.basis, assumed=False)


def _count(preferences: Iterable[Preference], before: int = 0) -> int:
    """Return how many statements a list holds; `same` stands for `before` of them."""
    counts = {Statement: 1, Same: before}
    return sum(
        len(item.statements) if isinstance(item, AnyOrder) else counts[type(item)]
        for item in preferences
    )


def _everything(conflict: Conflict, words: Words) -> Iterator[tuple[str, str, Basis, Basis]]:
    """Yield all items that a perspective can leave out: id, sentence, basis, that of its group."""
    lists: list[tuple[str, Iterable[Preference], Iterable[Condition | Same]]] = [
        (party.name, party.prefers, party.conditions) for party in conflict.parties
    ]
    for epoch in conflict.epochs:
        lists += [(c.party, c.prefers or (), c.conditions or ()) for c in epoch.parties]
    alone = Basis()
    for party, preferences, conditions in lists:
        for entry in preferences:
            group = entry.basis if isinstance(entry, AnyOrder) else alone
            for item in statements((entry,)):
                yield item.id, saying.statement(words, party, item), item.basis, group
        for term in conditions:
            if isinstance(term, Condition):
                yield term.id, saying.condition(words, party, term), term.basis, alone
    for owner in conflict.parties:
        for weight in owner.weights:
            yield weight.id, sentences.weight(words, weight), weight.basis, alone
    for rule in conflict.rules:
        yield rule.id, saying.rule(words, rule), replace(rule.basis, because=()), alone
    for channel in conflict.channels:
        basis = replace(channel.basis, because=())
        yield channel.id, saying.channel(words, channel), basis, alone


def _why_left_out(conflict: Conflict, perspective: Perspective, basis: Basis, group: Basis) -> str:
    """Return why a perspective leaves out an item, or the group in which it stands."""
    for one, whose in ((basis, ""), (group, " of its group")):
        if one.only_in and perspective.name not in one.only_in:
            listed = joined([f"'{name}'" for name in one.only_in])
            return f"({'its group is ' if whose else ''}only in {listed})"
        if one.because and not any(perspective.admits(conflict.quotation(n)) for n in one.because):
            many = len(one.because)
            if many > 1:
                return f"(none of the {many} quotations{whose} is heard here)"
            return f"(the quotation{whose or ' behind it'} is not heard here)"
    return ""
