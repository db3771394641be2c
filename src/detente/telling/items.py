"""Every item that counts in a selection, as a sentence by its id."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses import saying
from detente.analyses.assuming import supported
from detente.analyses.wording import Words, short_words
from detente.graph.selecting import Selection


def items_said(selection: Selection) -> dict[str, str]:
    """Return the sentence of every item that an answer can name, by its id."""
    words = short_words(selection.conflict)
    found = {item.id: item.text for item in supported(selection, words)}
    found |= {rule.id: saying.rule(words, rule) for rule in selection.rules}
    return found | dict(_guards(selection, words))


def _guards(selection: Selection, words: Words) -> Iterator[tuple[str, str]]:
    for option in selection.options:
        if option.needs is not None:
            yield f"{option.name}.needs", saying.needs(words, option)
        if option.after is not None:
            yield f"{option.name}.after", saying.after(words, option)
        if option.undone_when is not None:
            yield f"{option.name}.undone_when", saying.switched_off(words, option)
