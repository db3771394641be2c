"""The sections `options` and `states` of a written file."""

from __future__ import annotations

from collections.abc import Sequence

from detente.conflict.logic import Formula, to_text
from detente.conflict.options import Coalition, NamedState, Option
from detente.conflict.time import Duration, Window, parse_duration
from detente.language.emitting import Plain, Tree
from detente.language.reading_options import default_undone_by
from detente.language.writing_items import TRUE, basis_of, kept, names_of


def option_of(option: Option) -> Tree:
    """Return one option; who can undo it only where the reader would not fill it in."""
    undone = None
    if option.undone_by != default_undone_by(option.by):
        undone = _coalitions(option.undone_by)
    windows = [_window(window) for window in option.windows]
    return {
        **kept({"label": option.label}),
        "by": _coalitions(option.by),
        **kept(
            {
                "undone_by": undone,
                "undone_when": _text(option.undone_when),
                "needs": _text(option.needs),
                "after": _text(option.after),
                "slow": TRUE if option.slow else None,
                "takes": _duration(option.takes) if option.takes else None,
                "window": windows[0] if len(windows) == 1 else windows,
                "ratified_by": names_of(option.ratified_by),
                "verified_by": option.verified_by,
            }
        ),
        **basis_of(option.basis),
    }


def _text(formula: Formula | None) -> Tree | None:
    return None if formula is None else to_text(formula)


def _coalitions(coalitions: Sequence[Coalition]) -> Tree:
    if not coalitions:
        return "nobody"
    if len(coalitions) == 1:
        return names_of(coalitions[0])
    return {"any_of": tuple(names_of(coalition) for coalition in coalitions)}


def _duration(duration: Duration) -> Tree:
    read = parse_duration(duration.text)
    told = read is not None and (read.low, read.high) == (duration.low, duration.high)
    text = Plain(duration.text if told else f"{duration.low}..{duration.high} days")
    rest = basis_of(duration.basis)
    return {"duration": text, **rest} if rest else text


def _window(window: Window) -> Tree:
    rest = {
        **kept({"party": window.party, "wish": TRUE if window.wish else None}),
        **basis_of(window.basis),
    }
    start, end = (Plain(day.text) if day else None for day in (window.start, window.end))
    if rest or start is None or end is None:
        return {**kept({"from": start, "until": end}), **rest}
    return start if start == end else Plain(f"{start}..{end}")


def named_state_of(state: NamedState) -> Tree:
    """Return one entry of `states`: its label or formula alone where that is all."""
    rest = basis_of(state.basis)
    if state.formula is None:
        return {**kept({"label": state.label}), **rest} if rest or not state.label else state.label
    if rest or state.label:
        return {"formula": to_text(state.formula), **kept({"label": state.label}), **rest}
    return to_text(state.formula)
