"""Disputes that were frozen before they were asked anything: they are as they were then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

import detente
from detente.conflict.conflict import Conflict, statements
from detente.conflict.fingerprint import fingerprint
from detente.conflict.parties import Condition
from detente.conflict.time import parse_day
from detente.shipped import path_of, slugs

FROZEN = [slug for slug in slugs() if (path_of(slug).parent / "frozen.yaml").exists()]
KEYS = {"target", "until", "frozen", "fingerprint", "changes"}


def frozen(slug: str) -> dict[str, object]:
    """Return what was written down when the file was frozen."""
    text = (path_of(slug).parent / "frozen.yaml").read_text(encoding="utf-8")
    found: dict[str, object] = yaml.safe_load(text)
    return found


def last_day(text: str) -> date:
    """Return the last day that a date can mean."""
    day = parse_day(text)
    assert day is not None, text
    return day.last


def rests_on(conflict: Conflict) -> set[str]:
    """Return the quotations that any item but the outcome rests on, or that speak against it."""
    bases = [conflict.basis]
    for party in conflict.parties:
        bases += [party.basis, *(item.basis for item in statements(party.prefers))]
        bases += [item.basis for item in party.conditions if isinstance(item, Condition)]
        bases += [weight.basis for weight in party.weights]
    for option in conflict.options:
        bases += [option.basis, *(window.basis for window in option.windows)]
        bases += [option.takes.basis] if option.takes else []
    bases += [item.basis for item in (*conflict.rules, *conflict.channels, *conflict.facts)]
    bases += [item.basis for item in (*conflict.targets, *conflict.perspectives, *conflict.epochs)]
    for epoch in conflict.epochs:
        for change in epoch.parties:
            bases += [item.basis for item in statements(change.prefers or ())]
            bases += [c.basis for c in change.conditions or () if isinstance(c, Condition)]
    return {name for basis in bases for name in (*basis.because, *basis.against)}


@pytest.mark.parametrize("slug", FROZEN)
def test_every_change_of_meaning_is_listed(slug: str) -> None:
    """The fingerprint is that of the freeze, or of the last change that is owned up to."""
    noted = frozen(slug)
    assert set(noted) == KEYS
    changes = noted["changes"]
    assert isinstance(changes, list)
    for change in changes:
        assert set(change) == {"date", "reason", "fingerprint"}
        assert len(change["reason"]) > 40
    expected = changes[-1]["fingerprint"] if changes else noted["fingerprint"]
    assert fingerprint(detente.load(slug)) == expected


@pytest.mark.parametrize("slug", FROZEN)
def test_the_target_under_test_is_the_first(slug: str) -> None:
    """Nobody can choose afterwards which target was meant, or until when."""
    conflict, noted = detente.load(slug), frozen(slug)
    assert conflict.targets[0].name == noted["target"]
    assert conflict.as_of is not None
    until = noted["until"]
    assert isinstance(until, date)
    assert until > conflict.as_of.last
    if conflict.outcome is not None:
        assert conflict.outcome.date is not None
        assert conflict.outcome.date.first <= until <= conflict.outcome.date.last


@pytest.mark.parametrize("slug", FROZEN)
def test_the_model_rests_on_nothing_later(slug: str) -> None:
    """What an item rests on was said or published up to the day of the model."""
    conflict = detente.load(slug)
    assert conflict.as_of is not None
    used = rests_on(conflict)
    sources = {source.name: source for source in conflict.sources}
    for quotation in conflict.quotations:
        if quotation.name in used:
            said = quotation.date or sources[quotation.source].date
            assert said, f"{quotation.name} has no date"
            assert parse_day(said).first <= conflict.as_of.last, quotation.name  # type: ignore[union-attr]


@pytest.mark.parametrize("slug", FROZEN)
def test_most_of_it_is_supported(slug: str) -> None:
    """More items stand on a quotation than do not, and every source has a dossier."""
    path = Path(path_of(slug))
    found = detente.check(path)
    assert found.problems == ()
    conflict = detente.load(slug)
    assert all(source.file for source in conflict.sources)
    assert len(found.assumptions) * 2 < len(found.items)
