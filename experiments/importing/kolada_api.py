"""Kolada's service: asks version 3 of its interface for all there is of one municipality, page by page."""

import logging
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from urllib.parse import quote

import httpx

from tillit.experiments.importing.figures import YEARLY
from tillit.experiments.importing.kolada import Answers
from tillit.experiments.importing.tables import CODE, full_code
from tillit.experiments.refused import RefusedError

log = logging.getLogger(__name__)

BASE = "https://api.kolada.se/v3"
AT_ONCE = 25  # years (measures, places) that one question may name
MOST_PAGES, ATTEMPTS = 200, 5
AGAIN = {429, 500, 502, 503, 504}  # after which the same question may be asked again


def fetch_answers(
    municipality: str,
    years: Sequence[int],
    *,
    base: str = BASE,
    timeout: float = 30.0,
    wait: Callable[[float], None] = time.sleep,
    tell: Callable[[str], None] = lambda _: None,
) -> Answers:
    """Return all measures of one municipality, with their titles.

    The service at the address `base` is waited for `timeout` seconds; `wait` lets seconds pass, `tell` is
    told what is asked. RefusedError if there is no such municipality, or it doesn't answer as it should.
    """
    answers, wanted, measures = Answers(), full_code(municipality.strip()), ",".join(YEARLY)

    def take_pages(path: str) -> None:
        url = f"{base.rstrip('/')}/{path}"
        for _ in range(MOST_PAGES):
            tell(url)
            where, answer = f"Kolada's answer to {url[:160]}", _ask(url, timeout, wait)
            try:
                page = answer.json()
            except (ValueError, RecursionError):
                why = "try again later, or import a file that you downloaded"
                raise RefusedError(f"{where} is not JSON; {why}") from None
            if not (following := answers.add(page, where)):
                return
            # Behind a proxy the service may not know that it is asked safely.
            there = answer.url.join(following).copy_with(scheme=answer.url.scheme)
            if there.netloc != answer.url.netloc:
                raise RefusedError(f"Kolada's next page is on another host ({following[:120]}); not fetched")
            url = str(there)
        raise RefusedError(f"Kolada answers with more than {MOST_PAGES} pages ({url[:160]}); try again later")

    take_pages(f"municipality/{wanted}" if CODE.fullmatch(wanted) else f"municipality?title={quote(wanted)}")
    found = [it for it, title in answers.places.items() if wanted.casefold() in {it, title.casefold()}]
    if len(found) != 1:
        near = ", ".join(f"{code} {title}" for code, title in list(answers.places.items())[:8])
        raise RefusedError(f"Kolada has no municipality {wanted[:60]!r}{'; it has ' * bool(near)}{near}")
    take_pages(f"kpi/{measures}")
    for first in range(0, len(years), AT_ONCE):
        some = ",".join(map(str, years[first : first + AT_ONCE]))
        take_pages(f"data/kpi/{measures}/municipality/{found[0]}/year/{some}")
    return answers


def _ask(url: str, timeout: float, wait: Callable[[float], None]) -> httpx.Response:
    """Return one answer; ask again while the service is busy."""
    headers = {"User-Agent": f"tillit/{version('tillit')}", "Accept": "application/json"}
    for attempt in range(ATTEMPTS):
        wait(2.0**attempt if attempt else 0.0)
        try:
            answer = httpx.get(url, headers=headers, timeout=timeout)
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
