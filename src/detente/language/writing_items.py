"""What every item of a written file shares: its formula, its id, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from detente.conflict.basis import Basis
from detente.conflict.logic import Formula, to_text
from detente.language.emitting import Plain, Tree

TRUE = Plain("true")


def kept(tree: dict[str, Tree | None], *, empty: bool = False) -> dict[str, Tree]:
    """Return what is there; `empty` keeps lists without items, which mean something here."""
    return {
        key: value
        for key, value in tree.items()
        if value is not None and value != "" and (empty or value)
    }


def names_of(names: Sequence[str]) -> Tree:
    """Return one name alone, several in brackets."""
    return names[0] if len(names) == 1 else tuple(names)


def basis_of(basis: Basis) -> dict[str, Tree]:
    """Return what an item rests on, key by key; nothing where it rests on nothing."""
    return kept(
        {
            "because": names_of(basis.because),
            "against": names_of(basis.against),
            "only_in": basis.only_in,
            "note": basis.note,
            "confidential": TRUE if basis.confidential else None,
        }
    )


def own_id(item_id: str, by_place: str) -> str:
    """Return an id that differs from the one its place gives; empty if it is that one."""
    return "" if item_id == by_place else item_id


def id_of(item_id: str) -> dict[str, Tree]:
    """Return the key `id`, where an item has an id of its own."""
    return {"id": item_id} if item_id else {}


def formula_of(
    key: str, formula: Formula, basis: Basis, *, bare: bool = True, item_id: str = ""
) -> Tree:
    """Return a formula alone if nothing else is said of it, else an item with `key`."""
    rest = {**id_of(item_id), **basis_of(basis)}
    return {key: to_text(formula), **rest} if rest or not bare else to_text(formula)
