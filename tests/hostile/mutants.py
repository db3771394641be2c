"""Conflict files that are nearly sound: trees of shipped ones, changed where it hurts.

What is changed is the tree and not its letters: most of them load, and the whole program meets
them.  Everything follows from a seed, so that a failure can be looked at again by its number.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from detente.language.loading import read
from detente.shipped import path_of, slugs

Tree = Any  # mappings, lists and texts
Change = Callable[[Tree, random.Random], None]

CONSTRUCTS = Path(__file__).parents[2] / "docs" / "constructs"
NAME = re.compile(r"[A-Za-z_][\w-]*")
WORDS = ("not", "and", "or", "implies", "iff", "after", "with", "only", "at", "least", "most", "of")
ODD = (
    "", " ", "0", "-1", "1e999", "99999999999999999999", "0.1", "nan", "true", "~", "YN", "N", "Y",
    "nobody", "same", "others", "much", "everything", "not", "not not a", "at least 0 of a, b",
    "at least 99 of a", "exactly 1 of a, a", "a iff a iff a", "()", "a" * 300, "x " * 4000,
    "9999-12-31", "0001-01-01", "2021-02-30", "2021-05-01..2021-04-01", "0 days", "99999 weeks",
    "3..2 days", "1..99999 days", "<script>", "[x](javascript:y)", "{{7*7}}", "%s%n", "$(ls)", "../..",
    "\u202eabc", "a\u200bb", "\ufeff", "e\u0301" * 20, "\U0001f54a", "\u0130", "\ufb01", "\u2028", "|", "#",
    "sha256:00", "file:///dev/zero", "/dev/null", "https://example.org/\u202e",
)  # fmt: skip


@cache
def bases() -> tuple[tuple[str, str], ...]:
    """Return the sound files to start from: their names and texts."""
    files = [(slug, path_of(slug)) for slug in slugs()]
    files += [(one.stem, one) for one in sorted(CONSTRUCTS.glob("*.yaml"))]
    return tuple((name, path.read_text(encoding="utf-8")) for name, path in files if path)


def tree_of(text: str) -> Tree:
    """Return a file as mappings, lists and texts."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def text_of(tree: Tree) -> str:
    """Return the file of a tree."""
    return yaml.dump(tree, allow_unicode=True, sort_keys=False, width=100)


def spots(tree: Tree) -> list[tuple[Tree, Any]]:
    """Return every place of a tree as what it lies in, and its key or number there."""
    found: list[tuple[Tree, Any]] = []
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        found.append((tree, key))
        if isinstance(tree[key], dict | list):
            found += spots(tree[key])
    return found


def copied(tree: Tree) -> Tree:
    """Return a tree that shares nothing with another."""
    if isinstance(tree, dict):
        return {key: copied(value) for key, value in tree.items()}
    return [copied(one) for one in tree] if isinstance(tree, list) else tree


def leaves(tree: Tree) -> list[tuple[Tree, Any]]:
    """Return the places of texts."""
    return [(inside, key) for inside, key in spots(tree) if isinstance(inside[key], str)]


# changes ------------------------------------------------------------------------------------


def gone(tree: Tree, luck: random.Random) -> None:
    """Take something out."""
    inside, key = luck.choice(spots(tree))
    del inside[key]


def twice(tree: Tree, luck: random.Random) -> None:
    """Put something there once more, under another name."""
    inside, key = luck.choice(spots(tree))
    if isinstance(inside, list):
        inside.insert(luck.randint(0, len(inside)), copied(inside[key]))
    else:
        inside[f"{key}-{luck.choice(['too', '2', key[:9]])}"] = copied(inside[key])


def moved(tree: Tree, luck: random.Random) -> None:
    """Put something in the place of something else."""
    (one, key), (other, there) = luck.choice(spots(tree)), luck.choice(spots(tree))
    one[key] = copied(other[there])


def exchanged(tree: Tree, luck: random.Random) -> None:
    """Exchange two texts."""
    (one, key), (other, there) = luck.choice(leaves(tree)), luck.choice(leaves(tree))
    one[key], other[there] = other[there], one[key]


