"""The constructs: each small file in the documentation does what its comment says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import detente
from detente.language.schema import SHAPES, Either, Kind, ListOf, MapOf, Scalar, Shape
from detente.language.tree import Mapping, Node, Sequence, Text, read_file, read_tree

DOCS = Path(__file__).parents[2] / "docs"
FILES = {path.stem: path for path in sorted((DOCS / "constructs").glob("*.yaml"))}


def conflict_of(name: str) -> detente.Conflict:
    """Return a construct as a conflict."""
    return detente.load(FILES[name])


def graph_of(name: str, **choices: object) -> detente.GraphModel:
    """Return a construct as a graph model."""
    return detente.compile(conflict_of(name), **choices)  # type: ignore[arg-type]


def joint(graph: detente.GraphModel, state: str) -> list[tuple[str, ...]]:
    """Return the bundles of the joint improving moves from a state."""
    found = detente.stability(graph, concepts=["nash"], all_states=True)
    assert found.joint_moves is not None
    return [move.bundle for move in found.joint_moves[state]]


def ends(graph: detente.GraphModel, parties: list[str], state: str) -> set[str]:
    """Return the states to which parties can move together from a state."""
    _, targets = graph.moves_from(graph.coalition(parties), [graph.number(state)])
    return {graph.naming.write(int(target)) for target in targets}


def stable(graph: detente.GraphModel, party: str, concept: str) -> set[str]:
    """Return the states that are stable for a party under a concept."""
    return set(detente.stability(graph, concepts=[concept]).stable[party][concept].states)


@pytest.mark.parametrize("name", FILES)
def test_a_construct_is_small_and_shown(name: str) -> None:
    """It loads, compiles, says in a comment what it shows, and stands on the page once."""
    text = FILES[name].read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.count("\n") < 40
    assert graph_of(name).count > 1
    page = (DOCS / "reference" / "constructs.md").read_text(encoding="utf-8")
    assert page.count(f"constructs/{name}.yaml") == 1


def test_the_constructs_use_every_key_of_the_format() -> None:
    """Every key stands in at least one construct; notes and the like in at least one place."""
    used: set[tuple[str, str]] = set()
    for path in FILES.values():
        collect(read_tree(read_file(path), str(path)), Shape("conflict"), used)
    basis = {"because", "against", "note", "confidential", "only_in", "id"}
    every = {(shape, key) for shape, table in SHAPES.items() for key in table.fields}
    assert {pair for pair in every - used if pair[1] not in basis} == set()
    assert basis <= {key for _, key in used}


def collect(node: Node, kind: Kind, used: set[tuple[str, str]]) -> None:
    """Add the keys that a node uses, by shape."""
    match kind:
        case ListOf(item, _):
            for one in node.items if isinstance(node, Sequence) else (node,):
                collect(one, item, used)
        case MapOf(value):
            assert isinstance(node, Mapping)
            for _, inner in node.entries:
                collect(inner, value, used)
        case Shape(name):
            assert isinstance(node, Mapping)
            for key, inner in node.entries:
                field = SHAPES[name].fields.get(key.value)
                if field is not None:
                    used.add((name, key.value))
                    collect(inner, field.kind, used)
        case Either(kinds):
            collect(node, next(one for one in kinds if fits(node, one)), used)
        case Scalar():
            pass


def fits(node: Node, kind: Kind) -> bool:
    """Tell whether a node is written in a form."""
    match kind:
        case Scalar():
            return isinstance(node, Text)
        case ListOf(_, alone):
            return isinstance(node, Sequence) or (alone and isinstance(node, Text))
        case MapOf() | Shape():
            return isinstance(node, Mapping)
        case Either(kinds):
            return any(fits(node, one) for one in kinds)


# who can do what ---------------------------------------------------------------------------


def test_joint_option() -> None:
    """Both are needed to begin; each alone can leave."""
    graph = graph_of("joint-option")
    assert ends(graph, ["Hill"], "N") == ends(graph, ["Shore"], "N") == set()
    assert ends(graph, ["Hill", "Shore"], "N") == {"Y"}
    assert ends(graph, ["Hill"], "Y") == ends(graph, ["Shore"], "Y") == {"N"}
    assert joint(graph, "N") == [("patrol",)]


def test_any_of() -> None:
    """Hill can do it alone, Shore and Coast together, neither of the two alone."""
    graph = graph_of("any-of")
    assert ends(graph, ["Hill"], "N") == {"Y"}
    assert ends(graph, ["Shore"], "N") == ends(graph, ["Coast"], "N") == set()
    assert ends(graph, ["Shore", "Coast"], "N") == {"Y"}
    assert ends(graph, ["Shore", "Coast"], "Y") == set()


def test_irreversible() -> None:
    """There is a way there and none back."""
    graph = graph_of("irreversible")
    assert ends(graph, ["Hill"], "N") == {"Y"}
    assert ends(graph, ["Hill"], "Y") == set()


def test_snapback() -> None:
    """The toll comes back only where nobody pays."""
    graph = graph_of("snapback")
    assert ends(graph, ["Hill"], "YY") == set()
    assert ends(graph, ["Hill"], "YN") == {"NN"}
    assert stable(graph, "Shore", "seq") >= {"YY"}
    assert "YY" not in stable(graph, "Shore", "nash")


def test_given_up() -> None:
    """The fort can be given up and never be begun."""
    graph = graph_of("given-up")
    assert graph.status_quo == "Y"
    assert ends(graph, ["Hill"], "Y") == {"N"}
    assert ends(graph, ["Hill"], "N") == ends(graph, ["Shore"], "N") == set()


def test_ratified_by() -> None:
    """The council has to be among those who act, and does not want to."""
    graph = graph_of("ratified-by")
    assert ends(graph, ["Hill", "Shore"], "N") == set()
    assert ends(graph, ["Hill", "Shore", "council"], "N") == {"Y"}
    assert joint(graph, "N") == []


def test_verified_by() -> None:
    """Who confirms a step is kept and changes no move."""
    assert conflict_of("verified-by").option("disarm").verified_by == "Guild of pilots"
    assert ends(graph_of("verified-by"), ["Shore"], "N") == {"Y"}


# which moves are legal ---------------------------------------------------------------------


def test_after() -> None:
    """The sale needs the road to begin with, and not afterwards."""
    graph = graph_of("after")
    assert graph.count == 4
    assert ends(graph, ["Hill"], "NN") == set()
    assert ends(graph, ["Hill"], "YN") == {"YY"}
    assert ends(graph, ["Hill", "Shore"], "NN") == set()
    assert ends(graph, ["Shore"], "YY") == {"NY"}


def test_needs() -> None:
    """There is no state with the market and without the road."""
    graph = graph_of("needs")
    assert graph.members() == ("NN", "YN", "YY")
    assert ends(graph, ["Shore"], "YY") == set()


def test_slow() -> None:
    """The walls cannot be part of an exchange; if they were not slow, they would be."""
    assert joint(graph_of("slow"), "NN") == []
    text = FILES["slow"].read_text(encoding="utf-8").replace(", slow: true", "")
    assert joint(detente.compile(detente.loads(text)), "NN") == [("walls", "trade")]


def test_channel() -> None:
    """The truce comes only with the envoy, who may come with it."""
    graph = graph_of("channel")
    assert joint(graph, "NN") == [("envoy", "truce")]
    assert ("truce",) in joint(graph_of("channel", without=["channel.1"]), "NN")


# what parties want -------------------------------------------------------------------------


def test_kinds() -> None:
    """Four statements, of three kinds, count in the order written."""
    party = conflict_of("kinds").party("Hill")
    kinds = [getattr(statement, "kind", "") for statement in party.prefers]
    assert kinds == ["red line", "demand", "want", "want"]
    graph = graph_of("kinds")
    assert graph.compare("Hill", "NNNN", "YYYY") == "better"
    assert graph.compare("Hill", "NYNN", "NNYY") == "better"
    assert graph.compare("Hill", "NNYN", "NNNY") == "better"


def test_any_order() -> None:
    """Truce without grain and grain without truce cannot be compared; both is better."""
    graph = graph_of("any-order")
    assert graph.compare("Hill", "YNN", "NYN") == "unknown"
    assert graph.compare("Hill", "YYN", "NYN") == "better"
    assert graph.compare("Hill", "YNY", "YNN") == "better"
    assert detente.stability(graph).unknown_order == ("Hill",)


def test_ranking() -> None:
    """Ties are the same, `others` stands for the rest, `much` divides."""
    graph = graph_of("ranking")
    assert graph.compare("Hill", "NY", "YN") == "same"
    assert graph.compare("Hill", "YY", "NY") == "better"
    assert graph.compare("Hill", "NY", "NN") == "much better"
    assert graph.compare("Shore", "YY", "NN") == "same"
    assert graph.compare("Shore", "NN", "YN") == "better"


def test_weights() -> None:
    """A road (3) outweighs a market without a toll (2.5), and a toll costs something."""
    graph = graph_of("weights")
    assert graph.compare("Hill", "YNN", "NNY") == "better"
    assert graph.compare("Hill", "NNY", "NYY") == "better"
    assert graph.compare("Hill", "NYN", "NYY") == "same"


def test_strength() -> None:
    """Without the dam is much better, with the market merely better."""
    graph = graph_of("strength")
    assert graph.compare("Hill", "NN", "YY") == "much better"
    assert graph.compare("Hill", "NY", "NN") == "better"


def test_floor() -> None:
    """The floor is kept as the party's own."""
    assert conflict_of("floor").party("Hill").floor == ("toll",)
    assert conflict_of("floor").party("Shore").floor is None


