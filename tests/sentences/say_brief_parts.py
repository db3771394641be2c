"""The words of a brief that claim nothing by themselves, and where they are judged.

Titles of sections are read where a brief is taken apart, heads of tables and clauses by the rows of
the tables and sentences that they stand in.
"""

from __future__ import annotations

from .rows import Rows, Said
from .scene import Scene

say = Rows("brief", covers=("briefing/building.py", "briefing/content.py"))


@say.part("In short", "What changed", "Where it stands and where it rests",
          "Who wants what, on what terms", "What stands in the way", "Who differs from whom",
          "What would unlock it", "In which order it could be done", "According to whom",
          "What could move it", "Time and changes of office", "Who said what when",
          "What no source says", "How this was computed", "Sources and quotations",
          "{title}: in the Markdown and the page.")  # fmt: skip
def titles(scene: Scene, said: Said) -> bool:
    raise AssertionError("read by `brief_forms`; `brief_judging` tells which of them have to be")


@say.part("A brief by Détente", "others in the file: {names}", "preferences of {date}",
          "another status quo than the file's, as asked")  # fmt: skip
def subtitle(scene: Scene, said: Said) -> bool:
    raise AssertionError("read by `brief_judging`")


@say.part("In the page and with --full: every wish, {n:int} quotations, and: {titles}.",
          "{n:int} wishes, in the page.")  # fmt: skip
def short_form(scene: Scene, said: Said) -> bool:
    raise AssertionError("the short form has tests of its own")


@say.part("Since the older file")
def changed(scene: Scene, said: Said) -> bool:
    raise AssertionError("what changed is told by `compare` too, and judged there")


@say.part("what it means", "what blocks it", "who needs it so",
          "single positions that would be enough", "not established", "others not established",
          "nothing: it holds at the status quo already",
          "no state satisfies it, whatever anybody wants")  # fmt: skip
def cells(scene: Scene, said: Said) -> bool:
    raise AssertionError("read with their tables")


@say.part("come to rest with one of {n:int} states", "lead on through more states than were followed",
          "go round without end between these states ({states}), or between {n:int} states",
          ", or in {n:int} other circles", ", or in {n:int} other circle",
          "no longer open: {moves}", "open as well: {moves}", "the status quo would rest",
          "moves that each mover prefers would {where}")  # fmt: skip
def leading(scene: Scene, said: Said) -> bool:
    raise AssertionError("read by `brief_words.leads`, and what would move by `say_brief_moves`")


@say.part("that between {pair}", "everybody but {who}, who only ratifies,", "the term \u201c{what}",
          "'together' were asked for instead of 'first' in {names}", "everything at once",
          "everything upfront by {who}", "as much upfront by {who} as is legal",
          "better or worse off than today: the file leaves that open", "as well off as today",
          "all others", ", or without {title}")  # fmt: skip
def clauses(scene: Scene, said: Said) -> bool:
    raise AssertionError("read by the rows of their sentences")
