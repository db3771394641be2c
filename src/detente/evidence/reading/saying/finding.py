"""Paragraphs to finds: all rules, one after the other, and what goes on across paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from detente.evidence.documents.document import Document, Span
from detente.evidence.reading.parsing.grammar import Stretch
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parsing.quoting import Paragraph, Quote, quotes
from detente.evidence.reading.saying.clauses import clauses
from detente.evidence.reading.saying.cues import Spoken, announced
from detente.evidence.reading.saying.idle import idle
from detente.evidence.reading.saying.phrases import phrases
from detente.evidence.reading.saying.quotes import attributed
from detente.evidence.reading.saying.said import CONFIDENCE, Said
from detente.evidence.reading.saying.turns import Turn, turns
from detente.evidence.reading.saying.utterance import Form

_WORD = re.compile(r"\w+")
RECENT = 300  # finds looked at for one that goes on in the next paragraph
# a heading says in short what the body tells; only what it quotes or reports outright is kept
_HEADLINES = frozenset(
    {
        "parenthetical verb of saying",
        "quotation with a verb of saying",
        "clause of a verb of saying",
        "according to",
        "name before a colon",
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Find:
    """A find in the document: where it was said, its form, and where its speaker stands.

    The paragraph of the speaker may be an earlier one than that of the first words.
    """

    said: Said
    paragraph: Parsed
    spoken_in: Parsed
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    form: Form
    confidence: float

    @property
    def words(self) -> tuple[int, int]:
        """Return where the content begins and ends."""
        return self.content[0].start, self.content[-1].end


def finds(
    document: Document, parsed: Sequence[Parsed]
) -> tuple[tuple[Find, ...], tuple[Quote, ...]]:
    """Return everything said in a document, in order, and all of its quotations."""
    marked = quotes(document.text, [Paragraph(p.number, p.offset, p.end) for p in parsed])
    script = turns(parsed)
    found: list[Find] = []
    quoted = {number: list(some) for number, some in groupby(marked, key=_numbered)}
    for paragraph in parsed:
        here = quoted.get(paragraph.number, [])
        before = parsed[paragraph.number - 1] if paragraph.number else None
        turn = script.get(paragraph.number)
        if turn is not None and not turn.asks:
            found = _in_turn(document, paragraph, turn, here, found)
        else:
            found = _with(document, paragraph, before, here, found, asks=turn is not None)
    return tuple(sorted(found, key=_in_order)), marked


def _numbered(quote: Quote) -> int:
    return quote.number


def _in_order(find: Find) -> tuple[tuple[int, int], int, str]:
    return find.words, find.said.cue[0] if find.said.cue else -1, find.said.rule


def _with(
    document: Document,
    paragraph: Parsed,
    before: Parsed | None,
    here: list[Quote],
    found: list[Find],
    *,
    asks: bool = False,
) -> list[Find]:
    """Return the finds so far with those of one more paragraph; `asks` if it is an interviewer's."""
    spoken = [
        Spoken(q.start - paragraph.offset, q.end - paragraph.offset, q.words, q.continues)
        for q in here
    ]
    said_here = [*clauses(paragraph.doc, paragraph.text), *phrases(paragraph.doc, paragraph.text)]
    said_here = [one for one in said_here if not idle(one, paragraph.text)]
    said_here = attributed(paragraph.doc, paragraph.text, spoken, _best(said_here))
    if asks:
        said_here = [said for said in said_here if _of_others(said)]
    if paragraph.kind == "title":
        said_here = [said for said in said_here if said.rule in _HEADLINES]
    result = list(found)
    for said in said_here:
        earlier = _told_late(paragraph, said, spoken, result)
        if earlier is not None:
            one = _find(document, paragraph, said, here, paragraph)
            longer = (*result[earlier].content, *one.content)
            result[earlier : earlier + 1] = [replace(one, content=longer)]
            continue
        if not said.source:
            joined = _across(paragraph, before, said, spoken, result)
            if joined is not None:
                result = joined
                continue
        result.append(_find(document, paragraph, said, here, paragraph))
    return result


def _of_others(said: Said) -> bool:
    """Tell whether an interviewer reports what others said, and does not ask it: the envoy said ..."""
    if said.verb is None or said.speaker is None or not said.source:
        return False
    asked = said.verb.sent.text.rstrip("\u201d\"\u2019' ").endswith("?")
    return not asked and said.speaker.lower_ not in {"i", "we", "you"}


def _in_turn(
    document: Document, paragraph: Parsed, turn: Turn, here: list[Quote], found: list[Find]
) -> list[Find]:
    """Return the finds so far with a turn of a transcript, or with a turn that goes on."""
    if turn.name is not None:
        said = Said("transcript", (turn.words,), (turn.name,), None)
        return [*found, _find(document, paragraph, said, here, paragraph)]
    last = max(n for n, one in enumerate(found) if one.said.rule == "transcript")
    longer = (*found[last].content, paragraph.span(*turn.words))
    return [*found[:last], replace(found[last], content=longer), *found[last + 1 :]]