# on what terms -----------------------------------------------------------------------------


def test_conditions() -> None:
    """No exchange suits both terms; without either of them one would."""
    assert joint(graph_of("conditions"), "NNY") == []
    assert joint(graph_of("conditions", without=["Shore.c1"]), "NNY") == [("herd", "ransom")]
    steps = [
        str(getattr(c, "step", "")) for c in conflict_of("conditions").party("Hill").conditions
    ]
    assert steps == ["herd", "not guard"]


def test_positions() -> None:
    """With the position no deal, without it road for market."""
    assert joint(graph_of("positions"), "NNN") == []
    assert ("road", "market") in joint(graph_of("positions", without=["toll-first"]), "NNN")


def test_ids() -> None:
    """Items can be left out by an id of their own or by their place."""
    for item in ("open-road", "Hill.s2", "Shore.c1", "rule.1", "one-of-them"):
        assert graph_of("ids", without=[item]).selection.without == (item,)
    with pytest.raises(detente.WrongUse):
        graph_of("ids", without=["Hill.s1"])


# what there is -----------------------------------------------------------------------------


def test_logic() -> None:
    """The words bind as the reference says."""
    graph = graph_of("logic")
    order = ("toll", "road", "market", "raid")

    def state(*options: str) -> str:
        return "".join("Y" if option in options else "N" for option in order)

    # (not raid and road) or market, rather than: not raid and (road or market)
    assert graph.compare("Hill", state("market", "raid"), state("toll")) == "better"
    # toll implies (road implies market), rather than: (toll implies road) implies market
    assert graph.compare("Hill", state("toll"), state()) == "worse"
    # two of the three are at least two, one is not
    assert graph.compare("Hill", state("road", "market"), state("road")) == "better"


