"""Quotations and who speaks them: the verb beside, before or behind, and what goes on from it.

Asked in this order: a verb right behind the quotation, or right before it; the name behind a
dash; a verb anywhere in the same sentence; the speaker of the quotation before.  What none of
these tells has no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.evidence.reading.parsing.grammar import (
    Stretch,
    Token,
    between,
    can_speak,
    name_of,
    runs,
    trimmed,
)
from detente.evidence.reading.parsing.word_lists import listed
from detente.evidence.reading.saying.cues import Cue, Spoken, cue_of, cues, sentence_after, within
from detente.evidence.reading.saying.phrases import called, dashed
from detente.evidence.reading.saying.said import Said
from detente.evidence.reading.saying.turns import heading

SHORTEST = 5  # words of a quotation that is taken for speech without any verb


_WORD = re.compile(r"[\w\u2019'-]+")


_STOPS = re.compile(r"[.!?][\u201d\"\u2019']*\s")


_MINOR = listed("a an and as at by for from in of on or the to with but nor so yet is ’s")


def attributed(
    doc: Token, text: str, quotes: Sequence[Spoken], known: Sequence[Said]
) -> list[Said]:
    """Return an utterance for each quotation that is speech, those before it continued.

    `known` are the clauses already found; a quotation inside the content of one of them is
    part of it, one that only begins or ends there makes it longer.
    """
    quoted = [(q.start, q.end) for q in quotes]
    telling = cues(doc, text, quoted)
    said: list[Said] = [
        one for one in known if one.verb is None or not within(one.verb.idx, quoted)
    ]
    for number, quote in enumerate(quotes):
        before = (quotes[number - 1].end if number else 0, quote.start)
        after = (quote.end, quotes[number + 1].start if number + 1 < len(quotes) else len(text))
        _place(doc, text, quote, before, after, telling, said)
    return said


def _place(
    doc: Token,
    text: str,
    quote: Spoken,
    before: Stretch,
    after: Stretch,
    telling: Sequence[Cue],
    said: list[Said],
) -> None:
    """Add a quotation to what was said, as part of a find or as a find of its own."""
    size = quote.end - quote.start
    holding = [one for one in said if 10 * one.covers(quote.start, quote.end) >= 9 * size - 20]
    rule, cue = cue_of(doc, text, quote, before, after, telling)
    if holding:
        return
    touching = [
        n
        for n, one in enumerate(said)
        if one.covers(quote.start, quote.end)
        and one.verb is not None
        and (cue is None or one.verb.i == cue.verb.i)
    ]
    if touching:
        n = touching[0]
        said[n] = _longer(said[n], quote)
        return
    if cue is not None:
        same = [
            n
            for n, one in enumerate(said)
            if one.verb is not None
            and one.verb.i == cue.verb.i
            and one.rule in {"quotation with a verb of saying", "parenthetical verb of saying"}
        ]
        if same:
            said[same[-1]] = _longer(said[same[-1]], quote)
            return
        titled = quote.words < SHORTEST and _title(text[quote.start : quote.end])
        if rule == "quotation with a verb of saying" or (quote.words > 2 and not titled):
            said.append(
                Said(
                    rule,
                    ((quote.start, quote.end),),
                    cue.source,
                    cue.stretch,
                    cue.verb,
                    cue.speaker,
                )
            )
        return
    name = called(text, quote.start)
    if name is not None and not heading(text[slice(*name)]):
        said.append(Said("name before a colon", ((quote.start, quote.end),), (name,), None))
        return
    name = dashed(text, quote.end)
    if name is not None:
        said.append(Said("name after a dash", ((quote.start, quote.end),), (name,), None))
        return
    last = _last(said, quote.start)
    near = _subject(doc, text, quote, before, after)
    if last is not None and _another(text, said[last], near, quote):
        last = None
    if last is not None and _goes_on(text, said[last], quote):
        said[last] = _longer(said[last], quote)
        return
    alone = not _WORD.search(text[: quote.start]) and not _WORD.search(text[quote.end :])
    slight = quote.words < SHORTEST or _title(text[quote.start : quote.end])
    announced = last is None and text[: quote.start].rstrip().endswith(":")
    if slight and not (quote.continues or alone or announced):
        return
    if last is not None:
        one = said[last]
        said.append(
            Said(
                "floating quotation",
                ((quote.start, quote.end),),
                one.source,
                None,
                None,
                one.speaker,
                "No verb of saying stands with this quotation: is it by the same speaker?",
            )
        )
        return
    if near is None:
        said.append(Said("floating quotation", ((quote.start, quote.end),), (), None, None, None))
        return
    source = tuple(s for s in (trimmed(text, one) for one in runs(name_of(near, [near.head]))) if s)
    said.append(
        Said(
            "floating quotation",
            ((quote.start, quote.end),),
            source,
            None,
            None,
            near,
            "No verb of saying stands with this quotation: is it by whoever the sentence is about?",
        )
    )


def _subject(doc: Token, text: str, quote: Spoken, before: Stretch, after: Stretch) -> Token | None:
    """Return the subject of the sentence that a quotation without a verb of saying belongs to."""
    ends = text[quote.start : quote.end].rstrip("\u201d\"\u2019'\u00bb ")[-1:]
    behind = sentence_after(doc, after)
    if ends in {",", "!", "?"} or text[quote.end :].lstrip()[:1].islower():
        for token in between(doc, *behind):
            if token.dep_ == "nsubj" and can_speak(token):
                return token
    subjects = [
        t
        for t in between(doc, *before)
        if t.dep_ == "nsubj" and can_speak(t) and t.head.dep_ in {"ROOT", "ccomp", "conj"}
    ]
    return subjects[-1] if subjects else None


def _another(text: str, one: Said, near: Token | None, quote: Spoken) -> bool:
    """Tell whether somebody else comes in between: his deputy was milder, before a quotation."""
    if near is None or near.idx > quote.start or near.pos_ == "PRON":
        return False
    end = max(one.content[-1][1], one.cue[1] if one.cue else 0, *(e for _, e in one.source))
    if near.idx < end or not _STOPS.search(text[end - 3 : near.idx]):
        return False
    told = {word for start, stop in one.source for word in _WORD.findall(text[start:stop])}
    return near.text not in told


def _longer(one: Said, quote: Spoken) -> Said:
    """Return a find with a quotation added to its content."""
    parts = sorted([*one.content, (quote.start, quote.end)])
    joined: list[Stretch] = []
    for start, end in parts:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return Said(
        one.rule,
        tuple(joined),
        one.source,
        one.cue,
        one.verb,
        one.speaker,
        one.question,
        one.denied,
    )


def _last(said: Sequence[Said], place: int) -> int | None:
    """Return the number of the latest find that somebody said before a place."""
    before = [
        (one.content[0][0], n)
        for n, one in enumerate(said)
        if one.source
        and one.content[0][0] < place
        and (one.cue is None or one.cue[0] < place)
        and one.rule
        not in {"noun of saying", "verb with object", "verb with to-clause", "named as"}
    ]
    return max(before)[1] if before else None


def _goes_on(text: str, one: Said, quote: Spoken) -> bool:
    """Tell whether a quotation follows the end of a sentence that somebody said."""
    end = max(one.content[-1][1], one.cue[1] if one.cue else 0, *(e for _, e in one.source))
    between = text[min(end, quote.start) : quote.start]
    ends = list(re.finditer(r"[.!?](?:\s|$)", between))
    return len(ends) <= 1 and len(between) <= 160


def _title(words: str) -> bool:
    """Tell whether quoted words are a title: nearly every one begins with a large letter."""
    found = [w for w in _WORD.findall(words) if w.lower() not in _MINOR]
    return len(found) > 1 and sum(w[0].isupper() for w in found) >= 0.8 * len(found)
