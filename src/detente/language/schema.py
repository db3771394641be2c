"""What a conflict file may say: one table, from which everything else is made.

The checker, the JSON Schema for editors and the reference page all read `SHAPES`.
"""

from __future__ import annotations

from typing import NamedTuple

from detente.conflict.basis import VOICES

VERSION = 1


class Scalar(NamedTuple):
    """One value written as text; `kind` says how it is read, `choices` limits it."""

    kind: str
    choices: tuple[str, ...] = ()


class ListOf(NamedTuple):
    """A list; `alone` if a single value may stand for a list of one."""

    item: Kind
    alone: bool = False


class MapOf(NamedTuple):
    """Names chosen by the author, each with a value."""

    value: Kind


class Shape(NamedTuple):
    """A mapping with known keys; see `SHAPES`."""

    name: str


class Either(NamedTuple):
    """Any one of several forms, told apart by how they are written."""

    kinds: tuple[Kind, ...]


Kind = Scalar | ListOf | MapOf | Shape | Either


class Field(NamedTuple):
    """One key of a shape: what it holds and what it means."""

    kind: Kind
    doc: str
    required: bool = False


class ShapeTable(NamedTuple):
    """The keys of a shape; `one_of` are keys of which exactly one has to stand there.

    `free` allows one key of the author's own making (the formula of a weight).
    """

    doc: str
    fields: dict[str, Field]
    one_of: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    free: Kind | None = None


TEXT = Scalar("text")
NAME = Scalar("name")
NAMES = ListOf(NAME, alone=True)
FORMULA = Scalar("formula")
DATE = Scalar("date")
TRUTH = Scalar("truth")
STEP = Scalar("step")
STATE = Either((Scalar("state"), ListOf(NAME)))
COALITION = Either((NAME, ListOf(NAME)))
COALITIONS = Either((NAME, ListOf(NAME), Shape("coalitions")))
STATEMENTS = ListOf(Either((FORMULA, Shape("statement"))))
CONDITIONS = ListOf(Either((Scalar("condition"), Shape("condition"))))
CONDITIONS_OR_SAME = ListOf(Either((Scalar("condition or same"), Shape("condition"))))

_BASIS = {
    "because": Field(NAMES, "The quotations this rests on. Without any it is an assumption."),
    "against": Field(NAMES, "Quotations that speak against it; it is then disputed."),
    "note": Field(TEXT, "A remark for readers of the file."),
    "confidential": Field(TRUTH, "`true` to leave it out of `export --public`."),
}
_ONLY_IN = {"only_in": Field(NAMES, "The perspectives that keep it; all others drop it.")}
_ID = {"id": Field(NAME, "A name of its own, for `--without` and for comparisons between files.")}
_POSITION = {"position": Field(NAME, "The position it is conceded with.")}

