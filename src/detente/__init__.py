"""Détente: negotiations as sourced, computable models.

>>> import detente
>>> conflict = detente.load("classics/prisoners-dilemma")
>>> graph = detente.compile(conflict)
>>> detente.stability(graph).equilibria["nash"].states
('NN',)

Names are imported when they are first used, so that a command pays only for what it needs.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as `typing` has it, which takes a while to load

_HOMES = {
    "Brief": "detente.briefing.content",
    "CONCEPTS": "detente.analyses.stability",
    "Check": "detente.checking",
    "Conflict": "detente.conflict.conflict",
    "ConflictProblems": "detente.errors",
    "Corpus": "detente.evidence.corpus.asking",
    "DetenteError": "detente.errors",
    "GraphModel": "detente.graph.model",
    "LimitReached": "detente.errors",
    "NoAnswer": "detente.errors",
    "Problem": "detente.errors",
    "Roadmaps": "detente.analyses.roadmaps.results",
    "Stability": "detente.analyses.stability",
    "WrongUse": "detente.errors",
    "backtest": "detente.analyses.backtest",
    "blockers": "detente.analyses.blockers",
    "brief": "detente.briefing.building",
    "changes": "detente.analyses.changes",
    "check": "detente.checking",
    "cite": "detente.evidence.citing",
    "compare": "detente.analyses.compare",
    "compile": "detente.graph.compiling",
    "corpus": "detente.evidence.corpus.asking",
    "describe": "detente.telling.describing",
    "differences": "detente.analyses.differences",
    "dumps": "detente.language.writing",
    "examples": "detente.reference",
    "export": "detente.telling.exporting",
    "hanging": "detente.analyses.hanging",
    "import_": "detente.telling.importing",
    "load": "detente.language.loading",
    "loads": "detente.language.loading",
    "new": "detente.telling.starting",
    "onward": "detente.analyses.onward",
    "order_matrix": "detente.analyses.differences.order_matrix",
    "perspectives": "detente.analyses.perspectives",
    "read": "detente.evidence.readings",
    "review": "detente.evidence.reviewing.asking",
    "roadmaps": "detente.analyses.roadmaps",
    "robustness": "detente.analyses.robustness",
    "schema": "detente.reference",
    "stability": "detente.analyses.stability",
    "states": "detente.analyses.states",
    "timeline": "detente.evidence.timeline",
    "unlocks": "detente.analyses.unlocks",
    "waiting": "detente.analyses.waiting",
}

__all__ = [  # noqa: RUF022, plain order
    "Brief",
    "CONCEPTS",
    "Check",
    "Conflict",
    "ConflictProblems",
    "Corpus",
    "DetenteError",
    "GraphModel",
    "LimitReached",
    "NoAnswer",
    "Problem",
    "Roadmaps",
    "Stability",
    "WrongUse",
    "backtest",
    "blockers",
    "brief",
    "changes",
    "check",
    "cite",
    "compare",
    "compile",
    "corpus",
    "describe",
    "differences",
    "dumps",
    "examples",
    "export",
    "hanging",
    "import_",
    "load",
    "loads",
    "new",
    "onward",
    "order_matrix",
    "perspectives",
    "read",
    "review",
    "roadmaps",
    "robustness",
    "schema",
    "stability",
    "states",
    "timeline",
    "unlocks",
    "waiting",
]

if TYPE_CHECKING:
    from detente.analyses.backtest.asking import backtest
    from detente.analyses.blockers.asking import blockers
    from detente.analyses.changes import changes
    from detente.analyses.compare.asking import compare
    from detente.analyses.differences.asking import differences
    from detente.analyses.differences.order_matrix import order_matrix
    from detente.analyses.hanging import hanging
    from detente.analyses.onward import onward
    from detente.analyses.perspectives.asking import perspectives
    from detente.analyses.roadmaps.asking import roadmaps
    from detente.analyses.roadmaps.results import Roadmaps
    from detente.analyses.robustness.asking import robustness
    from detente.analyses.stability import CONCEPTS, Stability, stability
    from detente.analyses.states import states
    from detente.analyses.unlocks.asking import unlocks
    from detente.analyses.waiting import waiting
    from detente.briefing.building import brief
    from detente.briefing.content import Brief
    from detente.checking import Check, check
    from detente.conflict.conflict import Conflict
    from detente.errors import (
        ConflictProblems,
        DetenteError,
        LimitReached,
        NoAnswer,
        Problem,
        WrongUse,
    )
    from detente.evidence.citing import cite
    from detente.evidence.corpus.asking import Corpus, corpus
    from detente.evidence.readings import read
    from detente.evidence.reviewing.asking import review
    from detente.evidence.timeline.asking import timeline
    from detente.graph.compiling import compile
    from detente.graph.model import GraphModel
    from detente.language.loading import load, loads
    from detente.language.writing import dumps
    from detente.reference import examples, schema
    from detente.telling.describing import describe
    from detente.telling.exporting import export
    from detente.telling.importing import import_
    from detente.telling.starting import new


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