def borrowed(tree: Tree, luck: random.Random) -> None:
    """Take what stands under a key from another file."""
    theirs = tree_of(luck.choice(bases())[1])
    inside, key = luck.choice(spots(theirs))
    same = [(one, k) for one, k in spots(tree) if k == key and isinstance(one, dict)]
    if same and isinstance(inside, dict):
        one, key = luck.choice(same)
        one[key] = copied(inside[key])
    elif isinstance(inside, dict):
        tree[key] = copied(inside[key])


def odd(tree: Tree, luck: random.Random) -> None:
    """Put something odd in the place of a text."""
    inside, key = luck.choice(leaves(tree))
    inside[key] = luck.choice(ODD)


def odd_key(tree: Tree, luck: random.Random) -> None:
    """Call something by an odd name, there alone."""
    inside, key = luck.choice([one for one in spots(tree) if isinstance(one[0], dict)])
    inside[luck.choice(ODD) or "x"] = inside.pop(key)


def renamed(tree: Tree, luck: random.Random) -> None:
    """Call something by another name, everywhere."""
    named = [key for part in ("options", "parties", "facts", "sources", "quotations")
             if isinstance(tree.get(part), dict) for key in tree[part]]  # fmt: skip
    if not named:
        return
    old, new = (
        luck.choice(named),
        luck.choice([*named, *ODD[:30], "party", "not-a", "YNYN", "\u00e9t\u00e9"]),
    )
    whole = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")

    def told(one: Tree) -> Tree:
        if isinstance(one, dict):
            return {whole.sub(lambda _: new, k): told(v) for k, v in one.items()}
        if isinstance(one, list):
            return [told(inner) for inner in one]
        return whole.sub(lambda _: new, one)

    changed = told(tree)
    tree.clear()
    tree.update(changed)


def shuffled(tree: Tree, luck: random.Random) -> None:
    """Bring what is listed into another order."""
    many = [
        one[key] for one, key in spots(tree) if isinstance(one[key], list) and len(one[key]) > 1
    ]
    if many:
        luck.shuffle(luck.choice(many))
    part = tree.get("options")
    if isinstance(part, dict) and luck.random() < 0.5:
        names = list(part)
        luck.shuffle(names)
        tree["options"] = {name: part[name] for name in names}


def wordy(tree: Tree, luck: random.Random) -> None:
    """Let formulas say something else."""
    inside, key = luck.choice(leaves(tree))
    words = [w for one, k in leaves(tree) for w in NAME.findall(one[k][:200]) if len(w) < 30]
    for _ in range(luck.randint(1, 4)):
        joint = luck.choice([" and ", " or ", " implies ", " iff ", " only after ", " only with "])
        inside[key] = luck.choice(
            [f"{inside[key]}{joint}{luck.choice(words or ['a'])}", f"not ({inside[key]})",
             f"at least {luck.randint(0, 3)} of {', '.join(luck.choices(words or ['a'], k=3))}"]
        )  # fmt: skip


def figures(tree: Tree, luck: random.Random) -> None:
    """Exchange digits: other days, times and weights."""
    numbered = [one for one in leaves(tree) if re.search(r"\d", one[0][one[1]])]
    for inside, key in luck.sample(numbered, min(len(numbered), 5)):
        inside[key] = re.sub(r"\d", lambda _: str(luck.randint(0, 9)), inside[key])


def many(tree: Tree, luck: random.Random) -> None:
    """Make a list, or what carries names, much longer."""
    inside, key = luck.choice(
        [*spots(tree), *((tree, k) for k in ("rules", "options") if k in tree)]
    )
    value = inside[key]
    times = luck.choice([5, 40, 400])
    if isinstance(value, list) and value:
        inside[key] = [copied(luck.choice(value)) for _ in range(times)]
    elif isinstance(value, dict) and value:
        names = list(value)
        for number in range(min(times, 60)):
            value[f"{luck.choice(names)}-{number}"] = copied(value[luck.choice(names)])
    elif isinstance(value, str):
        inside[key] = " ".join([value] * times)