def _told_late(
    paragraph: Parsed, said: Said, spoken: Sequence[Spoken], found: Sequence[Find]
) -> int | None:
    """Return the number of the find that goes on here, where whoever speaks is told at last."""
    start = said.content[0][0]
    if not said.source or not any(q.continues and 0 <= start - q.start <= 2 for q in spoken):
        return None
    waiting = [
        n
        for n, f in enumerate(found)
        if f.paragraph.number == paragraph.number - 1
        and f.said.rule in {"quotation goes on", "floating quotation"}
        and f.said.verb is None
    ]
    return waiting[-1] if waiting else None


def _best(said: Sequence[Said]) -> list[Said]:
    """Return the finds without those whose words another find by the same verb, or one that is
    more certain, holds already.
    """
    kept: list[Said] = []
    for one in sorted(said, key=lambda s: (-CONFIDENCE[s.rule], s.content[0][0])):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda s: s.content[0][0])


def _same(one: Said, other: Said) -> bool:
    if (one.cue and other.covers(*one.cue)) or (other.cue and one.covers(*other.cue)):
        return False  # the one tells the other: both are kept
    shared = sum(other.covers(*stretch) for stretch in one.content)
    return shared >= 0.8 * max(one.size, other.size)


def _across(
    paragraph: Parsed,
    before: Parsed | None,
    said: Said,
    spoken: Sequence[Spoken],
    found: list[Find],
) -> list[Find] | None:
    """Return the finds with a quotation that goes on from the paragraph before, or None.

    A quotation that was not closed goes on; one that is a paragraph of its own is by whoever
    spoke last in the paragraph before, which is then asked.
    """
    start, end = said.content[0]
    cue = (
        None
        if before is None or paragraph.text[:start].strip()
        else announced(before.doc, before.text, ())
    )
    if before is not None and cue is not None:
        one = Said(
            "quotation with a verb of saying",
            said.content,
            cue.source,
            cue.stretch,
            cue.verb,
            cue.speaker,
        )
        source = _spans(before, cue.source)
        add = Find(
            one,
            paragraph,
            before,
            _spans(paragraph, said.content),
            source,
            "direct",
            CONFIDENCE[one.rule],
        )
        return [*found, add]
    recent = range(max(0, len(found) - RECENT), len(found))
    number = max(
        (n for n in recent if found[n].paragraph.number == paragraph.number - 1),
        key=lambda n: found[n].words,
        default=None,
    )
    alone = not _WORD.search(paragraph.text[:start]) and not _WORD.search(paragraph.text[end:])
    goes_on = any(q.continues and q.start == start for q in spoken)
    if (
        number is None
        or paragraph.kind != "body"
        or not (goes_on or not paragraph.text[:start].strip())
    ):
        return None
    last = found[number]
    if goes_on and last.form != "indirect":
        longer = (*last.content, *_spans(paragraph, said.content))
        return [
            *found[:number],
            replace(last, content=longer, paragraph=paragraph),
            *found[number + 1 :],
        ]
    speakers = [
        f
        for f in (found[n] for n in recent)
        if f.paragraph.number == paragraph.number - 1
        and f.source
        and f.said.rule not in {"noun of saying", "verb with object"}
    ]
    if not speakers or not (alone or goes_on):
        return None
    last = max(speakers, key=lambda f: f.said.cue or f.words)
    ask = "The paragraph names no speaker: is it by whoever spoke in the one before?"
    rule = "quotation goes on" if last.form != "indirect" else "floating quotation"
    one = Said(rule, said.content, last.said.source, None, None, last.said.speaker, ask)
    add = Find(
        one,
        paragraph,
        last.spoken_in,
        _spans(paragraph, said.content),
        last.source,
        "direct",
        CONFIDENCE[rule],
    )
    return [*found, add]


def _find(
    document: Document, paragraph: Parsed, said: Said, here: Sequence[Quote], spoken_in: Parsed
) -> Find:
    content = tuple(_marked(span, here) for span in _spans(paragraph, said.content))
    confidence = (
        CONFIDENCE[said.rule] * (0.8 if said.denied else 1) * (0.8 if not said.source else 1)
    )
    if paragraph.kind != "body":
        confidence = min(confidence, CONFIDENCE["headline"])
    form = _form(document.text, content, here) if said.rule != "transcript" else "direct"
    return Find(
        said,
        paragraph,
        spoken_in,
        content,
        _spans(spoken_in, said.source),
        form,
        round(confidence, 2),
    )


def _marked(span: Span, here: Sequence[Quote]) -> Span:
    """Return a span with the quotation marks right beside it."""
    start, end = span.start, span.end
    for quote in here:
        if quote.start < end and start < quote.end:
            start = quote.start if 0 < start - quote.start <= 2 else start
            end = quote.end if 0 < quote.end - end <= 3 else end
    return Span(start, end)


def _form(text: str, content: Sequence[Span], here: Sequence[Quote]) -> Form:
    """Return whether all, some or none of what was said stands in quotation marks."""
    words = [m.start() for span in content for m in _WORD.finditer(text, span.start, span.end)]
    quoted = sum(any(q.start <= w < q.end for q in here) for w in words)
    return "direct" if quoted == len(words) else "mixed" if quoted else "indirect"


def _spans(paragraph: Parsed, stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    return tuple(paragraph.span(start, end) for start, end in stretches)
