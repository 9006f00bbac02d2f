"""Guesses: what a step asks for, whether an answer is one, and an answer as eight letters.

A guess is a few numbers: six points that were drawn, one of four choices, or both ends of a range.
Where the network keeps a student's browser from the teacher's machine, the browser shows the
guess as eight letters, which the teacher types; `static/guess_code.js` writes them.
"""

import math
from typing import Any, NamedTuple

from tillit.experiments.lessons.tables import POINTS

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are taken for numbers."""
CODED = 8
"""Letters of a guess."""
CHECK = 23
"""What is left by this prime says whether a code was typed right, and for which step."""
DRAWN, RANGED = 40, 1000
"""Parts of the axis, of a drawn point and of an end of a range."""
CHOICES = 4

Guess = tuple[float, ...]


class NoGuessError(ValueError):
    """What came is no answer to what is asked."""


class Question(NamedTuple):
    """What a step asks for."""

    lesson: int
    at: int
    """Which step of the lesson, from 0."""
    form: str
    """``draw``, ``choose`` or ``range``."""
    low: float
    high: float
    """Ends of the axis; of choices, the first and the last."""

    @classmethod
    def of(cls, lesson: int, at: int, step: dict[str, Any]) -> "Question | None":
        """Return what a step of `Rendering` asks for; None if it asks for no guess."""
        form = step["form"]
        if form is None:
            return None
        axis = (0, CHOICES - 1) if form == "choose" else (step["range"] or step["chart"])["axis"]
        return cls(lesson, at, form, float(axis[0]), float(axis[1]))

    def checked(self, values: object) -> Guess:
        """Return an answer as numbers.

        Raises
        ------
        NoGuessError
            If it has other than the numbers that are asked for, or one that is not on the axis.
        """
        many = {"draw": POINTS, "choose": 1, "range": 2}[self.form]
        if (
            not isinstance(values, list)
            or len(values) != many
            or not all(type(it) in {int, float} for it in values)
        ):
            message = f"an answer here has {many} numbers"
            raise NoGuessError(message)
        guess = tuple(float(it) for it in values)
        if not all(math.isfinite(it) and self.low <= it <= self.high for it in guess):
            message = f"an answer here lies between {self.low:g} and {self.high:g}"
            raise NoGuessError(message)
        if self.form == "range" and guess[0] > guess[1]:
            message = "the first end of a range is not above the second"
            raise NoGuessError(message)
        if self.form == "choose" and guess[0] != int(guess[0]):
            message = "a choice is a whole number"
            raise NoGuessError(message)
        return guess

    def decoded(self, typed: str) -> tuple[str, Guess]:
        """Return a code as it is written, and the guess that it stands for.

        Raises
        ------
        NoGuessError
            If it is no code, was mistyped, or belongs to another step.
        """
        code = "".join(typed.upper().split())
        if len(code) != CODED or any(letter not in LETTERS for letter in code):
            message = f"a code has {CODED} letters, and no I or O"
            raise NoGuessError(message)
        number = 0
        for letter in code:
            number = number * len(LETTERS) + LETTERS.index(letter)
        payload, left = divmod(number, CHECK)
        if left != (7 * (payload % 1009) + 31 * self.at + 7 * self.lesson) % CHECK:
            message = "mistyped, or of another step"
            raise NoGuessError(message)
        return code, self.checked(self._values(payload))

    def _values(self, payload: int) -> list[float]:
        """Return the numbers that were packed into one; what else is in it tells like answers apart."""
        if self.form == "choose":
            return [payload % CHOICES]
        parts, many = (DRAWN, POINTS) if self.form == "draw" else (RANGED, 2)
        values = []
        for _ in range(many):
            payload, part = divmod(payload, parts + 1)
            values.append(self.low + (self.high - self.low) * part / parts)
        return values