def test_facts() -> None:
    """A fact stands for its formula wherever it is named."""
    graph = graph_of("facts")
    assert graph.compare("Hill", "NYN", "NNN") == "better"
    assert graph.compare("Hill", "NNN", "YNN") == "better"
    told = detente.describe(conflict_of("facts")).to_text()
    assert "'Peace between the towns' is the case exactly where" in told


def test_rules() -> None:
    """Three states are left; a definition is no assumption, a rule is one."""
    assert graph_of("rules").members() == ("NNN", "YNN", "YYN")
    assert [rule.basis.definition for rule in conflict_of("rules").rules] == [True, False, False]
    assert "NNY" in graph_of("rules", without=["rule.3"]).members()


def test_named_states() -> None:
    """All states with the plan abandoned are one, and no way leads out of it."""
    graph = graph_of("named-states")
    assert graph.count == 5
    assert ends(graph, ["Shore"], "YNN") == {"abandoned"}
    assert ends(graph, ["Hill"], "abandoned") == ends(graph, ["Shore"], "abandoned") == set()


def test_explicit_graph() -> None:
    """Moves are those listed, and need not be transitive."""
    graph = graph_of("explicit-graph")
    assert ends(graph, ["Shore"], "talks") == {"deal"}
    assert ends(graph, ["Shore"], "standoff") == set()
    assert detente.stability(graph).equilibria["nash"].states == ("deal",)


