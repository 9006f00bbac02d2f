"""Kolada's service: asks version 3 of its interface for all there is of one municipality, page by page."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from tillit.experiments.importing.figures import YEARLY
from tillit.experiments.importing.kolada import CODE, Answers
from tillit.experiments.importing.places import full_code
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.provenance import program_version

log = logging.getLogger(__name__)

BASE = "https://api.kolada.se/v3"
AT_ONCE = 25  # measures, places or years that one question may name
MOST_PAGES, ATTEMPTS = 200, 5
AGAIN = frozenset({429, 500, 502, 503, 504})  # after which the same question may be asked again


@dataclass(frozen=True)
class Kolada:
    """The service at one address, whose answers are waited for `timeout` seconds.

    `wait` lets seconds pass, `tell` is told what is being asked.
    """

    base: str = BASE
    timeout: float = 30.0
    wait: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda _: None

    def answers(self, municipality: str, years: Sequence[int]) -> Answers:
        """Return all measures of one municipality, with their titles.

        RefusedError if there is no such municipality, or the service doesn't answer as it should.
        """
        answers, wanted = Answers(), full_code(municipality.strip())
        asked = f"/{wanted}" if CODE.fullmatch(wanted) else f"?title={quote(wanted)}"
        self._take(f"municipality{asked}", answers)
        found = [it for it, title in answers.places.items() if wanted.casefold() in {it, title.casefold()}]
        if len(found) != 1:
            near = ", ".join(f"{code} {title}" for code, title in list(answers.places.items())[:8])
            has = f"; it has {near}" if near else ""
            raise RefusedError(f"Kolada has no municipality {wanted[:60]!r}{has}")
        measures = ",".join(YEARLY)  # fewer than may be asked for at once
        self._take(f"kpi/{measures}", answers)
        for first in range(0, len(years), AT_ONCE):
            some = ",".join(map(str, years[first : first + AT_ONCE]))
            self._take(f"data/kpi/{measures}/municipality/{found[0]}/year/{some}", answers)
        return answers

    def _take(self, path: str, answers: Answers) -> None:
        """Take in all pages of one answer."""
        url = f"{self.base.rstrip('/')}/{path}"
        for _ in range(MOST_PAGES):
            self.tell(url)
            where, answer = f"Kolada's answer to {url[:160]}", self._ask(url)
            try:
                page = answer.json()
            except (ValueError, RecursionError):
                why = "try again later, or import a file that you downloaded"
                raise RefusedError(f"{where} is not JSON; {why}") from None
            following = answers.add(page, where)
            if not following:
                return
            # Behind a proxy the service may not know that it is asked safely.
            there = answer.url.join(following).copy_with(scheme=answer.url.scheme)
            if there.netloc != answer.url.netloc:
                raise RefusedError(f"Kolada's next page is on another host ({following[:120]}); not fetched")
            url = str(there)
        raise RefusedError(f"Kolada answers with more than {MOST_PAGES} pages ({url[:160]}); try again later")

    def _ask(self, url: str) -> httpx.Response:
        """Return one answer; ask again while the service is busy."""
        headers = {"User-Agent": f"tillit/{program_version()}", "Accept": "application/json"}
        for attempt in range(ATTEMPTS):
            self.wait(2.0**attempt if attempt else 0.0)
            try:
                answer = httpx.get(url, headers=headers, timeout=self.timeout)
            except (httpx.UnsupportedProtocol, httpx.InvalidURL):
                raise RefusedError(f"{url[:120]} is not an address such as {BASE}") from None
            except httpx.TransportError as error:
                said = str(error or type(error).__name__)[:160]
                continue
            log.info("%s: HTTP %d", answer.url, answer.status_code)
            if answer.is_success:
                return answer
            said = f"HTTP {answer.status_code} {answer.reason_phrase}".rstrip()
            if answer.status_code not in AGAIN:
                raise RefusedError(f"Kolada refuses {url[:160]}: {said}")
        raise RefusedError(
            f"Kolada doesn't answer ({said}) after {ATTEMPTS} attempts at {url[:160]}; "
            "try again later, or download the figures in a browser and import the file"
        )
