"""Students: who sits in a class, what they guessed at a step, and why somebody is refused."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from tillit.visualization.classroom.guesses import Guess, Question


class Reason(StrEnum):
    """Why somebody is not let in, or an answer not taken; the page says it in words."""

    WRONG = "wrong code"
    BARRED = "too many wrong codes"
    FULL = "full"
    UNKNOWN = "not in the class"
    NOT_NOW = "not asked now"
    STANDS = "changed too often"


class RefusedStudentError(Exception):
    """Nobody comes in like that, or an answer is not taken."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Student:
    """A browser that typed the code."""

    role: str
    """Whose part she takes, if there are roles."""
    address: str
    """Of her machine; only counted."""
    seen: float
    """When her browser last asked, in seconds."""


@dataclass
class Asked:
    """The guesses at one step."""

    question: Question
    round: int = 0
    """How often it was started over."""
    guesses: dict[str, Guess] = field(default_factory=dict)
    """By the student's key."""
    changes: Counter[str] = field(default_factory=Counter)
    typed: dict[str, Guess] = field(default_factory=dict)
    """By the code that was typed in."""
