"""Clauses: said that, vowed to, criticised, called for; and the verb behind what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evidence.reading.parsing.governed import behind, naming, objects, purpose
from detente.evidence.reading.parsing.grammar import (
    Stretch,
    Token,
    can_speak,
    children,
    holder,
    infinitive,
    name_of,
    passive,
    runs,
    subtree,
    supposed,
    trimmed,
)
from detente.evidence.reading.parsing.sentences import words_of
from detente.evidence.reading.saying import verbs
from detente.evidence.reading.saying.denying import accused, disowned, not_so, withheld
from detente.evidence.reading.saying.said import Said

# ..., he said, although it would be late
_GOES_ON = frozenset(
    ["if", "unless", "because", "though", "although", "lest", "than", "whether", "provided"]
)
_OTHERWISE = re.compile(r"[\s,;]*(?:otherwise|or else|unless|failing which|if not)\b")


def clauses(doc: Token, text: str) -> Iterator[Said]:
    """Yield what the verbs of a paragraph bring in."""
    for verb in words_of(doc):
        if verb.pos_ in {"VERB", "AUX"} and not verb.is_space:
            yield from _of_verb(verb, text)


def _of_verb(verb: Token, text: str) -> Iterator[Said]:
    lemma = verb.lemma_.lower()
    denied = not_so(verb)
    if lemma in verbs.SILENT and denied:
        return
    if disowned(verb) in {"denied", "doubted"} or accused(verb) is not None:
        return  # it is told in the words of whoever denies it, doubts it or accuses
    speaker = holder(verb)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in {"refuse", "decline", "fail"}:
        clause = None
    else:
        governs = lemma in verbs.CLAUSE or _makes_clear(verb)
        clause = _clause(verb) if governs and not supposed(verb) else None
    if clause is not None:
        if lemma not in verbs.SPEECH | {"make"} and (speaker is None or not can_speak(speaker)):
            return
        yield from _told(verb, clause, speaker, text, denied=denied)
        return
    if verb.dep_ == "parataxis" and lemma in verbs.CLAUSE and _has_own(verb, speaker):
        inner = {t.i for t in subtree(verb)}
        tokens = [t for t in subtree(verb.head) if t.i not in inner]
        yield from _before(verb, verb.head, tokens, name_of(speaker, [verb]), speaker, text)
        return
    if infinitive(verb) or supposed(verb):
        return
    found: tuple[str, list[Token]] | None = None
    if lemma in verbs.WILL:
        found = purpose(verb)
    if found is None and lemma in verbs.NAMING:
        found = naming(verb)
    if found is None and lemma in verbs.SMALL:
        found = behind(verb, verbs.SMALL[lemma])
    if found is None and lemma in verbs.OBJECT:
        found = objects(verb)
    if found is None or speaker is None or not can_speak(speaker):
        return
    if denied and withheld(verb):
        return
    rule, tokens = found
    if verb.tag_ == "VBG" and lemma in verbs.CITING and rule == "verb with object":
        rule = "citing"
    yield from _said(rule, verb, tokens, speaker, text, denied=denied)


def _has_own(verb: Token, speaker: Token | None) -> bool:
    """Tell whether a verb has a speaker of its own, and not that of the clause around it."""
    return speaker is not None and speaker.head == verb and verb.head.pos_ in {"VERB", "AUX"}


def _clause(verb: Token) -> Token | None:
    """Return the top of the clause that a verb of saying governs, or None."""
    for child in verb.children:
        if (
            child.dep_ == "ccomp"
            and child.lower_ not in {"clear", "plain"}
            and (child.pos_ in {"VERB", "AUX"} or _has_subject(child))
        ):
            if child.i < verb.i and _apart(child, verb):
                continue
            if (
                passive(verb)
                and child.i < verb.i
                and not any(t.dep_ == "agent" for t in verb.children)
            ):
                continue
            return child
    return next((child for child in verb.children if _stands_alone(child, verb)), None)


def _makes_clear(verb: Token) -> bool:
    """Tell whether a verb is that of `made clear that`."""
    return verb.lemma_ == "make" and any(
        child.lower_ in {"clear", "plain"} for child in verb.children
    )


def _stands_alone(child: Token, verb: Token) -> bool:
    """Tell whether a clause with `that` goes with a verb of saying: said on Monday only that."""
    return (
        child.dep_ == "advcl"
        and child.i > verb.i
        and verb.lemma_ in verbs.SPEECH
        and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
    )


def _apart(clause: Token, verb: Token) -> bool:
    """Tell whether a semicolon stands between a clause and the verb behind it."""
    return any(token.text == ";" for token in verb.doc[clause.i : verb.i])


def _has_subject(token: Token) -> bool:
    return bool(children(token, "nsubj", "nsubjpass", "expl", "csubj", "cop", "mark"))


def _told(
    verb: Token, clause: Token, speaker: Token | None, text: str, *, denied: bool
) -> Iterator[Said]:
    tokens = subtree(clause, lambda child: not (_adds(child) or _breaks_out(child)))
    source = name_of(speaker, [verb]) if speaker is not None else []
    own = {verb.i, *(t.i for t in source)}
    if clause.i < verb.i:
        yield from _before(verb, clause, tokens, source, speaker, text)
        return
    tokens = [t for t in tokens if t.i not in own]
    while tokens and tokens[-1].dep_ == "cc":
        tokens.pop()
    content = _stretches(
        text, _without_day(verb, clause, [t for t in tokens if t.i > verb.i]) or tokens
    )
    if content:
        content = _with_threat(text, content, verb)
        thought = verb.lemma_ in verbs.THOUGHT and verb.lemma_ not in verbs.SPEECH
        rule = "verb of thinking" if thought else "clause of a verb of saying"
        yield Said(rule, content, _stretches(text, source), _cue(verb), verb, speaker, "", denied)


def _without_day(verb: Token, clause: Token, tokens: list[Token]) -> list[Token]:
    """Return a clause without a day that stands right behind the verb: said on Tuesday it would."""
    subjects = [c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}]
    if not tokens or tokens[0].i != verb.i + 1 or not subjects:
        return tokens
    ahead = verb.doc[verb.i + 1 : subjects[0].left_edge.i]
    days = [t for t in ahead if t.ent_type_ in {"DATE", "TIME"}]
    if not days or any(t.is_punct for t in ahead) or len(ahead) > len(days) + 2:
        return tokens
    return [t for t in tokens if t.i >= subjects[0].left_edge.i]


def _breaks_out(child: Token) -> bool:
    """Tell whether a joined verb is the speaker's own deed again: said it would wait, but ruled out."""
    above, before = child.head, child.left_edge.i - 1
    if child.dep_ != "conj" or child.tag_ not in {"VBD", "VBZ"} or above.dep_ != "ccomp":
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in child.children):
        return False
    while before > above.i and child.doc[before].dep_ == "cc":
        before -= 1
    lemma = child.lemma_.lower()
    tells = lemma in verbs.CLAUSE | verbs.WILL | frozenset(verbs.SMALL)
    return tells and child.doc[before].text == "," and child.tag_ == above.head.tag_


