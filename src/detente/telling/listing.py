"""States and moves as text for a terminal: short names in a table, what they stand for below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.analyses.wording import Words, counted, joined, sentence_of, words_of
from detente.graph.model import GraphModel
from detente.telling.tables import table, wrapped

if TYPE_CHECKING:
    from detente.analyses.states import States, StateView


def states_text(graph: GraphModel, found: States, *, limit: int) -> str:
    """Return the answer to the question of states as plain text."""
    words = words_of(graph.conflict)
    parts = [found.asked.title, "", *_head(graph, words, found)]
    if found.start is not None:
        parts += ["", *_moves(words, found, limit)]
    elif found.states:
        parts += ["", table([_row(words, view, found) for view in found.states])]
        if len(found.states) < found.count:
            parts += [f"and {found.count - len(found.states):,} more"]
        parts += [
            *legend(words, (n for view in found.states for n in (*view.options, *view.varying)))
        ]
    elif found.patterns is not None:
        parts += ["", *_patterns(words, found)]
    if found.notes:
        parts += ["", *(wrapped(sentence_of(note)) for note in found.notes)]
    return "\n".join(parts)


def _head(graph: GraphModel, words: Words, found: States) -> list[str]:
    perspective = graph.selection.perspective.name
    said = f"{counted(found.feasible, 'state')} in all; perspective '{perspective}'"
    if found.start is None and found.count != found.feasible:
        where = found.asked.settings["where"]
        said += f"; {counted(found.count, 'state')} where {where}"
    parts = [wrapped(sentence_of(said))]
    if found.last_place and found.start is None:
        parts.append(wrapped("A place counts from 1, the best for the party; equals share it."))
    if found.unknown_order:
        whose = words.parties(found.unknown_order)
        how = "places follow the order written"
        if found.start is not None:
            how = "what that leaves open of a move is told as not known"
        parts.append(wrapped(f"The order of importance is not fully known for {whose}: {how}."))
    return parts


def _row(words: Words, view: StateView, found: States) -> dict[str, object]:
    marks = (["status quo"] if view.status_quo else []) + list(view.targets)
    row: dict[str, object] = {"state": view.state}
    if words.explicit or any(one.label for one in found.states):
        row["what it is"] = view.label or (view.state if words.explicit else "")
    if words.options:
        sure = ", ".join(view.options)
        some = f"in part of it {', '.join(view.varying)}" if view.varying else ""
        row["in effect"] = "; ".join(filter(None, (sure, some))) or "nothing"
    places = {f"{p} (of {found.last_place[p]})": place for p, place in view.places.items()}
    return {**row, **places, "notes": ", ".join(marks)}


def _patterns(words: Words, found: States) -> list[str]:
    assert found.patterns is not None
    if found.count == found.feasible:
        return [
            wrapped(
                f"Too many to list here. Narrow them down with --where, or list them with "
                f"--limit {found.count}."
            )
        ]
    parts = [
        wrapped(
            "Too many to list. These patterns cover them and no other state; - is either, the "
            f"letters stand for {', '.join(words.options)}:"
        )
    ]
    parts += [f"  {pattern}" for pattern in found.patterns.patterns]
    if not found.patterns.complete:
        parts.append("  and more patterns, too many to list")
    return parts


def _moves(words: Words, found: States, limit: int) -> list[str]:
    start = str(found.start)
    where = found.asked.settings["where"]
    to = f" to states where {where}" if where else ""
    said = f"Moves out of {start} ({words.state(start)}){to}: {len(found.moves):,}."
    parts = [wrapped(said)]
    if not found.moves[:limit]:
        return parts
    rows: list[dict[str, object]] = [
        {
            "who": joined(move.parties),
            "steps": ", ".join(move.steps),
            "to": move.to,
            "what it is": words.states.get(move.to, ""),
            "preferred by": ", ".join(move.preferred_by) or "nobody",
            "worse for": ", ".join(move.worse_for) or "nobody",
            "not known for": ", ".join(move.unknown_to),
            "improving": move.improving,
            "not meeting": ", ".join(move.against),
        }
        for move in found.moves[:limit]
    ]
    empty = [name for name in rows[0] if not any(row[name] != "" for row in rows)]
    rows = [{name: row[name] for name in row if name not in empty} for row in rows]
    parts += ["", table(rows)]
    if len(found.moves) > limit:
        parts.append(f"and {len(found.moves) - limit:,} more")
    said = "Improving: everyone who moves prefers it."
    if "not meeting" not in empty:
        said += " Not meeting: declared conditions of those who would act together."
    parts += ["", wrapped(said)]
    names = (step.removeprefix("not ") for move in found.moves[:limit] for step in move.steps)
    return [*parts, *legend(words, names)]


def legend(words: Words, names: Iterable[str]) -> list[str]:
    """Return what the short names stand for, in the order of the file."""
    used = set(names)
    found = [
        f"  {name}: {title}"
        for name, title in words.options.items()
        if name in used and title != name
    ]
    return ["", *found] if found else []
