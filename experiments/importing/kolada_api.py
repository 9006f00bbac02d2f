"""Kolada's service: asks version 3 of its interface, page by page, and gives up in words."""

import json
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, IncompleteRead
from typing import IO, Any
from urllib.parse import quote, urljoin, urlsplit

from experiments.importing.kolada_files import refuse_constant
from experiments.importing.kolada_records import CODE, Answers
from experiments.importing.measures import YEARLY
from experiments.refused import RefusedError
from experiments.version import program_version

BASE = "https://api.kolada.se/v3"
AT_ONCE = 25
"""Measures, places or years that one question may name."""
MOST_PAGES = 200
MOST_BYTES = 20_000_000
ATTEMPTS = 5
TIMEOUT = 30.0
LONGEST_WAIT = 60.0
WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/", re.IGNORECASE)
"""How an address begins that may be asked."""
SECONDS = re.compile("[0-9]{1,8}")
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers after which the same question may be asked again."""


class OtherHostError(Exception):
    """The service points to another host."""


class SameHost(urllib.request.HTTPRedirectHandler):
    """Follows the service to another page of its own, never to another host."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request that follows a redirection."""
        if not same_host(req.full_url, newurl):
            raise OtherHostError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def same_host(one: str, other: str) -> bool:
    """Tell whether two addresses are on the same host, asked in the same way."""
    there = host_of(other)
    return there is not None and host_of(one) == there


def host_of(url: str) -> tuple[str, str | None, int | None] | None:
    """Return scheme, host and port of an address; None if it is none."""
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port
    return None


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
        wanted = municipality.strip()
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
            page = self.ask(url)
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

    def ask(self, url: str) -> dict[str, Any]:
        """Return one answer; ask again while the service is busy.

        Raises
        ------
        RefusedError
            If it doesn't answer, or with something else.
        """
        for attempt in range(1, ATTEMPTS + 1):
            self.tell(url)
            try:
                return parsed(self.read(url), url)
            except urllib.error.HTTPError as error:
                pause = pause_after(error.headers, attempt)
                said = f"HTTP {error.code} {error.reason}"
                error.close()
                if error.code not in AGAIN:
                    message = f"Kolada refuses {url[:160]}: {said}"
                    raise RefusedError(message) from None
            except OtherHostError as error:
                message = (
                    f"Kolada sends on to another host ({str(error)[:120]}); nothing is fetched from there"
                )
                raise RefusedError(message) from None
            except (urllib.error.URLError, OSError, HTTPException) as error:
                pause = pause_after(None, attempt)
                said = str(getattr(error, "reason", "") or error or type(error).__name__)[:160]
                if isinstance(getattr(error, "reason", None), socket.gaierror):
                    break  # no internet: waiting some seconds won't bring it
            if attempt < ATTEMPTS:
                self.wait(pause)
        times = f"{attempt} attempt{'s' * (attempt > 1)}"
        message = (
            f"Kolada doesn't answer ({said}) after {times} at {url[:160]}; try again later, or "
            "download the figures in a browser and import the file"
        )
        raise RefusedError(message)

    def read(self, url: str) -> bytes:
        """Return what is at an address.

        Raises
        ------
        RefusedError
            If the address is none of the web's.
        IncompleteRead
            If the answer breaks off.
        """
        if not WEB.match(url):
            message = f"{url[:120]} is not an address such as {BASE}"
            raise RefusedError(message)
        agent = {"User-Agent": f"tillit/{program_version()}", "Accept": "application/json"}
        request = urllib.request.Request(url, headers=agent)  # noqa: S310 - the scheme was looked at
        with urllib.request.build_opener(SameHost).open(request, timeout=self.timeout) as answer:
            content: bytes = answer.read(MOST_BYTES + 1)
            if answer.length and len(content) <= MOST_BYTES:
                raise IncompleteRead(content, answer.length)
        return content


def pause_after(headers: Message | None, attempt: int) -> float:
    """Return the seconds to wait: those that the service asks for, or twice as many each time."""
    asked = str(headers.get("Retry-After", "")) if headers else ""
    pause = 2.0 ** (attempt - 1)
    if SECONDS.fullmatch(asked):
        pause = float(asked)
    elif asked:
        with suppress(ValueError, TypeError, OverflowError):
            pause = (parsedate_to_datetime(asked).astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return min(max(pause, 0.0), LONGEST_WAIT)


def parsed(content: bytes, url: str) -> dict[str, Any]:
    """Return the table that an answer is.

    Raises
    ------
    RefusedError
        If it is too long, or no table in JSON.
    """
    said = ""
    if len(content) > MOST_BYTES:
        said = f"is longer than {MOST_BYTES:,} bytes"
    else:
        try:
            data = json.loads(content.decode("utf-8"), parse_constant=refuse_constant)
        except (ValueError, RecursionError):
            said = f"is not JSON but begins with {content[:40]!r}"
        else:
            if isinstance(data, dict):
                return data
            said = "is no table"
    message = f"Kolada's answer to {url[:160]} {said}; try again later, or import a file that you downloaded"
    raise RefusedError(message)