def _adds(child: Token) -> bool:
    """Tell whether a participle goes on with what somebody says: ..., adding that."""
    before = child.left_edge.i - 1
    return (
        child.tag_ == "VBG"
        and child.dep_ == "advcl"
        and child.lemma_ in verbs.SPEECH
        and before >= 0
        and child.doc[before].text == ","
    )


def _with_threat(text: str, content: tuple[Stretch, ...], verb: Token) -> tuple[Stretch, ...]:
    """Return a content with the `otherwise ...` behind it, which parsers leave outside."""
    start, end = content[-1]
    if not _OTHERWISE.match(text, end):
        return content
    stop = trimmed(text, (start, int(verb.sent.end_char)))
    return (*content[:-1], stop if stop and stop[1] > end else (start, end))


def _before(
    verb: Token,
    clause: Token,
    tokens: list[Token],
    source: list[Token],
    speaker: Token | None,
    text: str,
) -> Iterator[Said]:
    """Yield what stands around a parenthesis: ..., he said, ..."""
    if speaker is None or speaker.i in {t.i for t in tokens}:
        return
    if any(c.i > verb.i and c.pos_ == "NOUN" and not can_speak(c) for c in children(verb, "dobj")):
        return  # capital rules the economy: that is done, not said
    own = {verb.i, *(t.i for t in source)}
    for child in verb.children:
        if child == clause or child.dep_ in {"ccomp", "punct"}:
            continue
        late = child.dep_ == "advcl" and child.i > verb.i
        if late and any(c.lower_ in _GOES_ON for c in child.children) and _comma(verb, child):
            tokens = tokens + subtree(child)
            continue
        own |= {t.i for t in subtree(child)}
    kept = sorted((t for t in tokens if t.i not in own), key=lambda t: int(t.i))
    content = _stretches(text, kept)
    if content:
        yield Said(
            "parenthetical verb of saying",
            content,
            _stretches(text, source),
            _cue(verb),
            verb,
            speaker,
        )


def _comma(verb: Token, child: Token) -> bool:
    before = child.left_edge.i - 1
    return bool(before > verb.i and verb.doc[before].text == ",")


def _said(
    rule: str, verb: Token, tokens: list[Token], speaker: Token, text: str, *, denied: bool
) -> Iterator[Said]:
    source = name_of(speaker, [verb])
    own = {verb.i, *(t.i for t in source)}
    content = _stretches(
        text, [t for t in tokens if t.i not in own and not (rule == "named as" and _empty(t))]
    )
    if content:
        yield Said(rule, content, _stretches(text, source), _cue(verb), verb, speaker, "", denied)


def _empty(token: Token) -> bool:
    """Tell whether a word only stands for what is named: what he called a mistake."""
    return token.tag_ in {"WP", "WDT"} and token.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj"}


def _stretches(text: str, tokens: list[Token]) -> tuple[Stretch, ...]:
    found = (trimmed(text, stretch) for stretch in runs(tokens))
    return tuple(
        stretch for stretch in found if stretch and any(c.isalnum() for c in text[slice(*stretch)])
    )


def _cue(verb: Token) -> Stretch:
    return verb.idx, verb.idx + len(verb.text)
