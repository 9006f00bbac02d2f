"""Kolada's service: asks version 3 of its interface for all there is of one municipality, page by page."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urljoin

from tillit.experiments.importing.kolada_answers import ask, same_host
from tillit.experiments.importing.kolada_records import CODE, Answers
from tillit.experiments.importing.measures import YEARLY
from tillit.experiments.importing.places import full_code
from tillit.experiments.refused import RefusedError

BASE = "https://api.kolada.se/v3"
AT_ONCE = 25
"""Measures, places or years that one question may name."""
MOST_PAGES = 200
TIMEOUT = 30.0


@dataclass(frozen=True)
class Kolada:
    """The service at one address.

    Parameters
    ----------
    base
        Its address.
    timeout
        Seconds to wait for an answer.
    wait
        Lets a number of seconds pass before a question is asked again.
    tell
        Is told what is being asked.
    """

    base: str = BASE
    timeout: float = TIMEOUT
    wait: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda _: None

    def answers(self, municipality: str, years: Sequence[int], *, today: date) -> Answers:
        """Return all measures of one municipality, with their titles.

        Raises
        ------
        RefusedError
            If there is no such municipality, or the service doesn't answer as it should.
        """
        answers = Answers()
        code = self.code_of(municipality, answers, today)
        measures = ",".join(YEARLY)  # fewer than may be asked for at once
        self.take(f"kpi/{measures}", answers, today)
        for first in range(0, len(years), AT_ONCE):
            some = ",".join(map(str, years[first : first + AT_ONCE]))
            self.take(f"data/kpi/{measures}/municipality/{code}/year/{some}", answers, today)
        answers.settle()
        return answers

    def code_of(self, municipality: str, answers: Answers, today: date) -> str:
        """Return the code of a municipality that is given by code or name."""
        wanted = full_code(municipality.strip())
        coded = CODE.fullmatch(wanted) is not None
        path = f"municipality/{wanted}" if coded else f"municipality?title={quote(wanted)}"
        self.take(path, answers, today)
        if coded and wanted in answers.places:
            return wanted
        found = {
            code: title for code, title in answers.places.items() if title.casefold() == wanted.casefold()
        }
        if len(found) == 1:
            return next(iter(found))
        near = ", ".join(f"{code} {title}" for code, title in list(answers.places.items())[:8])
        message = f"Kolada has no municipality {wanted[:60]!r}{'; it has ' + near if near else ''}"
        raise RefusedError(message)

    def take(self, path: str, answers: Answers, today: date) -> None:
        """Take in all pages of an answer."""
        for page in self.pages(f"{self.base.rstrip('/')}/{path}"):
            answers.add(page, f"Kolada's answer to /{path.partition('?')[0][:80]}", today=today)

    def pages(self, url: str) -> Iterator[dict[str, Any]]:
        """Yield an answer and those that it says come next.

        Raises
        ------
        RefusedError
            If there are too many, one comes twice, or the next is on another host.
        """
        seen: set[str] = set()
        while url:
            if url in seen or len(seen) >= MOST_PAGES:
                said = "the same page again" if url in seen else f"more than {MOST_PAGES} pages"
                message = f"Kolada answers with {said} ({url[:160]}); try again later"
                raise RefusedError(message)
            seen.add(url)
            self.tell(url)
            page = ask(url, self.timeout, self.wait)
            yield page
            following = page.get("next_url") or ""
            if not isinstance(following, str):
                message = f"Kolada's answer to {url[:160]} has a next_url that is no address"
                raise RefusedError(message)
            url = self.following(url, following) if following else ""

    def following(self, url: str, following: str) -> str:
        """Return the address of the next page.

        Raises
        ------
        RefusedError
            If it is on another host.
        """
        there = urljoin(url, following)
        if url.startswith("https://") and there.startswith("http://"):
            # Behind a proxy the service may not know that it is asked safely.
            there = f"https://{there.removeprefix('http://')}"
        if not same_host(url, there):
            message = f"Kolada's next page is on another host ({there[:120]}); nothing is fetched from there"
            raise RefusedError(message)
        return there
