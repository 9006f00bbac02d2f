"""Room: who is in the class, what is asked, and what everybody guessed. In memory only.

Nobody has a name: a student is a key that her browser was given for the code on the wall, and a
number. All that anybody can send is bounded, so that thirty students, or one who means harm, take
a few hundred kilobytes at most.
"""

import secrets
from collections.abc import Callable
from threading import RLock
from time import monotonic
from typing import Any

from cachetools import LRUCache

from tillit.experiments.lessons.tables import ROLES
from tillit.visualization.classroom.guesses import NoGuessError, Question
from tillit.visualization.classroom.students import Asked, Reason, RefusedStudentError, Student

MOST_STUDENTS = 200
MOST_BEHIND = 60
"""Students at one address: a whole class may be behind one router."""
MOST_WRONG = 100
"""Wrong codes from one address, until there is a new code."""
MOST_ADDRESSES = 1_000
"""Addresses of which wrong codes are counted."""
MOST_CHANGES = 60
"""Changes of one answer, after which it stands."""
MOST_TYPED = 200
"""Codes that are typed in for one step."""
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Of the code on the wall: consonants, so that no code is a word."""
HERE = 12.0
"""Seconds since a student's browser asked, within which she is here."""


class Room:
    """A class.

    Parameters
    ----------
    clock
        Tells the time, in seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = RLock()
        self._students: dict[str, Student] = {}
        self._came = 0
        self._asked: dict[tuple[int, int], Asked] = {}
        self._wrong: LRUCache[str, int] = LRUCache(MOST_ADDRESSES)
        self._screen: dict[str, Any] = {}
        self._version = 0
        self.code = ""
        self.language = "en"
        self.renew()

    def renew(self) -> None:
        """Send everybody out, forget what they guessed, and take another code."""
        with self._lock:
            self._students.clear()
            self._asked.clear()
            self._wrong.clear()
            self.code = "".join(secrets.choice(LETTERS) for _ in range(4))
            self._ask()

    def join(self, code: str, address: str) -> str:
        """Let a student in, and return her key.

        Raises
        ------
        RefusedStudentError
            If the code is wrong, or the room is full.
        """
        with self._lock:
            wrong = self._wrong.get(address, 0)
            if wrong >= MOST_WRONG:
                raise RefusedStudentError(Reason.BARRED)
            if not secrets.compare_digest(code.upper().encode(), self.code.encode()):
                self._wrong[address] = wrong + 1
                raise RefusedStudentError(Reason.WRONG)
            self._make_place(MOST_BEHIND, address)
            self._make_place(MOST_STUDENTS)
            key = secrets.token_urlsafe(12)
            # Roles go round, so that each has as many.
            self._students[key] = Student(ROLES[self._came % len(ROLES)], address, self._clock())
            self._came += 1
            return key

    def _make_place(self, most: int, address: str | None = None) -> None:
        """Forget the student who has been gone longest, if the room is full, or an address has so many."""
        there = {key: it for key, it in self._students.items() if address in {None, it.address}}
        if len(there) < most:
            return
        key = min(there, key=lambda key: there[key].seen)
        if self._is_here(there[key]):
            raise RefusedStudentError(Reason.FULL)
        del self._students[key]
        for asked in self._asked.values():
            asked.guesses.pop(key, None)
            asked.changes.pop(key, None)

    def _is_here(self, student: Student) -> bool:
        return self._clock() - student.seen < HERE

    def see(self, key: str) -> dict[str, Any]:
        """Return what a student sees now.

        Raises
        ------
        RefusedStudentError
            If nobody was given such a key.
        """
        with self._lock:
            student = self._student(key)
            student.seen = self._clock()
            roles = self._screen.get("roles")
            asked = self._now()
            return {
                **{name: it for name, it in self._screen.items() if name != "roles"},
                "version": self._version,
                "language": self.language,
                "round": asked.round if asked else 0,
                "role": {"name": student.role, "chart": roles[student.role]} if roles else None,
            }

    def answer(self, key: str, at: tuple[int, int], values: object) -> None:
        """Take a student's guess at a step of a lesson, in place of her earlier one.

        Raises
        ------
        RefusedStudentError
            If nobody was given such a key, that step is not asked now, or she changed it too often.
        NoGuessError
            If it is no answer to the question.
        """
        with self._lock:
            self._student(key)
            asked = self._now()
            if asked is None or asked.question[:2] != at:
                raise RefusedStudentError(Reason.NOT_NOW)
            guess = asked.question.checked(values)
            if asked.changes[key] >= MOST_CHANGES:
                raise RefusedStudentError(Reason.STANDS)
            asked.changes[key] += 1
            asked.guesses[key] = guess

    def type_in(self, at: tuple[int, int], code: str) -> None:
        """Take a guess that was told by its code; the same code twice is one guess.

        Raises
        ------
        NoGuessError
            If it is no code for that step, or there are too many.
        """
        with self._lock:
            asked = self._asked.get(at)
            if asked is None or len(asked.typed) >= MOST_TYPED:
                message = "nothing is asked there, or there are enough"
                raise NoGuessError(message)
            written, guess = asked.question.decoded(code)
            asked.typed[written] = guess

    def show(self, screen: dict[str, Any], language: str) -> None:
        """Show everybody a step, with its lesson's number and title and the roles' charts; or nothing."""
        with self._lock:
            if (screen, language) != (self._screen, self.language):
                self._screen, self.language = screen, language
                self._ask()

    def start_over(self, at: tuple[int, int]) -> None:
        """Forget what was guessed at a step."""
        with self._lock:
            asked = self._asked.get(at)
            if asked is not None:
                self._asked[at] = Asked(asked.question, asked.round + 1)
                self._version += 1

    def overview(self, at: tuple[int, int]) -> dict[str, Any]:
        """Return who is here, and who guessed what at a step: the role and the numbers."""
        with self._lock:
            asked = self._asked.get(at)
            own = asked.guesses.items() if asked else ()
            typed = asked.typed.values() if asked else ()
            return {
                "code": self.code,
                "here": sum(map(self._is_here, self._students.values())),
                "guesses": [
                    *([self._students[key].role, *guess] for key, guess in own),
                    *(["", *guess] for guess in typed),
                ],
            }

    def _ask(self) -> None:
        """Begin to ask what the screen asks; guesses that are there already are kept."""
        self._version += 1
        screen = self._screen
        question = Question.of(screen["lesson"], screen["at"], screen["step"]) if screen else None
        if question is None:
            return
        asked = self._asked.get(question[:2])
        if asked is None or asked.question != question:
            self._asked[question[:2]] = Asked(question)

    def _now(self) -> Asked | None:
        """Return what is asked now."""
        screen = self._screen
        if not screen or screen["step"]["form"] is None:
            return None
        return self._asked.get((screen["lesson"], screen["at"]))

    def _student(self, key: str) -> Student:
        if key not in self._students:
            raise RefusedStudentError(Reason.UNKNOWN)
        return self._students[key]
