"""Disputes that were frozen before they were asked anything: they are as they were then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

import detente
from detente.conflict.fingerprint import fingerprint
from detente.shipped import path_of, slugs

FROZEN = [slug for slug in slugs() if (path_of(slug).parent / "frozen.yaml").exists()]
KEYS = {"target", "until", "frozen", "fingerprint", "changes"}


def frozen(slug: str) -> dict[str, object]:
    """Return what was written down when the file was frozen."""
    text = (path_of(slug).parent / "frozen.yaml").read_text(encoding="utf-8")
    found: dict[str, object] = yaml.safe_load(text)
    return found


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
    found = detente.check(Path(path_of(slug)))
    assert found.later == ()
    conflict = detente.load(slug)
    dates = {source.name: source.date for source in conflict.sources}
    assert all(quotation.date or dates[quotation.source] for quotation in conflict.quotations)


@pytest.mark.parametrize("slug", FROZEN)
def test_most_of_it_is_supported(slug: str) -> None:
    """More items stand on a quotation than do not, and every source has a dossier."""
    path = Path(path_of(slug))
    found = detente.check(path)
    assert found.problems == ()
    conflict = detente.load(slug)
    assert all(source.file for source in conflict.sources)
    assert len(found.assumptions) * 2 < len(found.items)
