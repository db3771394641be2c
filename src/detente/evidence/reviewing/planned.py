"""What a review adds to a conflict file, as it comes together, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from detente.errors import Place
from detente.evidence.reviewing.attaching import NewItem, NewOption
from detente.language.emitting import Tree
from detente.language.inserting import Additions

DRAFT = "Draft: its place in the order of importance is not decided."


@dataclass(slots=True)
class Plan:
    """What is to be added, as it comes together.

    `places` tells the file of each new quotation and where its words stand there, `attached` what
    supports what; `to_paraphrase` names those that are long or an outlet's wording; `unfiled` tells
    where the document of each source lies that has no file in the conflict file; `gone` names
    the proposals of an earlier text of a file that do not stand in it any more.
    """

    sources: dict[str, Tree] = field(default_factory=dict)
    quotations: dict[str, dict[str, Tree]] = field(default_factory=dict)
    new: dict[NewItem, list[str]] = field(default_factory=dict)
    options: dict[NewOption, list[str]] = field(default_factory=dict)
    support: dict[Place, list[str]] = field(default_factory=dict)
    dispute: dict[Place, list[str]] = field(default_factory=dict)
    attached: list[dict[str, object]] = field(default_factory=list)
    places: dict[str, dict[str, object]] = field(default_factory=dict)
    to_paraphrase: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unfiled: dict[str, Path] = field(default_factory=dict)
    gone: dict[str, list[str]] = field(default_factory=dict)

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
        options: dict[str, Tree] = {
            option.name: {
                "label": option.label,
                "by": option.by[0] if len(option.by) == 1 else option.by,
                "because": tuple(names),
            }
            for option, names in self.options.items()
        }
        return Additions(
            self.sources,
            self.quotations,
            statements,
            conditions,
            options,
            self.support,
            self.dispute,
        )
