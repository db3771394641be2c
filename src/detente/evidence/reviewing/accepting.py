"""What accepted proposals become: sources, quotations, and what these support.

Accepted words come in as they stand in their document, in the voice they have there; where a
person has put them in words of their own, those come in, with the fingerprint of the others.
What is in the conflict file already is found again and not added twice: a source by its file or
its title, a quotation by its words, a statement by its formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from detente.conflict.basis import Quotation
from detente.conflict.conflict import Conflict
from detente.errors import ConflictProblems, Problem, short
from detente.evidence import passages
from detente.evidence.reviewing.attaching import (
    Attached,
    NewItem,
    NewOption,
    attached,
    coming,
)
from detente.evidence.reviewing.naming import free, slug
from detente.evidence.reviewing.originals import (
    Original,
    changed,
    followers,
    originals_of,
    passage_of,
    path_in,
    unfounded,
)
from detente.evidence.reviewing.parties import meant_by
from detente.evidence.reviewing.planned import Plan
from detente.evidence.reviewing.records import MOST_WORDS, Record, Review
from detente.evidence.reviewing.sources import same, source_of
from detente.evidence.reviewing.words import count_words
from detente.language.codes import problem
from detente.language.emitting import Plain, Tree
from detente.language.expressions import plain_name_problem


def plan(review: Review, conflict: Conflict) -> Plan:
    """Return what the accepted proposals of a review add to a conflict.

    Raises ConflictProblems with everything that keeps any of them out.
    """
    accepted = [record for record in review.records if record.status == "accepted"]
    wanted = dict.fromkeys(record.text("document") for record in accepted)
    originals, problems = originals_of(review, wanted, Path(review.file).parent)
    planning = _Planning(review, conflict, originals, problems, followers(review, originals))
    planning.coming = coming(v for record in accepted for v in record.lists.get("attach", ()))
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
    followed: Mapping[str, str]
    plan: Plan = field(default_factory=Plan)
    sources: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[Record, str]] = field(default_factory=list)
    coming: tuple[str, ...] = ()

    def take(self, record: Record) -> None:
        """Plan one accepted record, or report what keeps it out."""
        before, name = len(self.problems), record.text("document")
        original = self.originals[name]
        wrong = unfounded(record, original, since=changed(self.review.document(name), original))
        if wrong and name in self.followed:
            self.plan.gone.setdefault(original.document.file, []).append(record.id)
            return
        self.problems += [wrong] if wrong else []
        shared = self._shared(record)
        tree = None if shared or wrong else self._quotation(record)
        found = [
            attached(value, self.conflict, self.coming) for value in record.lists.get("attach", ())
        ]
        found += self._twice(found, record)
        self.problems += [one for one in found if isinstance(one, Problem)]
        if len(self.problems) > before:
            return
        name = shared or self._named(record, tree or {})
        self.taken.append((record, name))
        for one in found:
            if not isinstance(one, Problem):
                self._attach(one, name)

    def _twice(self, found: Sequence[Attached | Problem], record: Record) -> list[Problem]:
        """Return what is wrong where a new option was described otherwise before."""
        place, wrong = record.place_of("attach"), []
        for one in found:
            if isinstance(one, NewOption):
                same_name = (other for other in self.plan.options if other.name == one.name)
                if any(other != one for other in same_name):
                    message = f"the new option '{one.name}' is described in two ways"
                    wrong.append(problem("R003", place, message, "describe it once, or alike"))
        return wrong

    def _attach(self, one: Attached, name: str) -> None:
        if isinstance(one, NewItem):
            names = self.plan.new.setdefault(one, [])
            item, against = f"{one.party}.new {one.kind}: {one.words}", False
        elif isinstance(one, NewOption):
            names = self.plan.options.setdefault(one, [])
            item, against = f"new option {one.name}: {one.label}", False
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
                and self._now(other) == self._now(record)
                and other.texts("about") == record.texts("about")
                and passages.stretch(plain, passages.normalise(other.text("words")))
            ):
                return name
        return ""

    def _quotation(self, record: Record) -> dict[str, Tree]:
        """Return the quotation of a record; report what keeps it from being one."""
        words, paraphrase = record.text("words"), record.text("paraphrase")
        meant = meant_by(record, self.conflict)
        self.problems += meant.problems
        for name in meant.left_out:
            told = f"'{short(name)}' is no party of the file, and was left out of its quotations."
            self.plan.notes += [told] if told not in self.plan.notes else []
        speaker = ", ".join(filter(None, (record.text("speaker"), record.text("office"))))
        given: dict[str, Tree] = {
            "source": record.text("document"),
            "speaker": speaker,
            "party": meant.party,
            "voice": record.text("voice"),
            "date": Plain(record.text("date")),
            "about": meant.about,
        }
        tree = {key: value for key, value in given.items() if value}
        if paraphrase:
            return {**tree, "paraphrase": paraphrase, "passage": passage_of(words)}
        return {**tree, "text": words}

    def _named(self, record: Record, tree: dict[str, Tree]) -> str:
        """Return the name of a quotation: of one that is there already, or of a new one."""
        source, words = self._source(self._now(record)), record.text("words")
        for known in self.conflict.quotations:
            if known.source == source and _known(known, tree, words):
                if known.text and "paraphrase" in tree:
                    self.plan.notes.append(
                        f"'{known.name}' has the words of the document: to paraphrase it, write "
                        f"your 'paraphrase' in place of its 'text', and passage: {tree['passage']}"
                    )
                return known.name
        for name, one in self.plan.quotations.items():
            passage = "passage" in tree and one.get("passage") == tree["passage"]
            if one["source"] == source and (passage or same(words, one.get("text"))):
                about = dict.fromkeys([*one.get("about", ()), *tree.get("about", ())])
                one.update({"about": tuple(about)} if about else {})
                return name
        taken = {*(known.name for known in self.conflict.quotations), *self.plan.quotations}
        wish = record.text("name")
        why = plain_name_problem(wish) if wish else ""
        if why or wish in taken:
            message = f"'{short(wish)}' cannot name a quotation: {why or 'it is taken'}"
            code = "N002" if why else "N003"
            self.problems.append(problem(code, record.place_of("name"), message))
        who = record.text("speaker").split()[-1:] or [_subject(tree)]
        name = wish or free(f"{source}-{slug(who[0], 'words')}", taken)
        self.plan.quotations[name] = {**tree, "source": source}
        original = self.originals[record.text("document")]
        place = [list(stretch) for stretch in original.place_of(record)]
        self.plan.places[name] = {"file": original.document.file, "place": place}
        long = record.text("form") != "direct" or count_words(words) > MOST_WORDS
        self.plan.to_paraphrase += [name] if long and "text" in tree else []
        return name

    def _now(self, record: Record) -> str:
        """Return the document that a record is from, as the text of its file is now."""
        name = record.text("document")
        return self.followed.get(name, name)

    def _source(self, name: str) -> str:
        """Return the source that a document is: one that is there already, or a new one."""
        if name not in self.sources:
            document = self.review.document(name)
            # of two texts of one file, the one as it is now may have nothing accepted
            earlier = next((old for old, now in self.followed.items() if now == name), name)
            original = self.originals.get(name) or self.originals[earlier]
            found = source_of(document, self.review, original, self.conflict)
            filed = bool(isinstance(found, str) and self.conflict.source(found).file)
            if not isinstance(found, str):
                taken = {*(known.name for known in self.conflict.sources), *self.plan.sources}
                new = free(name, taken)
                self.plan.sources[new] = found
                filed, found = "file" in found, new
            if not filed:
                self.plan.unfiled[found] = path_in(document, Path(self.review.file).parent)
            self.sources[name] = found
        return self.sources[name]


def _subject(tree: Mapping[str, Tree]) -> str:
    """Return whom a quotation is called after that nobody in particular has said."""
    return str(
        next(iter([*filter(None, [tree.get("party")]), *tree.get("about", ())]), tree["voice"])
    )


def _known(known: Quotation, tree: Mapping[str, Tree], words: str) -> bool:
    """Tell whether a quotation of the file stands for these words, or has them."""
    if known.passage and known.passage == (tree.get("passage") or _fingerprint(words)):
        return True
    return same(known.text, words)


def _fingerprint(words: str) -> str:
    return passage_of(words) if passages.pieces(words) else ""
