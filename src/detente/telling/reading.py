"""What was read in documents, as plain text: who said what, in whose voice, how surely.

It is listed under those whose words it is.  What observers and the outlet say of a party stands
by itself, and so does what happened: nobody of those spoke for the party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from detente.analyses.wording import counted, joined
from detente.evidence.readings import DocumentRead, Readings
from detente.evidence.reviewing.naming import told_by
from detente.evidence.reviewing.proposals import NO_PARTY, Proposal, ordered, proposals_in
from detente.telling.tables import wrapped

READ_APART = ("title", "byline", "caption")
LEFT_OUT = ("duplicate", "boilerplate")


def readings_text(found: Readings) -> str:
    """Return what was read, document by document, by who speaks, the most certain first."""
    parts = [document_text(one) for one in found.documents]
    number = len(found.documents)
    if number > 1:
        proposals = [p for one in found.documents for p in proposals_in(one, glosses=True)]
        parts.append(wrapped(f"In {number:,} documents: {_counts(proposals)}."))
    return "\n\n".join(parts)


def document_text(one: DocumentRead) -> str:
    """Return what was read in one document."""
    proposals = ordered(proposals_in(one, glosses=True))
    parts = ["\n".join(_head(one, proposals))]
    whose: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        whose.setdefault(_whose(proposal), []).append(proposal)
    # a stable order: parties as they are, then those who are none
    for heading in sorted(whose, key=lambda one: _LAST.index(one) if one in _LAST else -1):
        group = sorted(whose[heading], key=lambda p: -p.confidence)
        parts.append("\n".join([heading, *(line for p in group for line in _lines(p))]))
    return "\n\n".join(parts)


OBSERVERS = "Observers"
OUTLET = "The outlet itself"
EVENTS = "What happened, or is to happen"
_OTHERS = {"observer": OBSERVERS, "gloss": OUTLET}
_LAST = (NO_PARTY, OBSERVERS, OUTLET, EVENTS)


def _whose(p: Proposal) -> str:
    """Return under whom a proposal is listed: those whose words it is."""
    if p.kind == "event":
        return EVENTS
    return _OTHERS.get(p.voice, p.party)


def _head(one: DocumentRead, proposals: list[Proposal]) -> Iterator[str]:
    told = told_by(one)
    about = [told[key] for key in ("title", "outlet", "byline", "date") if told[key]]
    yield wrapped(f"{one.file}: {', '.join(about) or 'it does not say what it is'}", hanging="  ")
    if not told["date"]:
        yield "  It gives no day on which it appeared."
    blocks = one.answer.get("blocks")
    kinds = Counter(str(block["kind"]) for block in (blocks if isinstance(blocks, list) else ()))
    read = [counted(kinds[kind], kind) for kind in READ_APART if kinds[kind]]
    apart = f", apart from them {joined(read)}" if read else ""
    out = [counted(kinds[kind], *_BLOCK.get(kind, (kind,))) for kind in LEFT_OUT if kinds[kind]]
    left = f"; left out: {joined(out)}" if out else ""
    if kinds:
        yield wrapped(
            f"Read: {counted(kinds['body'], 'paragraph')}{apart}{left}.", indent="  ", hanging="  "
        )
    for key in ("skipped", "notes"):
        lines = one.answer.get(key)
        for line in lines if isinstance(lines, list) else ():
            yield wrapped(f"{line}", indent="  ", hanging="  ")
    model = one.answer.get("model")
    by = f", with {model['name']} {model['version']}" if isinstance(model, Mapping) else ""
    yield wrapped(f"Found: {_counts(proposals)}{by}.", indent="  ", hanging="  ")


_BLOCK = {
    "duplicate": ("repeated paragraph",),
    "boilerplate": ("line of the page", "lines of the page"),
}
_MANY = {"gloss": "glosses"}


def _counts(proposals: list[Proposal]) -> str:
    """Return how many utterances, stances and events there are, and how many have questions."""
    kinds = Counter[str](p.kind for p in proposals)
    listed = ["utterance", "stance", "event", *(["gloss"] if kinds["gloss"] else [])]
    told = joined([counted(kinds[kind], kind, _MANY.get(kind, "")) for kind in listed])
    asked = sum(bool(p.questions) for p in proposals)
    return f"{told}, {asked:,} of {len(proposals):,} with open questions" if proposals else told


def _lines(p: Proposal) -> Iterator[str]:
    """Yield one proposal: who, what, the exact words, how surely, and what is asked."""
    direct = p.form == "direct" and p.kind != "event"
    quoted = f"\u201c{p.words}\u201d" if direct else p.words
    who = ", ".join(filter(None, (p.speaker, p.office)))
    if p.kind == "event":
        who, voice = joined(p.holders), ""
    else:
        on = p.voice in _OTHERS and joined(p.about)
        voice = f"{p.voice} on {on}" if on else p.voice
    told = ", ".join(filter(None, (p.what, who, voice, p.date or p.when)))
    sure = f"{p.confidence:.2f}"
    if p.kind == "utterance" and p.form != "direct":
        told = f"{told}, {p.form}"
    yield wrapped(f"{sure} {told}: {quoted}", indent="  ", hanging="        ")
    for term in p.terms:
        yield wrapped(f"on terms: {term}", indent="        ", hanging="          ")
    if p.addressee:
        yield wrapped(f"to {p.addressee}", indent="        ", hanging="          ")
    for question in p.questions:
        yield wrapped(f"? {question}", indent="        ", hanging="          ")