def test_targets_and_outcome() -> None:
    """Targets are kept by name; what happened is a state with a date, and how it came about."""
    conflict = conflict_of("targets-and-outcome")
    assert [target.name for target in conflict.targets] == ["passage", "fair"]
    assert conflict.outcome is not None
    assert (conflict.outcome.state, conflict.outcome.date.text) == ("YY", "2031")  # type: ignore[union-attr]
    assert [[str(step) for step in bundle] for bundle in conflict.outcome.steps] == [
        ["road"],
        ["toll"],
    ]
    assert conflict.outcome.given_up == ("free-passage",)


# when --------------------------------------------------------------------------------------


def test_epochs() -> None:
    """From June on the toll comes first, and the condition is gone."""
    before, after = graph_of("epochs"), graph_of("epochs", epoch=date(2030, 6, 1))
    assert before.compare("Hill", "NY", "YN") == "worse"
    assert after.compare("Hill", "NY", "YN") == "better"
    assert joint(before, "NN") == []
    assert ("road",) in joint(after, "NN")


def test_time() -> None:
    """Durations are in days, windows in dates, and a wish is marked as one."""
    conflict = conflict_of("time")
    survey, road = conflict.option("survey"), conflict.option("road")
    assert (survey.takes.low, survey.takes.high) == (14, 21)  # type: ignore[union-attr]
    assert [window.wish for window in road.windows] == [False, False, True]
    assert road.windows[0].end.last == date(2030, 11, 30)  # type: ignore[union-attr]


# according to whom -------------------------------------------------------------------------


def test_quotations() -> None:
    """Words and paraphrases are kept apart, with speaker and date."""
    mayor = conflict_of("quotations").quotation("mayor")
    assert mayor.text.startswith("the road will open")
    assert mayor.paraphrase == ""
    assert re.fullmatch("sha256:0{64}", conflict_of("quotations").quotation("gossip").passage)
    source = conflict_of("quotations").source("gazette")
    assert (FILES["quotations"].parent / source.file).exists()


def test_perspectives() -> None:
    """The observer's wish is heard by default, not by officials; the traveller sees the road open."""
    assert stable(graph_of("perspectives"), "Hill", "nash") == {"YY"}
    assert stable(graph_of("perspectives", perspective="officials"), "Hill", "nash") == {"NY", "YY"}
    traveller = graph_of("perspectives", perspective="traveller")
    assert traveller.status_quo == "NY"
    assert stable(traveller, "Hill", "nash") == {"YN", "YY"}


def test_only_in() -> None:
    """The hard reading closes what the mild one leaves open."""
    assert joint(graph_of("only-in"), "N") == [("road",)]
    assert joint(graph_of("only-in", perspective="hard"), "N") == []


def test_disputed() -> None:
    """The words against an item are kept beside those for it."""
    (statement,) = conflict_of("disputed").party("Shore").prefers
    assert statement.basis.against == ("no-they-do-not",)  # type: ignore[union-attr]


def test_confidential() -> None:
    """The mark is on the statement told in private, and on nothing else."""
    marks = [item.basis.confidential for item in conflict_of("confidential").party("Hill").prefers]  # type: ignore[union-attr]
    assert marks == [False, True]