def wide(tree: Tree, luck: random.Random) -> None:
    """Add options, and things that are wanted of them, as far as a model may go."""
    options, parties = tree.get("options"), tree.get("parties")
    if not isinstance(options, dict) or not isinstance(parties, dict) or not parties:
        return
    names = list(parties)
    for number in range(luck.randint(1, 20 - min(len(options), 15))):
        by = luck.choice([luck.choice(names), luck.sample(names, min(2, len(names)))])
        options[f"more{number}"] = {"by": by}
        party = parties[luck.choice(names)]
        if isinstance(party, dict) and isinstance(party.get("prefers"), list):
            wish = luck.choice([f"more{number}", f"not more{number}"])
            party["prefers"].insert(luck.randint(0, len(party["prefers"])), wish)


def deep(tree: Tree, luck: random.Random) -> None:
    """Put something in many lists, one in the other."""
    inside, key = luck.choice(spots(tree))
    for _ in range(luck.choice([1, 3, 60])):
        inside[key] = [inside[key]] if luck.random() < 0.7 else {"any_order": [inside[key]]}


CHANGES: tuple[Change, ...] = (
    gone, twice, moved, exchanged, borrowed, odd, odd_key, renamed, shuffled, wordy, figures, many,
    wide, deep,
)  # fmt: skip


def mutant(seed: int) -> tuple[str, str]:
    """Return a file of that number, and the sound file it comes from.

    Changes that make it no conflict file are mostly taken back: a file that is refused is soon
    done with.
    """
    luck = random.Random(f"mutant {seed}")
    _, base = luck.choice(bases())
    tree = tree_of(base)
    wanted = luck.choice([1, 2, 3, 5])
    for _ in range(4 * wanted):
        changed = copied(tree)
        luck.choice(CHANGES)(changed, luck)
        if changed and (luck.random() < 0.1 or read(text_of(changed))[0] is not None):
            tree = changed
            wanted -= 1
        if not wanted:
            break
    return text_of(tree), base


# what is asked about one ----------------------------------------------------------------------

FORMS = ("yaml", "csv", "json", "gmcr")


def calls(seed: int, tree: Tree) -> Iterator[list[str]]:
    """Yield what is asked about the file `c.yaml` beside the sound `d.yaml`."""
    luck = random.Random(f"calls {seed}")
    parts = tree if isinstance(tree, dict) else {}

    def some(part: str, otherwise: str) -> str:
        listed = parts.get(part)
        return luck.choice([*listed]) if isinstance(listed, dict) and listed else otherwise

    to = luck.choice([some("targets", "t"), some("options", "a"), f"not {some('options', 'a')}"])
    one, other = some("parties", "A"), some("parties", "B")
    questions = [
        ["describe", "c.yaml"],
        ["states", "c.yaml", *luck.choice([[], ["--party", one], ["--where", to]])],
        ["stability", "c.yaml", *luck.choice([[], ["--against", "d.yaml"], ["--party", one]])],
        ["roadmaps", "c.yaml", "--to", to],
        ["blockers", "c.yaml", "--to", to],
        ["unlocks", "c.yaml", "--to", to],
        ["perspectives", "c.yaml", "--to", to],
        ["robustness", "c.yaml", "--to", to],
        ["compare", *luck.sample(["c.yaml", "d.yaml"], 2)],
        ["backtest", "c.yaml"],
        ["differences", "c.yaml", *luck.choice([[], [one, other], [one, other, "--to", to]])],
        ["timeline", "c.yaml"],
        ["brief", "c.yaml", "--out", "-", *luck.choice([[], ["--full"], ["--to", to]])],
        ["export", "c.yaml", "--as", luck.choice(FORMS), *luck.choice([[], ["--public"]])],
        ["review", "review.yaml", "--into", "c.yaml"],
        ["new", "made.yaml"],
    ]
    yield ["check", "c.yaml", *luck.choice([[], ["--json"], ["--assumptions"]])]
    words = luck.choice(questions)
    json = words[0] != "new" and "-" not in words and luck.random() < 0.3
    yield [*words, *(["--json"] if json else [])]
