"""The last section of a brief, in each of its forms: every source, and every quotation by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.conflict.basis import Quotation

from .brief_forms import Form
from .rows import Rows, Said
from .say_brief_wants import quotation_numbers
from .scene import Scene

say = Rows("brief", covers=("briefing/markdown.py", "briefing/terminal.py"))

NONE = "The file names no source."


@say.part("## Sources and quotations", "The file names no source.", "*({voice}, in our words)*")
def sources(scene: Scene, said: Said) -> bool:
    raise AssertionError("`sources_right` compares the whole section")


def sources_right(scene: Scene, form: Form, ending: str) -> Iterator[str]:
    """Yield that a form does not list the sources and quotations of the file, each as it is there."""
    told = [re.sub(r"\\(.)", r"\1", text) if ending == ".md" else text for text in form.sources]
    expected = list(_listed(scene, ending))
    if [text for text in told if text] != expected:
        wrong = [text for text in told if text and text not in expected]
        yield f"not the sources of the file ({ending or 'terminal'}): {wrong or told}"


def _listed(scene: Scene, ending: str) -> Iterator[str]:
    conflict = scene.conflict
    numbers = quotation_numbers(scene)
    titles = [source.title for source in conflict.sources]
    for source in conflict.sources:
        alike = titles.count(source.title) > 1 and source.title != source.name
        called = f"{source.title} ({source.name})" if alike else source.title
        about = ", ".join(filter(None, (source.author, source.publisher, source.date)))
        if ending == ".md":
            page = f"<{source.url}>" if re.match("https?://", source.url) else source.url
            yield f"### {called}"
            yield from filter(None, [" ".join(filter(None, (about, page)))])
        elif ending == ".html":
            yield called
            yield from filter(None, [". ".join(filter(None, (about, source.url)))])
        else:
            yield f"{called}. {about}".rstrip(". ") + "."
        for quotation in conflict.quotations:
            if quotation.source == source.name:
                yield _quoted(quotation, numbers[quotation.name], ending)
    if not conflict.sources:
        yield NONE


def _quoted(one: Quotation, number: int, ending: str) -> str:
    """Return a quotation as it is listed; in quotation marks if the words are those of the source."""
    words = " ".join((one.text or one.paraphrase).split())
    marked = f"\u201c{words}\u201d" if one.text else words
    by = ", ".join(filter(None, (one.speaker, one.date)))
    ours = "" if one.text else "in our words"
    if ending == ".md":
        form = ", ".join(filter(None, (one.voice, ours)))
        said = ": ".join(filter(None, (by, marked)))
        return f'<a id="q{number}"></a>{number}. {said} *({form})*'
    form = ", ".join(filter(None, (by, one.voice)))
    if ending == ".html":  # the marks are set where it is shown
        return f"{number} {words}{f' ({ours})' if ours else ''}{form}"
    return f"{number} {marked} ({form})"
