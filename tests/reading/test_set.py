"""The labelled set: every label stands in its document, and every trap in more than one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reading.labels import (
    DEVELOPMENT,
    KEPT,
    PRACTICE,
    SET,
    cited_of,
    documents,
    labels_of,
    locate,
    occurrences,
    text_of,
)
from tests.reading.tallies import days

PARTS_OF_SET = (DEVELOPMENT, PRACTICE, KEPT)
ALL = [path for folder in PARTS_OF_SET for path in documents(folder)]
NAMES = [f"{path.parent.name}/{path.stem}" for path in ALL]
TRAPS = range(1, 19)

PARTS = ("utterances", "stances", "events")
KEYS = {
    "document": {"traps", "covers", "title", "date", "parties", "people", "own_voice", "either"},
    "utterances": {"content", "source", "form", "speaker", "office", "party", "voice"}
    | {"addressee", "about"},
    "stances": {"kind", "holders", "content", "conditions", "order", "exchange", "negated"}
    | {"hedge", "addressee"},
    "events": {"kind", "status", "participants", "words", "date"},
}
STANCES = {"demand", "reject", "offer", "willing", "want", "warn", "agree", "obstacle"}
EVENTS = {"meet", "agree", "hand over", "suspend", "release", "inspect", "open", "close"} | {
    *("test", "exercise", "attack", "deploy", "sanction", "relieve", "aid", "appoint"),
    *("dismiss", "act"),
}
STATUSES = {"happened", "planned", "conditional", "denied"}
STYLES = {"transcript", "communiqué", "readout", "government statement", "e-mail", "web page"} | {
    "crawl with junk lines"
}
QUOTING = {"odd quote marks", "multi-paragraph quotation", "floating quotation"} | {
    "unclosed quotation"
}
SPEAKING = {"pronoun speaker", "anonymous official", "two same surnames", "former official"} | {
    *("nested holder", "outlet's own voice", "caption", "repeated caption")
}
MEANING = {"conditions", "order words", "exchange", "negated stance", "hedged stance"} | {
    *("planned event", "conditional event", "denied event", "non-event"),
    *("relative dates", "no publication date"),
}


def citations(labels: dict[str, Any]) -> Iterator[Any]:
    """Yield everything that the labels of a document cite."""
    yield labels["title"]
    for utterance in labels["utterances"]:
        yield from utterance["content"]
        if utterance["source"] is not None:
            yield utterance["source"]
    for stance in labels["stances"]:
        yield stance["content"]
        if "hedge" in stance:
            yield stance["hedge"]
        for key in ("conditions", "order", "exchange"):
            yield from (term["words"] for term in stance.get(key, []))
    yield from (event["words"] for event in labels["events"])
    yield from labels.get("own_voice", [])
    for listed in labels.get("either", {}).values():
        yield from listed


def choices(value: str | list[str]) -> list[str]:
    """Return the answers that a label accepts."""
    return [value] if isinstance(value, str) else value


def test_fifteen_to_develop_with_twelve_to_practise_on_and_ten_kept():
    """There are as many documents as the README says, none without labels, none twice."""
    assert [len(documents(folder)) for folder in PARTS_OF_SET] == [15, 12, 10]
    files = [path for folder in PARTS_OF_SET for path in folder.iterdir()]
    assert len(files) == 2 * len(ALL)
    assert len({path.stem[3:] for path in ALL}) == len(ALL)


@pytest.mark.parametrize("document", ALL, ids=NAMES)
def test_short(document: Path):
    """A document has 120 to 350 words."""
    assert 120 <= len(text_of(document).split()) <= 350


@pytest.mark.parametrize("document", ALL, ids=NAMES)
def test_words_stand(document: Path):
    """Every word that the labels cite stands in the document, as written."""
    text = " ".join(text_of(document).split())
    cited = [cited_of(citation)[0] for citation in citations(labels_of(document))]
    assert [words for words in cited if " ".join(words.split()) not in text] == []
    terms = [
        term
        for stance in labels_of(document)["stances"]
        for key in ("conditions", "order", "exchange")
        for term in stance.get(key, [])
    ]
    assert [term for term in terms if not occurrences(term["words"], term["word"])] == []


@pytest.mark.parametrize("document", ALL, ids=NAMES)
def test_cited_once(document: Path):
    """What stands in a document twice is cited with the number of its place."""
    text, labels = text_of(document), labels_of(document)
    cited = [
        *(piece for u in labels["utterances"] for piece in u["content"]),
        *(s["content"] for s in labels["stances"]),
        *(e["words"] for e in labels["events"]),
    ]
    twice = [
        words
        for words, nth in map(cited_of, cited)
        if nth is None and len(occurrences(text, words)) > 1
    ]
    assert not twice
    assert all(locate(text, citation) for citation in cited)


@pytest.mark.parametrize("document", ALL, ids=NAMES)
def test_form_of_labels(document: Path):
    """The labels use the keys and the words of the guide, and name their parties."""
    labels = labels_of(document)
    assert set(labels) <= {*KEYS["document"], *PARTS}
    for part in PARTS:
        assert {key for item in labels[part] for key in item} <= KEYS[part]
    assert set(labels.get("either", {})) <= set(PARTS)
    parties = {party["name"] for party in labels["parties"]}
    assert {u["party"] for u in labels["utterances"] if u.get("party")} <= parties
    for stance in labels["stances"]:
        assert set(choices(stance["kind"])) <= STANCES
    for event in labels["events"]:
        assert set(choices(event["kind"])) <= EVENTS
        assert set(choices(event["status"])) <= STATUSES
        assert not event.get("date") or days(event["date"])
    assert not labels.get("date") or days(labels["date"])


@pytest.mark.parametrize("document", ALL, ids=NAMES)
def test_voices(document: Path):
    """Own words are quoted and a party's, a report is in the outlet's words, an observer has none."""
    for utterance in labels_of(document)["utterances"]:
        match utterance.get("voice"):
            case "own words":
                assert utterance["party"]
                assert utterance.get("form", "mixed") in {"direct", "mixed"}
            case "report":
                assert utterance["form"] == "indirect"
                assert utterance.get("party", "several")
            case "observer":
                assert utterance["party"] is None
            case voice:
                assert voice is None


def test_every_trap_in_each_part():
    """Each trap is met in a document to develop with, in two to practise on, and in a kept one."""
    met = {folder: Counter[int]() for folder in PARTS_OF_SET}
    for path in ALL:
        met[path.parent].update(labels_of(path)["traps"])
    assert [trap for trap in TRAPS if not met[DEVELOPMENT][trap] or not met[KEPT][trap]] == []
    assert [trap for trap in TRAPS if met[PRACTICE][trap] < 2] == []
    assert set(sum(met.values(), Counter[int]())) == set(TRAPS)


def test_everything_else_is_covered():
    """Each further difficulty is met in some document, and nothing is misspelt."""
    met = {name for path in ALL for name in labels_of(path)["covers"]}
    assert met == STYLES | QUOTING | SPEAKING | MEANING


def test_every_kind_of_stance():
    """Each kind of stance stands in every part, and so does each status of an event."""
    for folder in PARTS_OF_SET:
        labels = [labels_of(path) for path in documents(folder)]
        kinds = {kind for item in labels for s in item["stances"] for kind in choices(s["kind"])}
        statuses = {one for item in labels for e in item["events"] for one in choices(e["status"])}
        assert (kinds, statuses) == (STANCES, STATUSES)


def test_counts_in_the_readme():
    """The README tells how much is labelled."""
    readme = (SET / "README.md").read_text(encoding="utf-8")
    for folder in PARTS_OF_SET:
        labels = [labels_of(path) for path in documents(folder)]
        said = [u for item in labels for u in item["utterances"]]
        direct = sum(u.get("form") == "direct" for u in said)
        others = [sum(len(item[part]) for item in labels) for part in ("stances", "events")]
        row = [f"`{folder.name}`", len(labels), len(said), direct, *others]
        assert f"| {' | '.join(map(str, row))} |" in readme
