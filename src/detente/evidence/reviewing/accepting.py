"""What accepted proposals become: sources, quotations, and what these support.

What is in the conflict file already is found again and not added twice: a source by its file or
its title, a quotation by its words, a statement by its formula.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente.conflict.conflict import Conflict
from detente.conflict.time import parse_day
from detente.errors import ConflictProblems, Place, Problem, did_you_mean, short
from detente.evidence import passages
from detente.evidence.reviewing.attaching import Attached, NewItem, attached
from detente.evidence.reviewing.naming import free, slug
from detente.evidence.reviewing.originals import (
    Original,
    originals_of,
    passage_of,
    shipped_as,
    unfounded,
)
from detente.evidence.reviewing.parties import party_of
from detente.evidence.reviewing.proposals import count_words
from detente.evidence.reviewing.records import Record, Review, ReviewedDocument
from detente.evidence.reviewing.writing import MOST_WORDS
from detente.language.codes import problem
from detente.language.emitting import Plain, Tree
from detente.language.expressions import plain_name_problem
from detente.language.inserting import Additions

DRAFT = "Draft: its place in the order of importance is not decided."


@dataclass(slots=True)
class Plan:
    """What is to be added, as it comes together; `attached` says what supports what."""

    sources: dict[str, Tree] = field(default_factory=dict)
    quotations: dict[str, dict[str, Tree]] = field(default_factory=dict)
    new: dict[NewItem, list[str]] = field(default_factory=dict)
    support: dict[Place, list[str]] = field(default_factory=dict)
    dispute: dict[Place, list[str]] = field(default_factory=dict)
    attached: list[dict[str, object]] = field(default_factory=list)

    def additions(self) -> Additions:
        """Return what is to be added to the text of the conflict file."""
        statements: dict[str, list[Tree]] = {}
        conditions: dict[str, list[Tree]] = {}
        for item, names in self.new.items():
            tree: dict[str, Tree] = {item.kind: item.words, "because": tuple(names)}
            if item.kind == "condition":
                conditions.setdefault(item.party, []).append(tree)
            else:
                statements.setdefault(item.party, []).append({**tree, "note": DRAFT})
        return Additions(
            self.sources, self.quotations, statements, conditions, self.support, self.dispute
        )


def plan(review: Review, conflict: Conflict) -> Plan:
    """Return what the accepted proposals of a review add to a conflict.

    Raises ConflictProblems with everything that keeps any of them out.
    """
    accepted = [record for record in review.records if record.status == "accepted"]
    wanted = dict.fromkeys(record.text("document") for record in accepted)
    originals, problems = originals_of(review, wanted, Path(review.file).parent)
    planning = _Planning(review, conflict, originals, problems)
    # utterances first: a stance inside one stands on the same quotation
    for record in sorted(accepted, key=lambda one: one.text("kind") != "utterance"):
        if record.text("document") in originals:
            planning.take(record)
    if problems:
        raise ConflictProblems(problems)
    return planning.plan


@dataclass(slots=True)
class _Planning:
    review: Review
    conflict: Conflict
    originals: Mapping[str, Original]
    problems: list[Problem]
    plan: Plan = field(default_factory=Plan)
    sources: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[Record, str]] = field(default_factory=list)

    def take(self, record: Record) -> None:
        """Plan one accepted record, or report what keeps it out."""
        before = len(self.problems)
        wrong = unfounded(record, self.originals[record.text("document")])
        self.problems += [wrong] if wrong else []
        shared = self._shared(record)
        tree = None if shared or wrong else self._quotation(record)
        found = [attached(value, self.conflict) for value in record.lists.get("attach", ())]
        self.problems += [one for one in found if isinstance(one, Problem)]
        if len(self.problems) > before:
            return
        name = shared or self._named(record, tree or {})
        self.taken.append((record, name))
        for one in found:
            if not isinstance(one, Problem):
                self._attach(one, name)

    def _attach(self, one: Attached, name: str) -> None:
        if isinstance(one, NewItem):
            names = self.plan.new.setdefault(one, [])
            item, against = f"{one.party}.new {one.kind}: {one.words}", False
        else:
            item, against = one.item, one.against
            if name in one.there:
                return
            names = (self.plan.dispute if against else self.plan.support).setdefault(one.place, [])
        if name not in names:
            names.append(name)
            self.plan.attached.append({"quotation": name, "item": item, "against": against})

    # quotations ----------------------------------------------------------------------------

    def _shared(self, record: Record) -> str:
        """Return the quotation of an accepted utterance that the words of a stance stand in."""
        if record.text("kind") == "utterance" or record.text("paraphrase") or record.text("name"):
            return ""
        plain = passages.normalise(record.text("words"))
        for other, name in self.taken:
            if (
                other.text("kind") == "utterance"
                and other.text("document") == record.text("document")
                and other.texts("about") == record.texts("about")
                and passages.stretch(plain, passages.normalise(other.text("words")))
            ):
                return name
        return ""

    def _quotation(self, record: Record) -> dict[str, Tree] | None:
        """Return the quotation of a record; report what keeps it from being one."""
        words, paraphrase = record.text("words"), record.text("paraphrase")
        direct = record.text("form") == "direct" and count_words(words) <= MOST_WORDS
        if not paraphrase and not direct:
            why = "is no direct quotation"
            if record.text("form") == "direct":
                why = f"has more than {MOST_WORDS} words"
            message = f"'{record.id}' {why}, and has no paraphrase"
            self.problems.append(problem("R002", record.place_of("paraphrase"), message))
        party, about = self._parties(record)
        speaker = ", ".join(filter(None, (record.text("speaker"), record.text("office"))))
        given: dict[str, Tree] = {
            "source": record.text("document"),
            "speaker": speaker,
            "party": party,
            "voice": record.text("voice"),
            "date": Plain(record.text("date")),
            "about": tuple(about),
        }
        tree = {key: value for key, value in given.items() if value}
        if paraphrase:
            return {**tree, "paraphrase": paraphrase, "passage": passage_of(words)}
        return {**tree, "text": words}

    def _parties(self, record: Record) -> tuple[str, list[str]]:
        """Return whom the speaker speaks for, if it is one party, and whose wish is reported."""
        spoken = self._keys(record, "party")
        about = self._keys(record, "about")
        if len(spoken) > 1:
            return "", list(dict.fromkeys([*spoken, *about]))
        return next(iter(spoken), ""), about

    def _keys(self, record: Record, key: str) -> list[str]:
        found: list[str] = []
        for value in record.lists.get(key, ()):
            name = party_of(self.conflict, value.text)
            if name is None:
                known = [party.name for party in self.conflict.parties]
                message = f"'{short(value.text)}' is not a party of '{short(self.conflict.file)}'"
                hint = did_you_mean(value.text, known)
                if hint.startswith("known"):
                    hint = f"leave '{key}' empty, or name one that is; {hint}"
                self.problems.append(problem("N001", value.place, message, hint))
            elif name not in found:
                found.append(name)
        return found

    def _named(self, record: Record, tree: dict[str, Tree]) -> str:
        """Return the name of a quotation: of one that is there already, or of a new one."""
        document = self.review.document(record.text("document"))
        source = self._source(document)
        for known in self.conflict.quotations:
            same = known.passage and known.passage == tree.get("passage")
            if known.source == source and (same or _same(known.text, tree.get("text"))):
                return known.name
        for name, one in self.plan.quotations.items():
            same = "passage" in tree and one.get("passage") == tree["passage"]
            if one["source"] == source and (
                same or _same(str(one.get("text", "")), tree.get("text"))
            ):
                return name
        taken = {*(known.name for known in self.conflict.quotations), *self.plan.quotations}
        wish = record.text("name")
        why = plain_name_problem(wish) if wish else ""
        if why or wish in taken:
            message = f"'{short(wish)}' cannot name a quotation: {why or 'it is taken'}"
            code = "N002" if why else "N003"
            self.problems.append(problem(code, record.place_of("name"), message))
        who = record.text("speaker").split()[-1:] or [str(tree.get("party") or tree["voice"])]
        name = wish or free(f"{source}-{slug(who[0], 'words')}", taken)
        self.plan.quotations[name] = {**tree, "source": source}
        return name

    # sources -------------------------------------------------------------------------------

    def _source(self, document: ReviewedDocument) -> str:
        """Return the source that a document is: one that is there already, or a new one."""
        if document.name in self.sources:
            return self.sources[document.name]
        file = shipped_as(document, self.review, self.originals[document.name], self.conflict)
        title = document.text("title") or Path(document.text("file")).name
        day, outlet = document.text("date"), document.text("outlet")
        for known in self.conflict.sources:
            same_file = bool(file) and known.file == file
            same_title = _same(known.title, title) and known.publisher in ("", outlet)
            if same_file or (same_title and known.date in ("", day)):
                self.sources[document.name] = known.name
                return known.name
        taken = {*(known.name for known in self.conflict.sources), *self.plan.sources}
        name = free(document.name, taken)
        given: dict[str, Tree] = {
            "title": title,
            "publisher": outlet,
            "author": re.sub("^[Bb]y ", "", document.text("byline")),
            "date": Plain(day) if parse_day(day) else "",
            "file": file,
        }
        self.plan.sources[name] = {key: value for key, value in given.items() if value}
        self.sources[document.name] = name
        return name


def _same(one: str, other: object) -> bool:
    """Tell whether two texts are the same but for white space and marks."""
    plain = passages.normalise(one)
    return bool(plain) and isinstance(other, str) and plain == passages.normalise(other)