SHAPES: dict[str, ShapeTable] = {
    "conflict": ShapeTable(
        "The whole file.",
        {
            "detente": Field(
                Scalar("whole", (str(VERSION),)), "Version of the format: 1.", required=True
            ),
            "title": Field(TEXT, "What the conflict is called.", required=True),
            "as_of": Field(DATE, "The day the file describes; time starts here."),
            "summary": Field(TEXT, "One paragraph for somebody who has not heard of it."),
            "sources": Field(MapOf(Shape("source")), "Documents, by a short name."),
            "quotations": Field(MapOf(Shape("quotation")), "What the sources report."),
            "parties": Field(MapOf(Shape("party")), "Who decides, and what each wants.", True),
            "positions": Field(MapOf(Shape("position")), "Items that are conceded together."),
            "options": Field(
                MapOf(Shape("option")),
                "Yes/no courses of action; their order gives the Y/N strings.",
            ),
            "facts": Field(MapOf(Either((FORMULA, Shape("fact")))), "Names for formulas."),
            "rules": Field(ListOf(Either((FORMULA, Shape("rule")))), "Which states can exist."),
            "channels": Field(ListOf(Shape("channel")), "Pairs that need one to act together."),
            "states": Field(
                MapOf(Either((Scalar("state text"), Shape("state")))),
                "With options: states treated as one, by a formula. Without: the states, with a label.",
            ),
            "status_quo": Field(STATE, "The options in effect today, or a Y/N string."),
            "targets": Field(
                MapOf(Either((FORMULA, ListOf(NAME)))),
                "Outcomes somebody aims at: a formula, or a list of states of an explicit graph.",
            ),
            "outcome": Field(Shape("outcome"), "What happened, for back-tests."),
            "epochs": Field(ListOf(Shape("epoch")), "From a date on, other preferences."),
            "perspectives": Field(MapOf(Shape("perspective")), "Choices of sources and voices."),
            "default_perspective": Field(NAME, "Needed as soon as an item has `only_in`."),
            "note": Field(TEXT, "A remark for readers of the file."),
        },
    ),
    "source": ShapeTable(
        "A document.",
        {
            "title": Field(TEXT, "Its title.", required=True),
            "publisher": Field(TEXT, "Who published it."),
            "author": Field(TEXT, "Who wrote it."),
            "date": Field(DATE, "When it appeared."),
            "url": Field(TEXT, "Where it can be found; never fetched."),
            "file": Field(
                TEXT,
                "A file in or below this folder with its text, or our own dossier of it; "
                "words found there are declared.",
            ),
            "note": _BASIS["note"],
            "confidential": _BASIS["confidential"],
        },
    ),
    "quotation": ShapeTable(
        "What a source reports somebody to have said or wanted.",
        {
            "source": Field(NAME, "The source it stands in.", required=True),
            "speaker": Field(TEXT, "Who said it, with office."),
            "party": Field(NAME, "The party the speaker speaks for."),
            "voice": Field(Scalar("text", VOICES), "Whose voice it is.", required=True),
            "about": Field(NAMES, "The parties whose wish is reported."),
            "date": Field(DATE, "When it was said."),
            "text": Field(TEXT, "Verbatim words; `[...]` for words left out."),
            "paraphrase": Field(TEXT, "What it says, in our words."),
            "passage": Field(Scalar("fingerprint"), "Fingerprint of the original words."),
            "note": _BASIS["note"],
            "confidential": _BASIS["confidential"],
        },
        one_of=("text", "paraphrase"),
    ),
    "party": ShapeTable(
        "Who decides: what it wants, most important first, and its declared terms.",
        {
            "name": Field(TEXT, "The name a reader knows."),
            "aliases": Field(ListOf(TEXT, alone=True), "Other names for it."),
            "prefers": Field(STATEMENTS, "Statements, most important first."),
            "ranking": Field(
                ListOf(Either((Scalar("state"), ListOf(Scalar("state"))))),
                "Whole states, best first; an inner list is a tie; `others` is every state not named; "
                "`much` between two entries marks a strong preference.",
            ),
            "weights": Field(ListOf(Shape("weight")), "Formulas with the number each adds."),
            "conditions": Field(CONDITIONS, "Terms on steps: only after, only with."),
            "floor": Field(ListOf(NAME), "What it refuses to fall below on the way."),
            "moves": Field(MapOf(ListOf(NAME)), "In explicit graphs: from a state to states."),
            **_BASIS,
        },
        reserved=("sees",),
    ),
    "statement": ShapeTable(
        "A formula a party wants true.",
        {
            "red line": Field(FORMULA, "Must never become false once true."),
            "demand": Field(FORMULA, "Could be conceded."),
            "want": Field(FORMULA, "Would rather; never conceded."),
            "any_order": Field(
                ListOf(Either((FORMULA, Shape("statement")))),
                "Statements whose order of importance is not known.",
            ),
            **_POSITION,
            "strength": Field(Scalar("text", ("much",)), "`much`: strongly preferred."),
            **_ID,
            **_BASIS,
            **_ONLY_IN,
        },
        one_of=("red line", "demand", "want", "any_order"),
    ),
    "weight": ShapeTable(
        "A formula as key, the number it adds as value.",
        {**_ID, **_BASIS, **_ONLY_IN},
        free=Scalar("number"),
    ),
    "condition": ShapeTable(
        "A declared term on a step.",
        {
            "condition": Field(
                Scalar("condition"),
                "`STEP only after FORMULA` or `STEP only with FORMULA`; a step is an option, or `not` one.",
                required=True,
            ),
            **_POSITION,
            **_ID,
            **_BASIS,
            **_ONLY_IN,
        },
    ),
    "position": ShapeTable(
        "A group of items a party would give up together.",
        {
            "party": Field(NAME, "Whose it is.", required=True),
            "label": Field(TEXT, "What a reader calls it."),
            "note": _BASIS["note"],
            "confidential": _BASIS["confidential"],
        },
    ),
    "option": ShapeTable(
        "A yes/no course of action.",
        {
            "label": Field(TEXT, "What a reader calls it."),
            "by": Field(
                COALITIONS,
                "Who switches it on: a party, a list that acts together, `any_of` such, or `nobody`.",
                required=True,
            ),
            "undone_by": Field(
                COALITIONS,
                "Who switches it off. Left out: its single owner, or any one signatory.",
            ),
            "undone_when": Field(FORMULA, "Must hold before it can be undone."),
            "needs": Field(FORMULA, "Holds wherever the option is in effect."),
            "after": Field(FORMULA, "Must hold before it can be switched on."),
            "slow": Field(TRUTH, "`true`: shares a bundle only with steps of its own owner."),
            "takes": Field(
                Either((Scalar("duration"), Shape("duration"))),
                "How long: `10 days`, `2..3 weeks`.",
            ),
            "window": Field(
                Either(
                    (
                        Scalar("span"),
                        Shape("window"),
                        ListOf(Either((Scalar("span"), Shape("window")))),
                    )
                ),
                "When it may take effect.",
            ),
            "ratified_by": Field(NAMES, "Parties added to every coalition of `by`."),
            "verified_by": Field(TEXT, "Who can confirm the step."),
            **_BASIS,
        },
        reserved=("slices",),
    ),
    "coalitions": ShapeTable(
        "Any one of several coalitions.",
        {"any_of": Field(ListOf(COALITION), "Parties, or lists that act together.", required=True)},
    ),
    "duration": ShapeTable(
        "How long a step takes, with what says so.",
        {"duration": Field(Scalar("duration"), "`30..75 days`.", required=True), **_BASIS},
    ),
    "window": ShapeTable(
        "When a step may take effect.",
        {
            "from": Field(DATE, "First day."),
            "until": Field(DATE, "Last day."),
            "party": Field(NAME, "Whose window it is."),
            "wish": Field(TRUTH, "`true`: reported, not binding."),
            **_BASIS,
        },
    ),
    "fact": ShapeTable(
        "A name for a formula.",
        {
            "formula": Field(FORMULA, "What it stands for.", True),
            "label": Field(TEXT, "What a reader calls it."),
            **_BASIS,
        },
    ),
    "rule": ShapeTable(
        "A formula that holds in every state.",
        {
            "rule": Field(FORMULA, "What holds."),
            "definition": Field(FORMULA, "What holds by the meaning of the words; no assumption."),
            **_ID,
            **_BASIS,
            **_ONLY_IN,
        },
        one_of=("rule", "definition"),
    ),
    "channel": ShapeTable(
        "A pair that needs a channel to act together.",
        {
            "between": Field(ListOf(NAME), "The two parties.", required=True),
            "when": Field(FORMULA, "Must hold in the state they lead to.", required=True),
            **_ID,
            **_BASIS,
            **_ONLY_IN,
        },
    ),
    "state": ShapeTable(
        "A named state.",
        {
            "label": Field(TEXT, "What a reader calls it."),
            "formula": Field(FORMULA, "With options: the states treated as this one."),
            **_BASIS,
        },
    ),
    "outcome": ShapeTable(
        "What happened.",
        {
            "state": Field(STATE, "The state reached.", True),
            "date": Field(DATE, "When."),
            "steps": Field(
                ListOf(Either((STEP, ListOf(STEP)))),
                "The steps that were taken, in their order; a list for those taken together.",
            ),
            "given_up": Field(NAMES, "The positions that were given up on the way."),
            "softened": Field(NAMES, "The positions of which `only after` became `only with`."),
            **_BASIS,
        },
    ),
    "epoch": ShapeTable(
        "From a date on, some parties want other things.",
        {
            "from": Field(DATE, "Its first day.", required=True),
            "title": Field(TEXT, "What a reader calls it."),
            "parties": Field(MapOf(Shape("epoch party")), "What changes.", required=True),
            **_BASIS,
        },
    ),
    "epoch party": ShapeTable(
        "Lists that replace a party's; `same` stands for the previous one.",
        {
            "prefers": Field(STATEMENTS, "The whole new list."),
            "conditions": Field(CONDITIONS_OR_SAME, "The whole new list."),
        },
    ),
    "perspective": ShapeTable(
        "A choice of sources and voices.",
        {
            "sources": Field(NAMES, "Sources it listens to; left out: all."),
            "voices": Field(ListOf(Scalar("text", VOICES), alone=True), "Voices it listens to."),
            "status_quo": Field(STATE, "Where things stand, as it sees them."),
            "note": _BASIS["note"],
        },
    ),
}
