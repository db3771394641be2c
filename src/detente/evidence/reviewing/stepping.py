"""One proposal after the other, with a person who decides: each decision is in the file at once.

The file is read anew before every question and written whole after every answer, so that nothing
is lost by leaving, and nothing that was written meanwhile is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from detente.conflict.conflict import Conflict
from detente.errors import ConflictProblems, DetenteError, Problem, WrongUse
from detente.evidence.reviewing.attaching import attached, coming, malformed
from detente.evidence.reviewing.loading import loads_review
from detente.evidence.reviewing.records import Record, Value, one_line
from detente.evidence.reviewing.touching import comments_of, text_of, with_text, with_values
from detente.files import may_edit, write_atomically
from detente.language.tree import read_file

ANSWERS = {
    "a": "accept it",
    "r": "reject it",
    "s": "skip it: it goes on waiting",
    "p": "accept it in words of your own",
    "t": "attach it: say what it is for, US.s3 or US.new demand: FORMULA",
    "e": "edit it in your editor",
    "u": "undo the last decision",
    "q": "quit; what is decided is in the file",
}


@dataclass(frozen=True, slots=True)
class Asker:
    """How a person is asked: a line that is answered (None at its end), a text in an editor, and
    how a proposal is put before them: it, what is around it, its number, and how many there are.
    """

    ask: Callable[[str], str | None]
    tell: Callable[[str], None]
    edit: Callable[[str], str | None]
    show: Callable[[Record, list[str], int, int], str]


@dataclass(slots=True)
class _Stepping:
    file: Path
    asker: Asker
    conflict: Conflict | None
    # what was there, and what was written in its place
    written: list[tuple[int, str, str]] = field(default_factory=list)
    text: str = ""

    def run(self) -> None:
        """Ask about one record after the other, until the last, or until the person leaves."""
        self.text = read_file(self.file)
        review = loads_review(self.text, str(self.file))
        names = [one.id for one in review.records if one.status in ("new", "edited")]
        number, shown = 0, -1
        while number < len(names):
            self.text = read_file(self.file)
            records = {one.id: one for one in loads_review(self.text, str(self.file)).records}
            record = records.get(names[number])
            if record is None or (record.status in ("accepted", "rejected") and shown != number):
                number += 1  # somebody has decided it in the file meanwhile
                continue
            if shown != number:
                around = comments_of(self.text, record)
                self.asker.tell(self.asker.show(record, around, number + 1, len(names)))
                shown = number
            answer = self.asker.ask(f"Accept? [{','.join(ANSWERS)},?]")
            if answer is None or answer == "q":
                return
            at = number
            try:
                number = self._answered(answer, record, number)
            except ConflictProblems as error:
                self.asker.tell("\n".join(str(one) for one in error.problems))
            except DetenteError as error:
                self.asker.tell(str(error))
            if number != at or answer in ("e", "t", "u"):
                shown = -1

    def _answered(self, answer: str, record: Record, number: int) -> int:
        """Do what was answered; return the number of the record that comes next."""
        match answer:
            case "a" | "r":
                self._set(number, record, decide={"a": "accept", "r": "reject"}[answer])
            case "s":
                pass
            case "p":
                words = one_line(self.asker.ask("In your words:") or "")
                if not words:
                    return number
                self._set(number, record, paraphrase=words, decide="accept")
            case "t":
                self._attach(number, record, one_line(self.asker.ask("Attach to:") or ""))
                return number
            case "e":
                self._edit(number, record)
                return number
            case "u":
                return self._undone(number)
            case _:
                self.asker.tell("\n".join(f"{key}  {told}" for key, told in ANSWERS.items()))
                return number
        return number + 1

    def _set(self, number: int, record: Record, **values: str | list[str]) -> None:
        self._write(number, with_values(self.text, str(self.file), {record.id: values}))

    def _attach(self, number: int, record: Record, to: str) -> None:
        """Add to what a record is for; it has to be something of the conflict file, if one is named."""
        if not to:
            return
        records = loads_review(self.text, str(self.file)).records
        options = coming(value for one in records for value in one.lists.get("attach", ()))
        value = Value(to, record.place)
        wrong = attached(value, self.conflict, options) if self.conflict else malformed(value)
        if isinstance(wrong, Problem):
            raise WrongUse(f"{wrong.message}; {wrong.hint}")
        listed = list(dict.fromkeys([*record.texts("attach"), to]))
        self._set(number, record, attach=listed)

    def _edit(self, number: int, record: Record) -> None:
        """Have a record edited as it stands in the file; what then cannot be read is not written."""
        new = self.asker.edit(text_of(self.text, record))
        if new is None or not new.strip():
            return
        text = with_text(self.text, record, new)
        loads_review(text, str(self.file))
        self._write(number, text)

    def _undone(self, number: int) -> int:
        """Take the last decision back, if nothing else was written since."""
        if not self.written:
            self.asker.tell("Nothing was decided yet.")
            return number
        at, before, after = self.written[-1]
        if read_file(self.file) != after:
            raise WrongUse("the file was changed since: take it back in the file itself")
        self.written.pop()
        write_atomically(self.file, before)
        return at

    def _write(self, number: int, text: str) -> None:
        if read_file(self.file) != self.text:
            raise WrongUse("the file was changed meanwhile, and is read again: answer once more")
        if text == self.text:
            return
        write_atomically(self.file, text)
        self.written.append((number, self.text, text))


def step(file: str | Path, asker: Asker, *, conflict: Conflict | None = None) -> None:
    """Go through what waits in a review file with a person; every decision is written at once.

    Parameters
    ----------
    conflict : what proposals are attached to; what is nothing of it is refused then.

    Raises ConflictProblems if the file has problems, WrongUse if it cannot be written to.
    """
    if str(file) == "-":
        raise WrongUse("standard input cannot be written to: name a review file")
    if Path(file).is_dir():
        raise WrongUse(f"'{file}' is a folder: name the review file in it")
    may_edit(file)
    _Stepping(Path(file), asker, conflict).run()
