"""Every problem a file can have, by its stable code: what it means and what to do.

The page of problems is made from this table; a code is never given a second meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.errors import Place, Problem, Severity, did_you_mean

MOST_HINTS = 100


class Code(NamedTuple):
    """One kind of problem: `meaning` explains it, `remedy` says what to do."""

    meaning: str
    remedy: str
    severity: Severity = "error"


CODES: dict[str, Code] = {
    "F001": Code("The file cannot be opened.", "Check the path and your permission to read it."),
    "F002": Code("The file is larger than a conflict file can be.", "Split it, or leave texts in the sources."),
    "F003": Code("The file is not UTF-8 text.", "Save it again as UTF-8."),
    "F004": Code("The YAML cannot be read; such a problem is reported alone.", "Mend the line named; where it looks right, look at the line before it."),
    "F005": Code("The file is nested deeper than any conflict needs.", "Flatten it."),
    "F006": Code("The file holds too much once its aliases are written out, or an alias contains itself.", "Write the parts out, or leave some away."),
    "F007": Code("The file is empty or holds more than one document.", "Keep one document in it."),
    "F008": Code("The file uses a YAML tag or a key that is not plain text.", "Remove the tag; write the key as text."),
    "F009": Code("The file was written for a newer version of the format.", "Install a newer Détente."),
    "F010": Code("The file holds what no text needs: a control character, which some terminals obey, or accents without end on one letter.", "Remove it; it often came with pasted text."),
    "S001": Code("A key is not known here.", "Use the key named in the hint, or remove it."),
    "S002": Code("A key occurs twice.", "Keep one of the two."),
    "S003": Code("A key that is needed is missing.", "Add it."),
    "S004": Code("A value has the wrong form: a list where a text belongs, or the like.", "Write it as the hint says."),
    "S005": Code("A value is not one of those possible here.", "Use one of those listed."),
    "S006": Code("A key is reserved for a later version of the format.", "Remove it for now."),
    "S007": Code("Keys that exclude each other stand together.", "Keep one of them."),
    "L001": Code("A formula cannot be read.", "Write names joined by not, and, or, implies and iff, with parentheses."),
    "L002": Code("A condition is not of the form 'STEP only after FORMULA' or 'STEP only with FORMULA'.", "Write, for example, 'ease only after steps' or 'ease only with steps'."),
    "L003": Code("A fact is defined by itself, directly or through others.", "Break the circle."),
    "L004": Code("A fact stands for too long a formula, once the facts it uses are written out.", "Say it in fewer steps, or with 'at least N of'."),
    "N001": Code("A name is not declared.", "Declare it, or mend its spelling."),
    "N002": Code("A name cannot be used: it is a word of the language, or has a wrong form.", "Choose another."),
    "N003": Code("Two things share one name.", "Rename one of them."),
    "N004": Code("A position belongs to another party.", "Use a position of the party itself."),
    "N005": Code("A name clashes with an id made by place, or an id is used twice.", "Choose another id."),
    "N006": Code("Two parties are called alike, or two options, positions or sources, so that a reader cannot tell which is meant; answers name them with their keys.", "Give one of them another name or label.", "warning"),
    "N007": Code("A name, label or formula holds a character that cannot be seen, or one that only looks like a space.", "Remove it, or write a space; it often comes with pasted text.", "warning"),
    "T001": Code("A date, duration or window cannot be read.", "Write 2021, 2021-10 or 2021-10-27; 30..75 days; 2021-10-01..2022-05-09."),
    "T002": Code("A span of time ends before it starts.", "Exchange the two."),
    "T003": Code("Windows or epochs are used and the file has no 'as_of'.", "Add 'as_of', the day on which time starts."),
    "T004": Code("A window, an epoch or the outcome lies before the day on which time starts, and so has no effect.", "Mend its dates, or 'as_of'.", "warning"),
    "P001": Code("A state is not one of this file's: wrong length, letters other than Y and N, or a name not declared.", "Write one letter an option, in option order."),
    "P002": Code("A state is named twice in a ranking.", "Keep it once."),
    "P003": Code("A ranking leaves out states, so how they compare is not known.", "Add them, or 'others'.", "warning"),
    "P004": Code("A party's preferences are given in more than one form.", "Keep one of prefers, ranking, weights."),
    "P005": Code("A red line, demand or condition is out of place: a want cannot have a position.", "Remove the position, or say demand."),
    "M001": Code("No state is possible: the rules contradict each other.", "Drop one of the rules named."),
    "M002": Code("The status quo is not a possible state.", "Mend it, or the rule it breaks."),
    "M003": Code("A key does not go with this kind of model (options, or an explicit graph).", "Remove it."),
    "M004": Code("Something can never happen: an option or a named state never comes about, a step is never taken, or a condition, statement, channel or target never met.", "Check 'by', 'needs' and the rules.", "warning"),
    "M005": Code("The model is too large to be listed state by state, and commands that list states stop at the limit.", "Merge options, or leave some out.", "warning"),
    "M006": Code("A ranked state, or the outcome, is not possible under the rules.", "Remove it from the ranking, or mend the rule.", "warning"),
    "M007": Code("Two named states overlap: one combination of options would be both.", "Make their formulas exclude each other."),
    "M008": Code("The steps of the outcome do not lead from the status quo to its state.", "Mend the steps, or the state.", "warning"),
    "M009": Code("What a party refuses to fall below, its 'floor', is not a possible state.", "Mend the floor, or the rule it breaks."),
    "E001": Code("A quotation does not stand in its source.", "Mend the words, or use 'paraphrase'."),
    "E002": Code("The file of a source cannot be read.", "Check the path; it starts from the folder of the conflict file."),
    "E003": Code("A quotation needs either 'text' or 'paraphrase'.", "Give one of them."),
    "E004": Code("A passage is not a fingerprint.", "Compute it with the command 'cite'."),
    "E005": Code("A passage was not found in the originals.", "Check the words with the command 'cite'.", "warning"),
    "E006": Code("A quotation's words cannot be looked up: its source has no file.", "Add 'file' to the source, or check with '--originals'.", "warning"),
    "G001": Code("The file is not JSON, as a .gmcr file is.", "Save the model again from the program that made it."),
    "G002": Code("The JSON is no .gmcr model.", "Check that it has 'options' and 'decisionMakers'."),
    "G003": Code("A value of a .gmcr file has the wrong form.", "Save the model again from the program that made it."),
    "G004": Code("A .gmcr file names an option or a state that it does not have.", "Options are numbered from 0, states from 1."),
    "G005": Code("The patterns of a .gmcr file leave no state.", "Remove a pattern from 'infeasibles'."),
    "G006": Code("A .gmcr file is larger than can be worked with.", "Leave out what the model can do without."),
    "G007": Code("A .gmcr file is a Python pickle, as old versions of GMCR+ saved them; such a file is not opened, because it could make this program do anything.", "Open it in GMCR+ and save it again."),
    "D001": Code("A document cannot be opened, or no file is called so.", "Check the path and your permission to read it."),
    "D002": Code("A document is larger than can be read.", "Split it, or save the article alone, as text."),
    "D003": Code("A file is of no kind that can be read.", "Save it as text, HTML, Markdown, PDF or .eml; unpack archives first."),
    "D004": Code("A document holds no words.", "Look at it in the program that made it."),
    "D005": Code("A document cannot be read without the extra 'read'.", "Install it with: pip install 'detente[read]'."),
    "D006": Code("A document is broken, or locked.", "Save it again, without a password, in the program that made it."),
    "D007": Code("A link to a folder is not followed, and a file is read once, whatever it is called.", "Name the folder itself, if it is wanted.", "warning"),
    "D008": Code("The reader failed on a document.", "Leave it out, or read its words as text; please report it, since it is a mistake of the program."),
    "R001": Code("Words that were accepted do not stand in their document.", "Mend them with the command 'cite', or reject the proposal."),
    "R003": Code("What an accepted proposal is attached to cannot be read.", "Write US.s3, against US.s3, option NAME, or US.new demand: FORMULA."),
    "R004": Code("The document of an accepted proposal cannot be read.", "Mend 'file' in the review file; it starts from that file's folder."),
    "C001": Code("Words of something confidential stand in a text that is not, however they are written there: in other letters, inflected, or with signs between them. Only `export --public` tells it.", "Say it in other words or mark it as confidential too; '--anyway' writes the file all the same."),
}  # fmt: skip


def problem(code: str, place: Place, message: str, hint: str = "") -> Problem:
    """Return a problem of a known kind; without a hint, the remedy of its kind stands in."""
    kind = CODES[code]
    return Problem(code, place, message, hint or as_hint(kind.remedy), kind.severity)


def as_hint(sentence: str) -> str:
    """Return a sentence as hints are written: without its large letter and its full stop."""
    return f"{sentence[:1].lower()}{sentence[1:]}".removesuffix(".")


def suggestion(
    problems: Sequence[Problem], name: str, known: Iterable[str], *, otherwise: str = ""
) -> str:
    """Return the hint for a name that is not known, `problems` being those found so far.

    Looking for the nearest name takes time; nobody reads a hundred such hints.
    """
    return did_you_mean(name, known, otherwise=otherwise) if len(problems) < MOST_HINTS else ""
