"""'ease implies (commit or steps)' to a formula, with the place of what is wrong.

The grammar, loosest first (a formula of its own kind needs parentheses where it says "once"):

    formula   = implied ["iff" implied]                       once
    implied   = either ["implies" implied]                    to the right
    either    = both {"or" both}
    both      = denied {"and" denied}
    denied    = "not" denied | "at" "least" NUMBER "of" denied {"," denied} | atom
    atom      = NAME | "(" formula ")"

Written by hand: a general parser costs more at start-up than everything else a small
conflict needs, and its messages do not know the reader's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from detente.conflict.logic import And, AtLeast, Formula, Iff, Implies, Name, Not, Or
from detente.conflict.parties import Order, Step
from detente.errors import character, hidden, shown

WORDS = frozenset({"not", "and", "or", "implies", "iff", "at", "least", "of", "only"})
RESERVED = WORDS | frozenset(
    {"all", "others", "nobody", "same", "much", "true", "false", "any_of", "any_order"}
    | {"after", "with"}
)
LONGEST = 4_000  # characters of one formula
MOST_PARTS = 60  # of one 'at least N of': counting them takes the square of their number
DEEPEST = 60  # parentheses and 'not's inside each other

# After its first letter a name may hold the vowel signs and joiners that many scripts write.
_LETTERS = r"[^\W\d_](?:[\w\-\u200c\u200d]|[^\x00-\x7f\s\u2000-\u206f\u3000-\u303f\uff00-\uff0f])*"
_TOKEN = re.compile(rf"\s*(?:(?P<name>{_LETTERS})|(?P<number>\d+)|(?P<sign>[(),])|(?P<odd>\S))")
_NAME = re.compile(_LETTERS)
_YN = re.compile(r"[YN]+")
_SIGNS = {"!": "not", "&": "and", "|": "or", ">": "implies", "<": "iff", "=": "iff"}


class NotAFormula(Exception):
    """A formula cannot be read; `column` counts from 0 in its text."""

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.column, self.hint = message, column, hint


class Token(NamedTuple):
    """A word or sign of a formula and where it starts."""

    text: str
    column: int
    kind: str


def name_problem(name: str) -> str:
    """Return why `name` cannot name an option, fact or state; empty if it can."""
    if not _NAME.fullmatch(name):
        for index in hidden(name):
            if not _NAME.fullmatch(f"a{name[index]}"):
                return f"it holds {character(name[index])}, which a reader cannot see"
        return "a name is a letter, then letters, digits, '_' or '-'"
    if name in RESERVED:
        return "it is a word of the language"
    if _YN.fullmatch(name):
        return "made of Y and N alone, it would read as a state"
    return ""


def plain_name_problem(name: str) -> str:
    """Return why `name` cannot name a party, source or the like; empty if it can."""
    if name in ("nobody", "any_of", "same", "all", "others"):
        return "it is a word of the format"
    if not name.strip() or any(sign in name for sign in ",:\n"):
        return "a name is not empty, and has no comma, colon or line break"
    return ""


def tokens_of(text: str) -> list[Token]:
    """Return the words and signs of a formula, ended by an empty one."""
    if len(text) > LONGEST:
        raise NotAFormula(f"a formula has at most {LONGEST} characters", 0, "use facts")
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        token = Token(match[kind], match.start(kind), kind)
        if kind == "odd":
            word = _SIGNS.get(token.text)
            hint = f"write '{word}'" if word else "use names, not, and, or, implies, iff, ( )"
            if hidden(token.text):
                message = f"{character(token.text)} has no meaning in a formula"
                hint = "remove it, although it cannot be seen: it often comes with pasted text"
                raise NotAFormula(message, token.column, hint)
            raise NotAFormula(f"'{token.text}' has no meaning in a formula", token.column, hint)
        found.append(token)
    found.append(Token("", len(text.rstrip()), "end"))
    return found


def parse(text: str) -> Formula:
    """Return the formula that `text` states; raises NotAFormula."""
    parser = _Parser(tokens_of(text))
    formula = parser.formula()
    parser.expect_end()
    return formula


def parse_condition(text: str) -> tuple[Step, Order, Formula]:
    """Return the parts of `ease only after steps`; raises NotAFormula."""
    parser = _Parser(tokens_of(text))
    on = not parser.accept("not")
    option = parser.name("an option, the step the condition is on")
    parser.expect("only")
    if parser.accept("after"):
        order: Order = "after"
    elif parser.accept("with"):
        order = "with"
    else:
        raise parser.wrong("'after' or 'with'")
    formula = parser.formula()
    parser.expect_end()
    return Step(option, on), order, formula


class _Parser:
    """Recursive descent over the tokens; remembers only where it is."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def accept(self, word: str) -> bool:
        # the end has no text, so no word is taken for it
        if self.tokens[self.at].text != word:
            return False
        self.at += 1
        return True

    def expect(self, word: str) -> None:
        if not self.accept(word):
            raise self.wrong(f"'{word}'")

    def expect_end(self) -> None:
        if self.token.kind != "end":
            hint = ""
            if self.token.text in ("iff", "implies"):
                hint = "'iff' is not chained: use parentheses"
            elif self.token.kind == "name":
                hint = "join two parts with 'and' or 'or'"
            raise self.wrong("the end of the formula", hint)

    def wrong(self, wanted: str, hint: str = "") -> NotAFormula:
        before = self.tokens[self.at - 1].text if self.at else ""
        after = f" after '{before}'" if before else ""
        found = f"not '{shown(self.token.text)}'" if self.token.text else "and the text ends"
        return NotAFormula(f"expected {wanted}{after}, {found}", self.token.column, hint)

    def name(self, wanted: str) -> str:
        token = self.token
        if token.kind != "name" or token.text in WORDS:
            raise self.wrong(wanted)
        self.at += 1
        return token.text

    def formula(self) -> Formula:
        left = self.implied()
        return Iff(left, self.implied()) if self.accept("iff") else left

    def implied(self) -> Formula:
        left = self.either()
        if not self.accept("implies"):
            return left
        return Implies(left, self.deeper(self.implied))

    def either(self) -> Formula:
        parts = [self.both()]
        while self.accept("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Formula:
        parts = [self.denied()]
        while self.accept("and"):
            parts.append(self.denied())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def denied(self) -> Formula:
        text = self.tokens[self.at].text
        if text == "not":
            self.at += 1
            return Not(self.deeper(self.denied))
        if text == "at":
            return self.at_least()
        if text == "(":
            self.at += 1
            inside = self.deeper(self.formula)
            self.expect(")")
            return inside
        return Name(self.name("a name, 'not' or '('"))

    def at_least(self) -> Formula:
        start = self.token
        self.expect("at")
        self.expect("least")
        if self.token.kind != "number":
            raise self.wrong("a number")
        count = int(self.token.text[:9])
        self.at += 1
        self.expect("of")
        parts = [self.deeper(self.denied)]
        while self.accept(","):
            parts.append(self.deeper(self.denied))
        if len(parts) > MOST_PARTS:
            message = f"a list of {len(parts)} is too long, the most is {MOST_PARTS}"
            raise NotAFormula(message, start.column, "name parts of it under 'facts'")
        if not 1 <= count <= len(parts):
            message = f"at least {count} of {len(parts)} makes no sense"
            raise NotAFormula(message, start.column, f"use a number from 1 to {len(parts)}")
        return AtLeast(count, tuple(parts))

    def deeper(self, rule: Callable[[], Formula]) -> Formula:
        self.depth += 1
        if self.depth > DEEPEST:
            hint = "name a part of it under 'facts'"
            raise NotAFormula("the formula is nested too deep", self.token.column, hint)
        try:
            return rule()
        finally:
            self.depth -= 1
