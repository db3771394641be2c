"""Cut items out of the text of a conflict file; what stays, stays as it was written.

The cuts are made in the text itself, not in a rewritten copy of it: no other tool then decides
which comment belongs to which item.  Where an item goes, the comments that touch it go too:
those beside it, inside it, and in the lines directly above and below.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.errors import Place, Problem, short
from detente.language.codes import problem
from detente.language.emitting import Tree, emit, flow, inline
from detente.language.giveaways import Giveaway, Lookout, giveaways
from detente.language.loading import loads
from detente.language.spans import Branch, Entry, Leaf, comments, plain, simple, spans
from detente.language.withholding import Withholding, withholding
from detente.language.written import NAME, Written, written

_SPACES = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Public:
    """A text without its confidential items, how many were withheld, and what gives them away.

    Each of `leaks` is a place of the file as it was given, where words of a withheld field stand.
    """

    text: str
    count: int
    leaks: tuple[Problem, ...] = ()


def without_confidential(text: str, *, file: str = "<text>") -> tuple[str, int]:
    """Return the text of a conflict file without its confidential items, and their number.

    What mentions a withheld option, fact, state, party or source is withheld as well; a
    withheld quotation leaves the lists that name it.  States lose the letters of withheld
    options.  A text without anything confidential is returned unchanged.

    Raises ConflictProblems if the text is no conflict file, NoAnswer if nothing is left of it.
    """
    public = withhold(text, file=file)
    return public.text, public.count


def withhold(text: str, *, file: str = "<text>") -> Public:
    """Return the public part of a conflict file; see `without_confidential`."""
    loads(text, file=file)
    clean = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    as_given = simple(clean)
    if not as_given:
        # anchors and aliases cannot be cut; the file is written anew, without comments
        clean = emit(_whole(clean))
    root = spans(clean)
    found = withholding(root)
    if not found.count:
        return Public(text, 0)
    cuts = None if root.flow else _Cuts(clean, comments(clean, root))
    if cuts is not None:
        _branch(cuts, root, found)
    words = list(written(root, found.gone))
    lookout = Lookout(_sought(words, cuts))
    if cuts is None:
        cut = emit(_plain(root, found))
    else:
        _cut_comments(cuts, lookout)
        cut = cuts.result()
    # what is handed out has to load; a problem here is better than a broken file there
    loads(cut, file=file)
    leaks = [
        _leak(one, kept, _place(clean, kept.start, file) if as_given else Place(file, 1, 1))
        for kept in words
        if not kept.withheld
        for one in lookout.found(kept.text)
    ]
    return Public(cut, found.count, tuple(leaks))


def _leak(one: Giveaway, kept: Written, place: Place) -> Problem:
    told = f"'{short(one.words)}' stands in {kept.path}, and in {one.field}, which is withheld"
    return problem("C001", place, told)


def _place(text: str, start: int, file: str) -> Place:
    before = text.rfind("\n", 0, start)
    return Place(file, text.count("\n", 0, start) + 1, start - before)


def _whole(text: str) -> dict[str, Tree]:
    tree = plain(spans(text))
    assert isinstance(tree, dict)
    return tree


# cutting ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cuts:
    """The stretches to cut, and what is put in at some places."""

    text: str
    comments: list[tuple[int, int]]
    away: list[tuple[int, int]] = field(default_factory=list)
    put: list[tuple[int, str]] = field(default_factory=list)

    def replace(self, start: int, end: int, words: str) -> None:
        self.away.append((start, end))
        self.put.append((start, words))

    def result(self) -> str:
        """Return the text with everything done."""
        marks = sorted(self.put)
        parts: list[str] = []
        at = 0
        for start, end in [*_united(self.away), (len(self.text), len(self.text))]:
            parts.append(self.text[at : max(start, at)])
            while marks and marks[0][0] < max(end, 1):
                parts.append(marks.pop(0)[1])
            at = end
        return "".join(parts)

    # lines -------------------------------------------------------------------------------

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return the end of a line, its line break included."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def alone(self, start: int) -> bool:
        """Tell whether nothing but space stands before `start` on its line."""
        return not self.text[self.line_start(start) : start].strip()

    def comment_in_line(self, start: int) -> tuple[int, int] | None:
        """Return the comment that fills the line that starts at `start`."""
        first = _SPACES.match(self.text, start)
        at = first.end() if first else start
        found = bisect_left(self.comments, (at, at))
        if found < len(self.comments) and self.comments[found][0] == at:
            return self.comments[found]
        return None

    # entries -----------------------------------------------------------------------------

    def remove(self, entry: Entry, next_kept: Entry | None) -> None:
        """Cut one entry of a block, with the comments that touch it."""
        if next_kept is not None and not self.alone(entry.start):
            # it shares its line with a dash: what follows takes its place
            self.away.append((entry.start, next_kept.start))
            return
        start = self.line_start(entry.start)
        end = self.with_comments_below(self.line_end(entry.end), entry.start - start)
        while start and self.comment_in_line(self.line_start(start - 1)):
            start = self.line_start(start - 1)
        self.lines(start, end)

    def lines(self, start: int, end: int) -> None:
        """Cut whole lines; no two empty lines stay where there was one on either side."""
        before = self.text[self.line_start(start - 1) : start] if start else ""
        while not before.strip() and self.text[end : end + 1] == "\n":
            end += 1
        self.away.append((start, end))

    def empty(self, entry: Entry, nothing: str) -> None:
        """Write `nothing` in place of a block, with the comments that touch what was in it."""
        end = self.line_end(entry.end)
        column = entry.start - self.line_start(entry.start)
        self.away.append((entry.after, self.with_comments_below(end, column)))
        self.put.append((entry.after, f" {nothing}\n"))

    def with_comments_below(self, end: int, column: int) -> int:
        """Return the end with the comments directly below, and those further in than `column`."""
        touching = True
        at = end
        while at < len(self.text):
            found = self.comment_in_line(at)
            blank = not self.text[at : self.line_end(at)].strip()
            if not found and not blank:
                break
            touching = touching and not blank
            if touching or (found is not None and found[0] - at > column):
                end = self.line_end(at)
            at = self.line_end(at)
        return end

    def comments_cut(self) -> Iterator[tuple[int, int]]:
        """Yield the comments of which something is cut."""
        away = _united(self.away)
        for start, end in self.comments:
            at = bisect_left(away, (end, 0)) - 1
            if at >= 0 and away[at][1] > start:
                yield start, end

    def comment(self, block: list[tuple[int, int]]) -> None:
        """Cut comments in lines that follow each other; a line of their own goes with them."""
        (start, end), *more = block
        if self.alone(start):
            self.lines(self.line_start(start), self.line_end(block[-1][0]))
            return
        self.away.append((len(self.text[:start].rstrip(" \t")), end))
        if more:
            self.comment(more)


def _plain(root: Branch, found: Withholding) -> dict[str, Tree]:
    tree = plain(root, found.gone, found.new)
    assert isinstance(tree, dict)
    return tree


def _sought(words: list[Written], cuts: _Cuts | None) -> Iterator[Giveaway]:
    """Yield what would give something away: words of what is cut, and of comments cut with it."""
    withheld = [one for one in words if one.withheld]
    if cuts is not None:
        for start, end in cuts.comments_cut():
            line = cuts.text.count("\n", 0, start) + 1
            said = cuts.text[start:end].strip("# ")
            withheld.append(
                Written(f"the comment in line {line}", "note", said, start, withheld=True)
            )
    called = {NAME, "name", "aliases"}
    known = (
        one.text
        for one in words
        if not one.withheld and one.path.startswith("parties.") and one.field in called
    )
    return giveaways(withheld, known)


def _cut_comments(cuts: _Cuts, lookout: Lookout) -> None:
    """Cut what gives something away far from it."""
    for block in list(_comment_blocks(cuts)):
        said = " ".join(cuts.text[start:end].strip("# ") for start, end in block)
        if lookout.found(said):
            cuts.comment(block)


def _branch(cuts: _Cuts, branch: Branch, found: Withholding) -> None:
    for number, entry in enumerate(branch.entries):
        if entry in found.gone:
            rest = branch.entries[number + 1 :]
            cuts.remove(entry, next((one for one in rest if one not in found.gone), None))
        elif isinstance(entry.value, Leaf):
            if entry.value in found.new:
                words = inline(found.new[entry.value], flow=True)
                cuts.replace(entry.value.start, entry.value.end, words)
        elif not _touched(entry.value, found):
            continue
        elif entry.value.flow:
            tree = plain(entry.value, found.gone, found.new)
            cuts.replace(entry.value.start, entry.value.end, flow(tree))
        elif all(inner in found.gone for inner in entry.value.entries):
            # the list stays, and says that it is empty
            cuts.empty(entry, "{}" if entry.value.is_mapping else "[]")
        else:
            _branch(cuts, entry.value, found)


def _touched(value: Branch | Leaf, found: Withholding) -> bool:
    if isinstance(value, Leaf):
        return value in found.new
    return any(entry in found.gone or _touched(entry.value, found) for entry in value.entries)


def _united(spans_: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches that overlap or meet as one, in order."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans_):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _comment_blocks(cuts: _Cuts) -> Iterator[list[tuple[int, int]]]:
    """Yield the comments, those of which one goes on in the next line together."""
    block: list[tuple[int, int]] = []
    for start, end in cuts.comments:
        if block and cuts.text[block[-1][1] : start].strip(" \t") != "\n":
            yield block
            block = []
        block.append((start, end))
    if block:
        yield block
