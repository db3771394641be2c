"""Languages: English, or said not to be."""

from __future__ import annotations

import pytest

from .making import PARTISAN, SENTENCE, WIRE, document


@pytest.mark.parametrize("text", [PARTISAN, WIRE, SENTENCE])
def test_english(text: str) -> None:
    """English prose is full of its small words."""
    found = document(text)
    assert found.language == "en"
    assert found.skipped == ()


@pytest.mark.parametrize(
    "text",
    [
        (
            "Der Rat im Norden hat am Dienstag gesagt, dass er die Schleuse im Mai öffnen will, und "
            "die Städte im Süden haben ohne Bedingungen Gesprächen darüber zugestimmt."
        ),
        (
            "De raad in het noorden zei dinsdag dat de sluis in mei open moet, en de steden in het "
            "zuiden zijn het er over eens dat er zonder voorwaarden over wordt gesproken."
        ),
        (
            "Rådet i nord sa tirsdag at det vil ha slusen åpnet i mai, og byene i sør har sagt ja til "
            "å holde samtaler om det for at alle skal få være med uten vilkår."
        ),
        (
            "Le conseil du nord a dit mardi qu'il veut ouvrir l'écluse en mai, et les villes du sud "
            "ont accepté de tenir des pourparlers à ce sujet sans conditions."
        ),
        "북부 평의회는 화요일 5월에 수문을 열기를 원한다고 말했다. " * 5,
    ],
)
def test_not_english(text: str) -> None:
    """It is loaded all the same, and the reader is told."""
    found = document(text)
    assert found.language == ""
    assert found.text == text
    assert any("not look English" in sentence for sentence in found.skipped)


def test_too_short_to_tell() -> None:
    """A line is taken for English, and that is said."""
    found = document("The sluice stays closed.")
    assert found.language == ""
    assert "too short" in found.skipped[0]
